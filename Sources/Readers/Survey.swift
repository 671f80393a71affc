public import Checksums
public import DiscModel

/// A measurement over all bytes, made in the one sequential pass. The scan feeds a survey everything of its feed once,
/// in the order of the files; a survey knows nothing of the others, of threads, or of where the bytes come from.
public protocol Survey: Sendable {
    var feed: Feed { get }
    /// About how many nanoseconds it takes for a kilobyte; the dearest starts first.
    var cost: Int { get }
    /// The bytes of its feed that it wants to see, by offset; nil for all. Others may come, too.
    var ranges: [Range<UInt64>]? { get }
    /// Takes in the next bytes; `offset` counts in the feed.
    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64)
    /// Takes note of bytes that could not be read.
    mutating func miss(_ run: DiscMap.Run)
    /// What was measured.
    mutating func finish() -> any Facts
}

extension Survey {
    public var ranges: [Range<UInt64>]? { nil }
}
