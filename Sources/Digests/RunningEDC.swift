import SectorCodes

/// The EDC of bytes that come piece by piece.
struct RunningEDC: DigestFunction {
    private var sum: UInt32 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) { sum = unsafe EDC.of(bytes.bytes, after: sum) }

    var result: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) } }
}
