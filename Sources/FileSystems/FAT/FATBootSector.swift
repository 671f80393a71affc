public import Bytes

/// The first sector of a FAT file system, raw.
public struct FATBootSector: Sendable, Hashable {
    public let record: Record

    public init(_ record: Record) { self.record = record }

    public subscript<Coding: FieldCoding>(_ field: Field<Coding>) -> Coding.Value { record[field] }

    /// Whether firmware would take it for one (edk2 FatPkg, FatOpenDevice): sizes that are possible, whatever else is written.
    public var isPlausible: Bool {
        let sector = self[Self.bytesPerSector]
        let jumps = record.u8(0) == 0xE9 || record.u8(0) == 0xEB || record.u8(0) == 0x49
        return record.count >= 512 && jumps && [512, 1024, .sector, 4096].contains(sector)
            && self[Self.sectorsPerCluster].nonzeroBitCount == 1 && self[Self.reservedSectors] > 0
            && self[Self.tableCount] > 0 && self[Self.media] >= 0xF0 && totalSectors > 0 && tableSectors > 0
            && firstDataSector < totalSectors
    }

    public var isFAT32: Bool { self[Self.tableSectors16] == 0 }

    public var totalSectors: UInt64 {
        let short = UInt64(self[Self.totalSectors16])
        return short > 0 ? short : UInt64(self[Self.totalSectors32])
    }
    public var tableSectors: UInt64 {
        UInt64(self[Self.tableSectors16]) > 0
            ? UInt64(self[Self.tableSectors16]) : UInt64(self[Self.tableSectors32])
    }
    public var bytesPerSector: UInt64 { UInt64(self[Self.bytesPerSector]) }
    public var clusterLength: UInt64 { bytesPerSector * UInt64(self[Self.sectorsPerCluster]) }
    /// Bytes of the whole file system.
    public var length: UInt64 { totalSectors.times(bytesPerSector) }
    public var tableLength: UInt64 { tableSectors.times(bytesPerSector) }
    /// Byte at which an allocation table begins, the first being 0.
    public func table(_ number: Int) -> UInt64 {
        (UInt64(self[Self.reservedSectors]) * bytesPerSector).adding(UInt64(number).times(tableLength))
    }

    /// Bytes of the root directory of FAT12 and FAT16, and where it begins.
    public var root: Range<UInt64> {
        let start = table(Int(self[Self.tableCount]))
        return start..<start.adding(UInt64(self[Self.rootEntries]) * UInt64(FATEntry.length))
    }

    private var firstDataSector: UInt64 { root.upperBound.roundedUp(to: bytesPerSector) / bytesPerSector }

    /// Byte at which a cluster begins; clusters count from 2.
    public func offset(ofCluster cluster: UInt32) -> UInt64 {
        firstDataSector.times(bytesPerSector).adding(UInt64(max(2, cluster) - 2).times(clusterLength))
    }

    /// Clusters of data there are room for, which tells the width of the table's entries (FAT 1.03, "FAT Type Determination").
    public var clusterCount: UInt64 {
        (totalSectors - min(totalSectors, firstDataSector)) / UInt64(self[Self.sectorsPerCluster])
    }

    /// Clusters that an allocation table of this length has entries for.
    public var clustersInTable: UInt64 {
        let entries = tableLength.times(8) / UInt64(width)
        return entries - min(entries, 2)
    }

    /// Whether the boot sector ends with 55 AA.
    public var isSigned: Bool { self[Self.signature] == 0xAA55 }

    /// Bits of an entry of the allocation table.
    public var width: Int { isFAT32 ? 32 : clusterCount < 4_085 ? 12 : 16 }

    /// The serial number as people write it, such as "1A2B-3C4D".
    public var serialNumber: String {
        let number = self[serialNumber(isFAT32: isFAT32)]
        let digits = [24, 16, 8, 0].map {
            UInt8(truncatingIfNeeded: number >> $0).hexadecimal(uppercase: true)
        }
        return digits[0] + digits[1] + "-" + digits[2] + digits[3]
    }
}
