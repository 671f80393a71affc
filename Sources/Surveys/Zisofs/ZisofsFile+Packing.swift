import Bytes
import Checksums
import FileSystems

extension ZisofsFile {
    /// How it is stored, as its ZF tells, which Linux goes by; nil where that makes no sense.
    var packing: BlockPacking? {
        let isSecond = Self.isSecond(entry)
        let log2 = entry[ZisofsEntry.log2BlockSize]
        let headerSize = UInt64(entry[ZisofsEntry.headerSize]) * 4
        guard (15...(isSecond ? 20 : 17)).contains(log2), headerSize >= 16 else { return nil }
        return BlockPacking(
            headerSize: headerSize, pointerWidth: isSecond ? 8 : 4, blockSize: 1 << Int(log2),
            size: isSecond
                ? entry[ZisofsEntry.longSize] : UInt64(entry[ZisofsEntry.uncompressedSize].little))
    }
}
