import Bytes
public import Checksums
public import Containers
import Digests
import DiscModel
import Readers
import Sectors

/// The SHA-1 that a CHD records of what its hunks unpack to. That is more than the sectors, which padding and sub-channels surround, so
/// the hunks are digested as they are unpacked for the pass.
public struct StoredDigests: ChecksumFacts {
    public let statements: [ChecksumStatement]
    private let payload: HunkStore

    /// Nil where the container records none.
    public init?(_ container: ContainerFacts) {
        guard let chd = container.chd, let raw = chd.raw else { return nil }
        payload = chd.payload
        statements = [
            ChecksumStatement(
                .container, of: .image, expected: raw,
                request: DigestRequest(.sha1, of: [0..<chd.payload.size], in: .payload),
                recorded: Place(field: "header of the CHD"))
        ]
    }

    /// What computes those that are asked for.
    func surveys(for requests: Set<DigestRequest>, _ volume: Volume) -> [any Survey] {
        statements.map(\.request).filter(requests.contains).map {
            PayloadDigest(request: $0, payload: payload, size: volume.sources.first?.size ?? 0)
        }
    }
}

/// Waits until the first file of the image has gone by, whose bytes come from the hunks, and takes the digest of these.
struct PayloadDigest: Survey {
    let request: DigestRequest
    let payload: HunkStore
    /// Of the file.
    let size: UInt64
    private var reached: UInt64 = 0

    init(request: DigestRequest, payload: HunkStore, size: UInt64) {
        self.request = request
        self.payload = payload
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
        guard reached >= size else {
            return DigestFacts([request: DigestOutcome(nil, obstacle: "not all of the content was read")])
        }
        do throws(ReadFailure) {
            return DigestFacts([request: DigestOutcome(try payload.digest())])
        } catch {
            return DigestFacts([request: DigestOutcome(nil, obstacle: error.reason)])
        }
    }
}
