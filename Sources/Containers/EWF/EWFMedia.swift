import Bytes
import Digests

/// What a section "volume", "disk" or "data" says of the medium that was acquired.
struct EWFMedia {
    let chunkCount: UInt64
    let sectorsPerChunk: UInt64
    let bytesPerSector: UInt64
    let sectorCount: UInt64
    /// Of the set; nil where none is given.
    let identifier: [UInt8]?
    /// Whether its sum holds.
    let isWhole: Bool

    static let types: Set<String> = ["volume", "disk", "data"]
    /// Chunks of 32,768 sectors are the largest that programs write.
    private static let chunkLimit: UInt64 = 64 << 20
    private static let sectorLimit: UInt64 = 4096

    /// - Parameter body: of the section. Nil for one that is too short to be any.
    init?(_ body: Record) {
        guard body.count >= EWFOldMediaHead.length else { return nil }
        let isNew = body.count >= EWFMediaHead.length
        chunkCount = UInt64(body[EWFMediaHead.chunkCount])
        sectorsPerChunk = UInt64(body[EWFMediaHead.sectorsPerChunk])
        bytesPerSector = UInt64(body[EWFMediaHead.bytesPerSector])
        sectorCount =
            isNew ? body[EWFMediaHead.sectorCount] : UInt64(body[EWFOldMediaHead.sectorCount])
        let given = Array(body.slice(EWFMediaHead.identifier))
        identifier = isNew && given.contains { $0 != 0 } ? given : nil
        let summed = isNew ? EWFMediaHead.sum.offset : EWFOldMediaHead.sum.offset
        let sum = isNew ? body[EWFMediaHead.sum] : body[EWFOldMediaHead.sum]
        isWhole = Adler32.of(body.slice(0, summed)) == sum
    }

    var chunkBytes: UInt64 { sectorsPerChunk.times(bytesPerSector) }
    var size: UInt64 { sectorCount.times(bytesPerSector) }

    /// Whether such a medium can be.
    var isPossible: Bool {
        1...Self.sectorLimit ~= bytesPerSector && 1...Self.chunkLimit ~= chunkBytes && sectorCount > 0
            && size < .max
    }

    /// Chunks that its sectors take.
    var neededChunks: UInt64 { size / chunkBytes + (size % chunkBytes == 0 ? 0 : 1) }

    /// The numbers that the descriptions of a set have in common, with their names.
    var numbers: [(name: String, value: UInt64)] {
        [
            ("chunks", chunkCount), ("sectors in a chunk", sectorsPerChunk),
            ("bytes in a sector", bytesPerSector),
            ("sectors", sectorCount),
        ]
    }
}
