import CZlib

/// The CRC of gzip, ZIP and Ethernet, by zlib.
struct CRC32: DigestFunction {
    private var sum: UInt = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        // Given a null pointer, zlib would forget the sum and begin anew.
        guard unsafe !bytes.isEmpty, let start = bytes.baseAddress else { return }
        sum = unsafe crc32_z(sum, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    var result: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) } }
}
