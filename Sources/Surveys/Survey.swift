public import DiscModel

/// A measurement over the bytes of a volume. The scan feeds it every byte once, in order, from one lane; a survey holds
/// no lock and knows nothing of the others.
public protocol Survey: Sendable {
    /// What it costs to consume the whole volume, in picoseconds a byte, so that the scan can share work out evenly.
    var cost: Int { get }
    /// Takes in the next bytes.
    mutating func consume(_ chunk: Chunk)
    /// Takes note of bytes that could not be read; the next chunk begins behind them.
    mutating func miss(_ run: DiscMap.Run)
    /// What was measured.
    mutating func finish() -> any Facts
}

/// Bytes of the volume on their way through the scan.
public struct Chunk: Sendable {
    /// Offset of the first byte in the volume.
    public let offset: UInt64
    public let bytes: ArraySlice<UInt8>

    public init(offset: UInt64, bytes: ArraySlice<UInt8>) {
        self.offset = offset
        self.bytes = bytes
    }

    public var end: UInt64 { offset + UInt64(bytes.count) }

    /// The part of the chunk that lies in `range`; nil when none does.
    public func part(in range: Range<UInt64>) -> ArraySlice<UInt8>? {
        let from = max(range.lowerBound, offset)
        let to = min(range.upperBound, end)
        guard from < to else { return nil }
        let start = bytes.startIndex + Int(from - offset)
        return bytes[start..<start + Int(to - from)]
    }
}
