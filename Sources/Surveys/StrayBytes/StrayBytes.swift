import Bytes
import Checksums
import Containers
public import ContentTypes
public import DiscModel
public import Readers
import Sectors

/// Looks at the bytes of a container's files that no track plays or shows: behind the last, between two, and in pregaps that ought to be
/// silent.
public struct StrayBytes: PassReader {
    public typealias Found = StrayBytesFacts
    public static let needs: [any Facts.Type] = [ContainerFacts.self]
    public static let scope = Scope.content

    private let types: ContentTypes

    /// - Parameter types: names what stands there.
    public init(naming types: ContentTypes) { self.types = types }

    public func surveys(_ context: DiscContext) -> [any Survey] {
        guard let facts = context.disc.facts(ContainerFacts.self), !facts.isPlain else { return [] }
        let survey = StrayByteSurvey(facts.strays, of: context.volume.sources.map(\.size), types)
        return survey.map { [$0] } ?? []
    }
}

private struct StrayByteSurvey: Survey {
    let feed = Feed.files
    let cost = 1_200
    private var strays: [Stray]
    private let types: ContentTypes

    /// Bytes shown to libmagic, and places that are looked at.
    private static let (head, limit) = (64 << 10, 1_000)

    fileprivate struct Stray {
        /// Where it begins when all files are laid end to end.
        let start: UInt64
        let range: StrayRange
        var nonZero: UInt64 = 0
        var first: UInt64?
        var head: [UInt8] = []
        var sample = RunningSample(skippingZeros: true)

        var end: UInt64 { start.adding(UInt64(range.range.count)) }
    }

    /// nil where there is nothing to look at.
    init?(_ ranges: [StrayRange], of sizes: [UInt64], _ types: ContentTypes) {
        var starts: [UInt64] = [0]
        for size in sizes { starts.append((starts.last ?? 0).adding(size)) }
        strays = ranges.prefix(Self.limit).filter { range in
            sizes.indices.contains(range.file) && range.range.upperBound <= sizes[range.file]
                && range.stride > 0
        }.map { Stray(start: starts[$0.file].adding($0.range.lowerBound), range: $0) }
        strays.sort { $0.start < $1.start }
        guard !strays.isEmpty else { return nil }
        self.types = types
    }

    var ranges: [Range<UInt64>]? { strays.map { $0.start..<$0.end } }

    mutating func miss(_: DiscMap.Run) {}

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let here = offset..<offset + UInt64(bytes.count)
        for index in strays.indices where strays[index].start < here.upperBound && strays[index].end > offset
        {
            let (start, stride, content) = (
                strays[index].start, strays[index].range.stride, strays[index].range.content
            )
            let part = (start..<strays[index].end).clamped(to: here)
            var at = part.lowerBound
            while at < part.upperBound {
                let within = (at - start) % stride
                guard content.contains(within) else {
                    at += within < content.lowerBound ? content.lowerBound - within : stride - within
                    continue
                }
                let count = min(content.upperBound - within, part.upperBound - at)
                let from = bytes.startIndex + Int(at - offset)
                strays[index].add(bytes[from..<from + Int(count)], at: at, upTo: Self.head)
                at += count
            }
        }
    }

    mutating func finish() -> any Facts {
        StrayBytesFacts(
            found: strays.map { stray in
                // Samples look like anything to libmagic.
                let isSound = if case .pregap = stray.range.kind { true } else { false }
                return StrayContent(
                    range: stray.range, nonZeroBytes: stray.nonZero,
                    firstNonZero: stray.first.map { stray.range.range.lowerBound + ($0 - stray.start) },
                    type: stray.nonZero > 0 && !isSound ? types.name(of: stray.head) : nil,
                    sample: stray.sample.finished)
            })
    }
}

extension StrayByteSurvey.Stray {
    fileprivate mutating func add(_ bytes: ArraySlice<UInt8>, at place: UInt64, upTo most: Int) {
        sample.add(bytes)
        if head.count < most { head += bytes.prefix(most - head.count) }
        guard unsafe !bytes.span.bytes.isFilled(with: 0) else { return }
        nonZero += UInt64(bytes.count { $0 != 0 })
        if first == nil, let index = bytes.firstIndex(where: { $0 != 0 }) {
            first = place + UInt64(index - bytes.startIndex)
        }
    }
}

/// What stands where no track plays or shows it.
public struct StrayBytesFacts: Facts, Codable {
    public let found: [StrayContent]
}

/// A stray range and what stands in it.
public struct StrayContent: Sendable, Hashable, Codable {
    public let range: StrayRange
    public let nonZeroBytes: UInt64
    /// The first byte of the file that is not zero there.
    public let firstNonZero: UInt64?
    /// libmagic's description.
    public let type: String?
    /// Of the content; its first bytes are those from the first that is not zero on.
    public let sample: ContentSample
}
