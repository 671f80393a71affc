import Bytes
import Checksums
public import ContentTypes
public import DiscModel
public import Readers

/// Looks at the bytes that no reader claimed, and at the unused ends of claimed blocks, as they go by.
public struct UnclaimedBytes: PassReader {
    public typealias Found = UnclaimedBytesFacts
    public static let scope = Scope.unclaimed

    private let types: ContentTypes

    /// - Parameter types: names what our own readers do not recognise.
    public init(naming types: ContentTypes) { self.types = types }

    public func surveys(_ context: DiscContext) -> [any Survey] {
        // The ends of a hundred thousand blocks are worth a look where all bytes go by anyway.
        let ends = context.scope.contains(.content) ? BlockEnd.all(of: context.disc) : []
        return [UnclaimedSurvey(context.disc.map.unclaimed, ends, types)]
    }

    public func accepts(_ earlier: UnclaimedBytesFacts, _ context: DiscContext) -> Bool {
        earlier.runs.map(\.run) == context.disc.map.unclaimed
    }
}

/// What was seen where no reader of structure claimed anything; what further volumes own of it is not yet taken out.
public struct UnclaimedBytesFacts: Facts, Codable {
    /// One for each unclaimed run of the map, by offset.
    let runs: [SeenRun]
    /// Unused ends of blocks that are not zero, by offset.
    let slack: [SlackContent]

    /// Offsets of all sectors that carry a mark, in ascending order.
    func sectors(marked mark: SectorMark) -> [UInt64] {
        runs.flatMap(\.pieces).filter { $0.mark == mark }.flatMap {
            Array(stride(from: $0.offset, to: $0.end, by: .sector))
        }
    }
}

/// An unclaimed run as far as it went by.
struct SeenRun: Sendable, Codable {
    let run: DiscMap.Run
    /// The parts that could be read, by offset.
    var seen: [DiscMap.Run] = []
    var nonZeroSectors = 0
    var pieces: [UnclaimedContent.Piece] = []
}

/// The unused end of a block: the bytes behind what its owner uses, each once, where no other claim covers them.
struct BlockEnd: Sendable {
    let owner: DiscMap.Owner
    let run: DiscMap.Run

    static func all(of disc: Disc) -> [BlockEnd] {
        var found: [BlockEnd] = []
        let spans = disc.map.spans
        var reached: UInt64 = 0
        for (index, span) in spans.enumerated() {
            reached = max(reached, span.end)
            let next = index + 1 < spans.count ? spans[index + 1].offset : disc.map.run.end
            let start = max(span.end, reached)
            let end = min(span.blockEnd, max(next, start))
            guard end > start else { continue }
            reached = max(reached, end)
            found.append(BlockEnd(owner: span.owner, run: .init(offset: start, length: end - start)))
        }
        return found
    }
}
