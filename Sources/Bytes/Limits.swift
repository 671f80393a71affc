/// What an image may make us do. A reader that meets a limit records a gap with the place and the limit.
public struct Limits: Sendable {
    /// Trees read of one volume.
    public var trees = 16
    /// Bytes of directory data kept for all trees of a volume.
    public var directoryBytes = 1 << 30
    /// Directory records kept for all trees of a volume.
    public var records = 6_000_000
    /// Depth of directories followed.
    public var depth = 4_096
    /// Bytes read of all path tables of a volume.
    public var pathTableBytes = 32 << 20
    /// Volume descriptors read of one session.
    public var descriptors = 64
    /// Continuation areas followed from one directory record.
    public var continuations = 64
    /// System use entries kept of one directory record; no more than its table can count.
    public var entries = 65_535
    /// Bytes of continuation areas kept for one tree.
    public var continuationBytes = 256 << 20
    /// Bytes of zisofs headers and block pointers kept for all trees of a volume.
    public var zisofsBytes = 64 << 20
    /// Directories that are sought elsewhere than where their records lead, in vain, in all trees of a volume.
    public var vainLookups = 1_000
    /// How often the surroundings of such a place are searched, for all trees of a volume.
    public var searches = 2
    /// Gaps kept of one tree, before they are only counted.
    public var gaps = 1_000
    /// Boot catalog entries read.
    public var bootEntries = 1_024

    public init() {}
}
