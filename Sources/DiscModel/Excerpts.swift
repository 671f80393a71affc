import Bytes

/// A few bytes around the places of findings, so that a report can show what stands there. They are read when all is judged, and what
/// cannot be read is not there: that is told by whoever needed it.
public struct Excerpts: Sendable {
    /// Bytes that lie together.
    public struct Piece: Sendable, Hashable {
        public let offset: UInt64
        public let bytes: [UInt8]

        public init(offset: UInt64, bytes: [UInt8]) {
            self.offset = offset
            self.bytes = bytes
        }
    }

    /// Bytes of a line, and of a piece; a piece begins and ends with a line.
    public static let line: UInt64 = 16
    private static let most: UInt64 = 64

    private var pieces: [UInt64: [UInt8]] = [:]

    /// Nothing, of an image that nobody reads any more.
    public init() {}

    /// The lines to be shown for some bytes: those they stand in, one before and one behind, and not too many.
    public static func window(_ offset: UInt64, _ length: UInt64) -> Range<UInt64> {
        let first = offset / line * line
        let start = first - min(first, line)
        let end = offset.adding(length).adding(2 * line - 1) / line * line
        return start..<min(max(end, start), start.adding(most))
    }

    public var count: Int { pieces.count }

    public mutating func keep(_ bytes: [UInt8], from start: UInt64) { pieces[start] = bytes }

    /// Whether nothing need be read to show these bytes.
    public func has(_ offset: UInt64, _ length: UInt64) -> Bool { piece(offset, length) != nil }

    /// The lines around some bytes; nil where they were not kept.
    public func piece(_ offset: UInt64, _ length: UInt64) -> Piece? {
        let window = Self.window(offset, length)
        guard let bytes = pieces[window.lowerBound] else { return nil }
        let shown = Array(bytes.prefix(Int(window.upperBound - window.lowerBound)))
        guard offset < window.lowerBound.adding(UInt64(shown.count)) else { return nil }
        return Piece(offset: window.lowerBound, bytes: shown)
    }

    /// The bytes themselves, or the first of many; nil where they were not kept.
    public func bytes(_ offset: UInt64, _ length: UInt64) -> [UInt8]? {
        guard length > 0, let piece = piece(offset, length) else { return nil }
        let skipped = Int(offset - piece.offset)
        return Array(piece.bytes.dropFirst(skipped).prefix(Int(min(length, Self.most))))
    }
}
