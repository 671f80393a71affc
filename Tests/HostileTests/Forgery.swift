/// An image written sector by sector, for bombs that no author of images would build: a primary descriptor in sector 16,
/// a terminator in 17, path tables in 18 and 19 with a record for the root alone, and the root from sector 20 on.
struct Forgery {
    private(set) var bytes: [UInt8]
    static let root = 20

    /// - Parameters:
    ///   - sectors: length of the image.
    ///   - rootLength: bytes of the root directory.
    init(sectors: Int, rootLength: Int = 2048) {
        bytes = [UInt8](repeating: 0, count: sectors * 2048)
        let primary = Self.descriptor(
            type: 1, sectors: sectors, root: Self.record([0], extent: Self.root, length: rootLength, flags: 2)
        )
        put(primary, sector: 16)
        put([255] + "CD001".utf8 + [1], sector: 17)
        put([1, 0, 20, 0, 0, 0, 1, 0, 0, 0], sector: 18)
        put([1, 0, 0, 0, 0, 20, 0, 1, 0, 0], sector: 19)
    }

    mutating func put(_ new: [UInt8], sector: Int, _ at: Int = 0) {
        let start = sector * 2048 + at
        for (index, byte) in new.enumerated() where start + index < bytes.count {
            bytes[start + index] = byte
        }
    }

    /// Writes records one after another from a sector on, none across the end of a sector.
    mutating func put(records: [[UInt8]], sector: Int) {
        var at = sector * 2048
        for record in records {
            if at % 2048 + record.count > 2048 { at = (at / 2048 + 1) * 2048 }
            put(record, sector: 0, at)
            at += record.count
        }
    }

    /// "." and ".." of a directory.
    static func dots(_ own: Int, _ parent: Int, length: Int = 2048, systemUse: [UInt8] = []) -> [[UInt8]] {
        [
            record([0], extent: own, length: length, flags: 2, systemUse),
            record([1], extent: parent, length: 2048, flags: 2),
        ]
    }

    static func record(
        _ name: [UInt8], extent: Int, length: Int, flags: UInt8 = 0, _ systemUse: [UInt8] = []
    ) -> [UInt8] {
        var record: [UInt8] =
            [0, 0] + both32(extent) + both32(length) + [124, 1, 2, 3, 4, 5, 0, flags, 0, 0, 1, 0, 0, 1]
        record.append(UInt8(name.count))
        record += name
        if name.count % 2 == 0 { record.append(0) }
        record += systemUse
        if record.count % 2 != 0 { record.append(0) }
        record[0] = UInt8(clamping: record.count)
        return record
    }

    static func descriptor(
        type: UInt8, sectors: Int, root: [UInt8], tables: (size: Int, l: Int, m: Int) = (10, 18, 19)
    )
        -> [UInt8]
    {
        var bytes: [UInt8] = [type] + "CD001".utf8 + [1]
        bytes += [UInt8](repeating: 0x20, count: 2048 - bytes.count)
        func put(_ new: [UInt8], _ at: Int) { bytes.replaceSubrange(at..<at + new.count, with: new) }
        put([0], 7)
        put([UInt8](repeating: 0, count: 8), 72)
        put(both32(sectors), 80)
        put([UInt8](repeating: 0, count: 32), 88)
        put([1, 0, 0, 1, 1, 0, 0, 1, 0, 8, 8, 0], 120)
        put(both32(tables.size) + little(tables.l) + [0, 0, 0, 0] + big(tables.m) + [0, 0, 0, 0], 132)
        put(root, 156)
        for at in [813, 830, 847, 864] { put([UInt8](repeating: 0x30, count: 16) + [0], at) }
        put([1, 0], 881)
        put([UInt8](repeating: 0, count: 653), 1395)
        return bytes
    }

    static func little(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    static func big(_ number: Int) -> [UInt8] { little(number).reversed() }
    static func both32(_ number: Int) -> [UInt8] { little(number) + big(number) }

    // MARK: System use

    /// SP, which makes the system use areas be read at all.
    static let sharing: [UInt8] = [0x53, 0x50, 7, 1, 0xBE, 0xEF, 0]

    static func continuation(_ sector: Int, _ offset: Int, _ length: Int) -> [UInt8] {
        [0x43, 0x45, 28, 1] + both32(sector) + both32(offset) + both32(length)
    }

    static func name(_ letters: Int, continues: Bool) -> [UInt8] {
        [0x4E, 0x4D, UInt8(clamping: letters + 5), 1, continues ? 1 : 0]
            + [UInt8](repeating: 0x61, count: letters)
    }

    /// A name of its own for every number.
    static func identifier(_ number: Int, letters: Int = 8) -> [UInt8] {
        let digits = [UInt8](String(number, radix: 36, uppercase: true).utf8)
        return [UInt8](repeating: 0x41, count: max(0, letters - digits.count)) + digits
    }
}
