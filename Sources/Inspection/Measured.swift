public import Bytes
import Checksums
import Containers
import DiscModel
import Readers
import Sectors
import Surveys

/// What the pass over the content of an image has shown, for another run that asks the same of the same bytes. All that is judged and
/// reported is made of it and of the structure, which is read each time.
public struct Measured: Sendable, Codable {
    private let digests: DigestFacts?
    private let unclaimed: UnclaimedBytesFacts?
    private let blocks: PackedBlockFacts?
    private let blankRuns: BlankRunsFacts?
    private let heads: FileHeadsFacts?
    private let video: VideoSectorsFacts?
    private let strays: StrayBytesFacts?
    /// Bytes that were read.
    let done: UInt64

    var facts: [any Facts] {
        ([digests, unclaimed, blocks, blankRuns, heads, video, strays] as [(any Facts)?]).compactMap(\.self)
    }

    /// Nil where something of it cannot be kept, as what the codes of raw sectors say, or was not known to its end.
    init?(_ facts: [any Facts], done: UInt64) {
        func first<F: Facts>(_ kind: F.Type) -> F? { facts.lazy.compactMap { $0 as? F }.first }
        digests = first(DigestFacts.self)
        unclaimed = first(UnclaimedBytesFacts.self)
        blocks = first(PackedBlockFacts.self)
        blankRuns = first(BlankRunsFacts.self)
        heads = first(FileHeadsFacts.self)
        video = first(VideoSectorsFacts.self)
        strays = first(StrayBytesFacts.self)
        self.done = done
        guard self.facts.count == facts.count, digests?.isWhole ?? true else { return nil }
    }
}

/// Where is kept what runs measure.
public struct ContentMemory: Sendable {
    /// What an earlier run measured of the same bytes, and the day on which it did.
    public let recall: @Sendable ([FileStamp]) -> (Measured, since: String)?
    public let keep: @Sendable (Measured, [FileStamp]) -> Void

    public init(
        recall: @escaping @Sendable ([FileStamp]) -> (Measured, since: String)?,
        keep: @escaping @Sendable (Measured, [FileStamp]) -> Void
    ) {
        self.recall = recall
        self.keep = keep
    }
}

/// The memory of one image that is being looked at.
struct ImageMemory {
    let memory: ContentMemory
    private let sources: [FileSource]
    /// What told the files from others before anything of them was read.
    private let stamps: [FileStamp]

    /// Nil where nothing tells the bytes from others: a drive, or what came through a pipe. What was unpacked is told by the file that it
    /// was unpacked from.
    init?(_ memory: ContentMemory?, of image: OpenedImage) {
        guard let memory else { return nil }
        let packed = image.sources.filter { $0.role == .packed }
        let files = packed.isEmpty ? image.sources : packed
        let sources = files.compactMap { $0.bytes as? FileSource }
        let stamps = sources.compactMap(\.stamp)
        guard !stamps.isEmpty, stamps.count == files.count else { return nil }
        (self.memory, self.sources, self.stamps) = (memory, sources, stamps)
    }

    func recall() -> (Measured, since: String)? { memory.recall(stamps) }

    /// Keeps what was measured, unless a file was changed meanwhile.
    func keep(_ measured: Measured) {
        guard sources.map(\.stamp) == stamps else { return }
        memory.keep(measured, stamps)
    }
}
