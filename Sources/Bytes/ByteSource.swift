/// Bytes by absolute offset: a file, a block device, a decompressed stream, memory.
///
/// There is no cursor: every reader names the offset it wants, so that a bad place is known exactly and
/// readers cannot disturb one another.
public protocol ByteSource: Sendable {
    /// Length in bytes, as the operating system or the unpacker gives it.
    var size: UInt64 { get }

    /// Fills `buffer` from `offset` on and returns how many bytes came; fewer than asked only at the end.
    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int
}

/// A read that the source refused: the place and the system's own reason.
public struct ReadFailure: Error, Sendable, Hashable {
    public let offset: UInt64
    public let count: Int
    /// The reason in the system's words, such as "Input/output error".
    public let reason: String

    public init(offset: UInt64, count: Int, reason: String) {
        self.offset = offset
        self.count = count
        self.reason = reason
    }
}

extension ByteSource {
    /// Up to `count` bytes from `offset`; shorter at the end of the source, never longer.
    ///
    /// `count` is capped by what the source holds, so a length promised by a record cannot allocate more.
    public func bytes(at offset: UInt64, count: Int) throws(ReadFailure) -> [UInt8] {
        guard offset < size, count > 0 else { return [] }
        var failure: ReadFailure?
        // Memory that is about to be written to need not be zeroed first.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(min(UInt64(count), size - offset))) {
            memory, came in
            var buffer = unsafe MutableRawSpan(_unsafeBytes: UnsafeMutableRawBufferPointer(memory))
            do throws(ReadFailure) { came = try read(at: offset, into: &buffer) } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }
}
