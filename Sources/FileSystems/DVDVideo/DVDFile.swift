import Bytes
public import DiscModel

/// A file of VIDEO_TS.
public struct DVDFile: Sendable {
    public let path: DisplayName
    public let tree: TreeKind
    public let size: UInt64
    /// Where its bytes are, in order.
    public let extents: [FileTree.Extent]

    /// The first byte on the disc; nil for an empty file.
    public var start: UInt64? { extents.first?.offset }
    public var sectors: UInt64 { size.roundedUp(to: .sector) / .sector }
    /// The first byte behind its last sector, if it lies in one piece.
    public var end: UInt64? { start.map { $0.adding(sectors.times(.sector)) } }

    /// Whether its bytes follow each other on the disc.
    public var isInOnePiece: Bool {
        zip(extents, extents.dropFirst()).allSatisfy { $0.end == $1.offset }
    }

    /// Where a byte of the file is on the disc.
    public func offset(of byte: UInt64) -> UInt64? {
        var left = byte
        for extent in extents {
            if left < extent.length { return extent.offset.adding(left) }
            left -= extent.length
        }
        return nil
    }

    /// The file as a place: its first byte.
    public var place: Place { Place(offset: start, length: size, tree: tree, path: path) }
}
