import Glibc

/// What tells a file on disk from others, and from itself after it was changed. A change that leaves all of this as it was is not seen.
public struct FileStamp: Sendable, Hashable {
    public let device: UInt64
    public let inode: UInt64
    public let size: UInt64
    /// When its bytes were changed, as whoever writes it can set it.
    public let modified: Time
    /// When its bytes or its inode were changed, which only the clock sets.
    public let changed: Time

    /// Seconds since 1970, and nanoseconds.
    public struct Time: Sendable, Hashable {
        public let seconds: Int
        public let nanoseconds: Int

        init(_ time: timespec) { (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec) }
    }
}
