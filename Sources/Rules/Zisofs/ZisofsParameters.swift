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
        headerSize = Int(entry[ZisofsEntry.headerSize]) * 4
        log2 = entry[ZisofsEntry.log2BlockSize]
        size = isSecond ? entry[ZisofsEntry.longSize] : UInt64(entry[ZisofsEntry.uncompressedSize].read)
    }

    /// From the header in the data.
    init(_ header: ZisofsHeader) {
        headerSize = Int(header[header.headerSizeField]) * 4
        log2 = header[header.log2BlockSizeField]
        size = header.isSecond ? header[ZisofsHeader.secondSize] : UInt64(header[ZisofsHeader.size])
    }

    /// The header size and the binary logarithms that each version allows.
    static func headerSize(isSecond: Bool) -> Int { isSecond ? 24 : 16 }
    static func logarithms(isSecond: Bool) -> ClosedRange<UInt8> { isSecond ? 15...20 : 15...17 }
}
