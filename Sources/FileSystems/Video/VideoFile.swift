import Bytes
public import DiscModel

/// A file of VIDEO_TS or BDMV.
public struct VideoFile: Sendable {
    public let path: DisplayName
    public let tree: TreeKind
    public let size: UInt64
    /// Where its bytes are, in order.
    public let extents: [FileTree.Extent]

    /// A file of a tree, by the index of its node.
    init(_ index: Int, of tree: FileTree) {
        let node = tree.nodes[index]
        path = tree.path(of: index)
        self.tree = tree.kind
        size = node.size
        extents = tree.extents(of: node).filter { $0.length > 0 }
    }

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

    /// A place on the disc as one of this file.
    public func naming(_ place: Place) -> Place {
        var place = place
        (place.path, place.tree) = (path, tree)
        return place
    }

    /// Bytes of the file as a place.
    public func place(_ byte: UInt64, _ length: UInt64, field: String? = nil) -> Place {
        Place(offset: offset(of: byte), length: length, tree: tree, path: path, field: field)
    }
}

/// What a file and its copy do not have in common.
public struct VideoDifference: Sendable {
    /// The first byte in which they differ, counted in the file, and where it is in the file itself, not its copy.
    public let first: UInt64
    public let offset: UInt64?
    /// Bytes that differ; those that only one of them has included.
    public let count: UInt64

    /// Nil where they are the same.
    init?(_ one: [UInt8], _ other: [UInt8], of file: VideoFile) {
        guard one != other else { return nil }
        let unlike = zip(one, other).reduce(0 as UInt64) { $1.0 == $1.1 ? $0 : $0 + 1 }
        let common = min(one.count, other.count)
        first = UInt64(zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? common)
        offset = file.offset(of: first)
        count = unlike + UInt64(max(one.count, other.count) - common)
    }
}
