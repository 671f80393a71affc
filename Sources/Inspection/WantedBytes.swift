import Bytes
import Checksums
import Readers

/// The bytes that some surveys want to see together. What lies closely between is read as well: a jump costs more.
struct WantedBytes {
    private static let smallGap: UInt64 = 256 << 10

    private let data: [Range<UInt64>]
    private let files: [Range<UInt64>]

    /// Nil when one wants everything.
    init?(_ surveys: [any Survey]) {
        var byFeed: [Feed: [Range<UInt64>]] = [:]
        for survey in surveys {
            guard let ranges = survey.ranges else { return nil }
            byFeed[survey.feed, default: []] += ranges
        }
        data = Self.joined(byFeed[.data] ?? [])
        files = Self.joined(byFeed[.files] ?? [])
    }

    /// The wanted parts of some bytes of a feed.
    func ranges(in part: Range<UInt64>, of feed: Feed) -> [Range<UInt64>] {
        let all = feed == .data ? data : files
        let first = all.partitioningIndex { $0.upperBound > part.lowerBound }
        return all[first...].prefix { $0.lowerBound < part.upperBound }.map { $0.clamped(to: part) }
    }

    /// Ranges by offset, those that nearly touch as one.
    static func joined(_ ranges: [Range<UInt64>]) -> [Range<UInt64>] {
        var joined: [Range<UInt64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = joined.last, range.lowerBound <= last.upperBound.adding(smallGap) {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}
