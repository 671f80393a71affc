/// Bytes in which a reader saw that a structure of its own may lie: a partition, a boot image, a file that is an image.
/// Readers run on them again.
public struct InnerWindow: Sendable, Hashable {
    /// What the bytes are in the structure around them.
    public enum Role: Sendable, Hashable, CaseIterable {
        /// All user data of a disc; in no other.
        case disc
        /// A volume beside the first one, whose descriptors stand where nobody owned anything.
        case volume
        case partition, bootImage, file
    }

    public let role: Role
    /// Its bytes on the disc.
    public let run: DiscMap.Run
    /// Bytes of the blocks that its structures count in, 512 to 4096.
    public let unit: UInt64
    /// What it is for a person, such as "partition 2" or the path of the file.
    public let title: DisplayName

    public init(_ role: Role, _ run: DiscMap.Run, unit: UInt64, title: DisplayName) {
        self.role = role
        self.run = run
        self.unit = unit
        self.title = title
    }
}

/// What was read in a window of a disc. Its places, extents and claims count as those of the whole disc do, but it has a
/// map of its own: what it claims lies inside the partition or file that owns the bytes, and overlaps nothing.
public struct NestedVolume: Sendable {
    public let window: InnerWindow
    public let disc: Disc

    public init(window: InnerWindow, disc: Disc) {
        self.window = window
        self.disc = disc
    }

    /// Whether the bytes belong to something of the disc around it, as those of a file do. A further volume stands beside
    /// the first, and what it claims counts there.
    public var isInside: Bool { window.role != .volume }
}
