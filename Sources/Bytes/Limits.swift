/// What an image may make us do. A reader that meets a limit records a gap with the place and the limit.
public struct Limits: Sendable {
    /// Bytes of directory data kept for one tree.
    public var directoryBytes = 1 << 30
    /// Directory records kept for one tree.
    public var records = 4_000_000
    /// Depth of directories followed.
    public var depth = 4_096
    /// Bytes read of one path table.
    public var pathTableBytes = 64 << 20
    /// Volume descriptors read of one session.
    public var descriptors = 64
    /// Continuation areas followed from one directory record.
    public var continuations = 64
    /// Bytes of continuation areas kept for one tree.
    public var continuationBytes = 256 << 20
    /// Boot catalog entries read.
    public var bootEntries = 1_024

    public init() {}
}
