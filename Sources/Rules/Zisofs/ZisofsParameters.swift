import Bytes
import FileSystems

/// What ZF and the header of the data both say about a compressed file.
struct ZisofsParameters: Equatable {
    var headerSize: Int
    var log2: UInt8
    var size: UInt64

    /// From a ZF entry of either version.
    init(_ entry: SystemUseEntry) {
        let isSecond = ZisofsFile.isSecond(entry)
        headerSize = Int(entry.u8(6)) * 4
        log2 = entry.u8(7)
        size = UInt64(entry.u32le(8)) | (isSecond ? UInt64(entry.u32le(12)) << 32 : 0)
    }

    /// From the header in the data.
    init(_ head: Sector, isSecond: Bool) {
        headerSize = Int(head.u8(isSecond ? 9 : 12)) * 4
        log2 = head.u8(isSecond ? 11 : 13)
        size = isSecond ? head.u64le(12) : UInt64(head.u32le(8))
    }

    /// The header size and the binary logarithms that each version allows.
    static func headerSize(isSecond: Bool) -> Int { isSecond ? 24 : 16 }
    static func logarithms(isSecond: Bool) -> ClosedRange<UInt8> { isSecond ? 15...20 : 15...17 }
}
