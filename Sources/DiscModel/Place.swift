public import Bytes

/// Where something is: bytes of the volume, and what a person calls that spot.
///
/// Offsets are bytes from the start of the volume's data area (LBA × 2048); for a plain ISO that is the offset in
/// the file.
public struct Place: Sendable, Hashable {
    public var offset: UInt64?
    public var length: UInt64?
    /// The tree in which `path` is meant, such as `joliet`.
    public var tree: TreeKind?
    public var path: DisplayName?
    /// The structure and field in the standard's words, such as `pvd/volumeSpaceSize`.
    public var field: String?
    /// What is particular at this spot, such as "little-endian 10, big-endian 11".
    public var note: String?
    /// The two recordings of one thing, where they were held against each other here.
    public var recordings: [Recording] = []

    public init(
        offset: UInt64? = nil, length: UInt64? = nil, tree: TreeKind? = nil, path: DisplayName? = nil,
        field: String? = nil, note: String? = nil
    ) {
        self.offset = offset
        self.length = length
        self.tree = tree
        self.path = path
        self.field = field
        self.note = note
    }

    /// The sector that holds the first byte.
    public var lba: LBA? { offset.flatMap { $0 / .sector <= UInt32.max ? LBA(ofByte: $0) : nil } }

    /// The same place with `note` said about it.
    public func noting(_ note: String) -> Place {
        var place = self
        place.note = note
        return place
    }
}
