import Bytes
public import Checksums
public import Containers
import Digests
import DiscModel
import Readers
import Sectors

/// The digests that a container records of what its blocks unpack to. That may be more than the sectors, as in a CHD where padding and
/// sub-channels surround them, so the blocks are digested as they are unpacked for the pass.
public struct StoredDigests: ChecksumFacts {
    public let statements: [ChecksumStatement]
    private let payload: StoredPayload

    /// Nil where the container records none.
    public init?(_ container: ContainerFacts) {
        guard let payload = container.payload, !payload.recorded.isEmpty else { return nil }
        self.payload = payload
        statements = payload.recorded.map { recorded in
            ChecksumStatement(
                .container, of: recorded.ranges == [0..<payload.blocks.size] ? .image : .range(recorded.name),
                expected: recorded.digest, request: Self.request(recorded),
                recorded: recorded.place)
        }
    }

    private static func request(_ recorded: StoredPayload.Recorded) -> DigestRequest {
        DigestRequest(recorded.digest.algorithm, of: recorded.ranges, in: .payload)
    }

    /// What computes those that are asked for.
    func surveys(for requests: Set<DigestRequest>, _ volume: Volume) -> [any Survey] {
        let wanted = payload.recorded.filter { requests.contains(Self.request($0)) }
        guard !wanted.isEmpty else { return [] }
        return [PayloadDigests(payload.blocks, wanted, size: volume.sources.first?.size ?? 0)]
    }

    /// Waits until the first file of the image has gone by, whose bytes come from the blocks, and takes their digests.
    private struct PayloadDigests: Survey {
        private let blocks: BlockStore
        private let wanted: [StoredPayload.Recorded]
        /// Of the file.
        private let size: UInt64
        private var reached: UInt64 = 0

        init(_ blocks: BlockStore, _ wanted: [StoredPayload.Recorded], size: UInt64) {
            self.blocks = blocks
            self.wanted = wanted
            self.size = size
        }

        var feed: Feed { .files }
        var cost: Int { 1 }
        var ranges: [Range<UInt64>]? { [0..<size] }

        mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
            reached = max(reached, offset + UInt64(bytes.count))
        }

        mutating func miss(_ run: DiscMap.Run) { reached = max(reached, run.offset.adding(run.length)) }

        mutating func finish() -> any Facts {
            let outcomes = wanted.map { recorded in (request(recorded), outcome(of: recorded)) }
            return DigestFacts(Dictionary(outcomes) { first, _ in first })
        }

        private func outcome(of recorded: StoredPayload.Recorded) -> DigestOutcome {
            guard reached >= size else {
                return DigestOutcome(nil, obstacle: "not all of the content was read")
            }
            do throws(ReadFailure) {
                return DigestOutcome(try blocks.digest(recorded))
            } catch {
                return DigestOutcome(nil, obstacle: error.reason)
            }
        }
    }
}
