import Bytes

/// The parts of a long name, which stand before their entry, the last part first (FAT 1.03, "FAT Long Directory Entries").
struct FATLongName {
    private var parts: [[UInt16]] = []
    private var expected = 0
    private var checksum: UInt8?

    private static let partLimit = 20

    mutating func add(_ entry: Record) {
        let order = entry[FATEntry.order]
        let number = Int(order & 0x3F)
        if order & 0x40 != 0 {
            (parts, expected, checksum) = ([], number, entry[FATEntry.checksum])
        }
        guard number == expected, number > 0, number <= Self.partLimit,
            checksum == entry[FATEntry.checksum]
        else {
            self = FATLongName()
            return
        }
        expected -= 1
        parts.insert(Self.units(of: entry), at: 0)
    }

    /// The characters of a part.
    static func units(of entry: Record) -> [UInt16] {
        let places =
            Array(stride(from: 1, to: 11, by: 2)) + Array(stride(from: 14, to: 26, by: 2)) + [28, 30]
        return places.map { entry.u16le($0) }
    }

    /// The name in UTF-8, where all parts are there and belong to the short name of an entry.
    func name(for entry: Record) -> [UInt8]? {
        guard !parts.isEmpty, expected == 0, checksum == Self.sum(of: entry[FATEntry.name]) else {
            return nil
        }
        let units = parts.joined().prefix { $0 != 0 && $0 != 0xFFFF }
        return units.isEmpty ? nil : [UInt8](String(decoding: units, as: UTF16.self).utf8)
    }

    static func sum(of name: ArraySlice<UInt8>) -> UInt8 {
        name.reduce(0) { ($0 >> 1 | $0 << 7) &+ $1 }
    }
}
