/// Bytes held in memory: forged examples, unpacked data, tests.
public struct MemorySource: ByteSource {
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var size: UInt64 { UInt64(bytes.count) }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        guard offset < size else { return 0 }
        let start = Int(offset)
        let count = min(buffer.byteCount, bytes.count - start)
        unsafe buffer.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<start + count]))
            }
        }
        return count
    }
}
