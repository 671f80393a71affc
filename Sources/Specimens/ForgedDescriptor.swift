import Bytes

/// A primary, supplementary or enhanced volume descriptor (ECMA-119 8.4, 8.5).
struct ForgedDescriptor {
    let hierarchy: Hierarchy
    let volumeIdentifier: String
    /// Blocks of the volume space.
    let blocks: Int

    /// Byte at which the root directory record lies (ECMA-119 8.4.18).
    static let root = 156

    /// The descriptor, one sector.
    var bytes: [UInt8] {
        let enhanced = hierarchy.dialect == .enhanced
        var bytes: [UInt8] = Array(repeating: 0, count: .sector)
        bytes.place([hierarchy.dialect == .primary ? 1 : 2] + Array("CD001".utf8), at: 0)
        bytes[6] = enhanced ? 2 : 1
        bytes.place(UInt32(clamping: blocks).both, at: 80)
        bytes.place(hierarchy.dialect.escapeSequences, at: 88)
        placeSet(in: &bytes)
        placeTables(in: &bytes)
        bytes.place(hierarchy.rootRecord.bytes(), at: Self.root)
        placeTexts(in: &bytes)
        placeDates(in: &bytes)
        bytes[881] = enhanced ? 2 : 1
        return bytes
    }

    /// Volume set of one volume, blocks of 2048 bytes (ECMA-119 8.4.10-8.4.12).
    private func placeSet(in bytes: inout [UInt8]) {
        bytes.place(UInt16(1).both, at: 120)
        bytes.place(UInt16(1).both, at: 124)
        bytes.place(UInt16.sector.both, at: 128)
    }

    /// Path tables, without the optional second occurrences (ECMA-119 8.4.13-8.4.17).
    private func placeTables(in bytes: inout [UInt8]) {
        bytes.place(UInt32(clamping: hierarchy.tables.little.length).both, at: 132)
        bytes.place(hierarchy.tables.little.block.little, at: 140)
        bytes.place(hierarchy.tables.big.block.big, at: 148)
    }

    /// Identifiers; no system, copyright, abstract or bibliographic file (ECMA-119 8.4.5-8.4.25).
    private func placeTexts(in bytes: inout [UInt8]) {
        let fields: [(offset: Int, count: Int, text: String)] = [
            (8, 32, ""), (40, 32, volumeIdentifier), (190, 128, volumeIdentifier + "_SET"),
            (318, 128, "ISOCHECK"), (446, 128, "ISOCHECK SPECIMENS"), (574, 128, "ISOCHECK SPECIMEN"),
            (702, 37, ""), (739, 37, ""), (776, 37, ""),
        ]
        for field in fields {
            bytes.place(hierarchy.dialect.text(field.text, count: field.count), at: field.offset)
        }
    }

    /// Creation, modification, expiration, effective (ECMA-119 8.4.26-8.4.29).
    private func placeDates(in bytes: inout [UInt8]) {
        let dates = [ForgedDate.long, ForgedDate.long, ForgedDate.unspecified, ForgedDate.long]
        for (index, date) in dates.enumerated() { bytes.place(date, at: 813 + 17 * index) }
    }

    /// The descriptor that ends the set (ECMA-119 8.3).
    static let terminator: [UInt8] = ([0xFF] + Array("CD001".utf8) + [1]).padded(to: .sector, with: 0)
}
