/// How far longer work on an image is, in bytes of its files: unpacking, the pass over its content, a comparison.
public struct WorkProgress: Sendable {
    public let done: UInt64
    public let total: UInt64
    /// Sectors so far that differ or cannot be read.
    public let faults: UInt64

    public init(done: UInt64, total: UInt64, faults: UInt64 = 0) {
        self.done = done
        self.total = total
        self.faults = faults
    }
}
