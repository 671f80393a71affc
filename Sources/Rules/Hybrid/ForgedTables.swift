import Bytes
import Digests
import FileSystems
import Specimens

// Partition tables and boot blocks for the examples of rules.

extension Specimen {
    /// A GPT without partitions: headers in block 1 and in the last block, entries behind the first and before the last.
    mutating func addGUIDTables() {
        let last = UInt32(clamping: bytes.count / 512 - 1)
        set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
        for (block, other, entries) in [(1, last, 2), (last, 1, last - 32)] as [(UInt32, UInt32, UInt32)] {
            let at = Int(block) * 512
            set("system-area", at, Array("EFI PART".utf8) + [0, 0, 1, 0, 92, 0, 0, 0])
            set(GUIDTable.ownBlock, of: "system-area", at: at, UInt64(block))
            set(GUIDTable.otherBlock, of: "system-area", at: at, UInt64(other))
            set(GUIDTable.firstUsable, of: "system-area", at: at, 34)
            set(GUIDTable.lastUsable, of: "system-area", at: at, UInt64(last) - 33)
            set(GUIDTable.entriesBlock, of: "system-area", at: at, UInt64(entries))
            set(GUIDTable.entryCount, of: "system-area", at: at, 128)
            set(GUIDTable.entrySize, of: "system-area", at: at, 128)
            sumGUIDTable(block: Int(block), entries: Int(entries))
        }
    }

    /// An entry of both tables, with the sums as they are then.
    mutating func addGUIDPartition(_ number: Int, type: [UInt8], blocks: ClosedRange<UInt64>) {
        let last = bytes.count / 512 - 1
        for (block, entries) in [(1, 2), (last, last - 32)] {
            let at = entries * 512 + (number - 1) * 128
            set("system-area", at, type)
            set8("system-area", at + 16, UInt8(truncatingIfNeeded: number))
            set(GUIDPartition.firstBlock, of: "system-area", at: at, blocks.lowerBound)
            set(GUIDPartition.lastBlock, of: "system-area", at: at, blocks.upperBound)
            sumGUIDTable(block: block, entries: entries)
        }
    }

    /// Makes the sums of a table true.
    mutating func sumGUIDTable(block: Int, entries: Int) {
        let at = block * 512
        set(
            GUIDTable.entriesCRC, of: "system-area", at: at,
            Self.crc(of: get("system-area", entries * 512, count: 128 * 128)))
        set(GUIDTable.headerCRC, of: "system-area", at: at, 0)
        set(GUIDTable.headerCRC, of: "system-area", at: at, Self.crc(of: get("system-area", at, count: 92)))
    }

    private static func crc(of bytes: [UInt8]) -> UInt32 {
        RunningDigest.digest(.crc32, of: bytes).bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A driver descriptor map and an Apple partition map of two entries: itself, and all of the image behind sector 16.
    mutating func addAppleMap() {
        let blocks = UInt32(clamping: bytes.count / 512)
        set("system-area", Array("ER".utf8) + [2, 0])
        set(AppleDriverMap.blockCount, of: "system-area", blocks)
        let entries: [(name: String, type: String, start: UInt32, count: UInt32)] = [
            ("Apple", "Apple_partition_map", 1, 2), ("Volume", "Apple_HFS", 64, blocks - 64),
        ]
        for (index, entry) in entries.enumerated() {
            let at = 512 * (index + 1)
            set("system-area", at, Array("PM".utf8))
            set(ApplePartition.entryCount, of: "system-area", at: at, 2)
            set(ApplePartition.firstBlock, of: "system-area", at: at, entry.start)
            set(ApplePartition.blocks, of: "system-area", at: at, entry.count)
            set("system-area", at + 16, Array(entry.name.utf8))
            set("system-area", at + 48, Array(entry.type.utf8))
        }
    }

    /// A boot block of an Alpha that leads to a file.
    mutating func addAlphaBlock(to landmark: String) {
        set("system-area", Array("Linux/Alpha aboot for ISO filesystem.".utf8))
        set("system-area", 480, Array(UInt64(4).littleEndianBytes))
        set("system-area", 488, Array(UInt64(offset(landmark) / 512).littleEndianBytes))
        let record = Record(get("system-area", count: 512))
        let sum = stride(from: 0, to: 504, by: 8).reduce(UInt64(0)) { $0 &+ record.u64le($1) }
        set(BootBlock.alphaSum, of: "system-area", sum)
    }
}

extension UInt64 {
    fileprivate var littleEndianBytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
