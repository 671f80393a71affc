import DiscModel

/// CD-Text as it stands in the lead-in: packs of 18 bytes, each with a CRC (MMC, annex on CD-Text).
struct CDTextPacks {
    private(set) var entries: [CDTextEntry] = []
    private(set) var checksums: [Checksum] = []

    private static let kinds: [UInt8: String] = [
        0x80: "title", 0x81: "performer", 0x82: "songwriter", 0x83: "composer", 0x84: "arranger",
        0x85: "message",
        0x86: "discIdentification", 0x8E: "code",
    ]
    /// 256 packs in each of 8 blocks.
    private static let packLimit = 2_048

    /// - Parameter bytes: packs, with or without the four bytes before them that READ TOC gives and the zero that some
    ///   programs leave behind them.
    init(_ bytes: [UInt8]) {
        let skipped = bytes.count % 18 == 4 ? 4 : 0
        let packs = (0..<min(Self.packLimit, (bytes.count - skipped) / 18)).map { number in
            Record(Array(bytes[skipped + number * 18..<skipped + number * 18 + 18]))
        }
        checksums = packs.enumerated().map { number, pack in
            let stored = pack.u16be(16)
            let state: Checksum.State =
                stored == 0 ? .absent : stored == Self.crc(pack.slice(0, 16)) ? .good : .bad
            return Checksum(what: "CD-Text pack \(number + 1)", algorithm: "CRC-16", state: state)
        }
        readTexts(packs)
    }

    /// CRC-16 with polynomial 0x1021 and start 0, inverted (Red Book, as for sub-channel Q).
    static func crc(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        var crc: UInt16 = 0
        for byte in bytes {
            crc ^= UInt16(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 != 0 ? crc << 1 ^ 0x1021 : crc << 1 }
        }
        return ~crc
    }

    /// Texts run on from pack to pack and end with a zero, two of them where characters have two bytes.
    private mutating func readTexts(_ packs: [Record]) {
        var texts: [(kind: UInt8, block: Int, wide: Bool, track: Int, bytes: [UInt8])] = []
        for pack in packs where Self.kinds[pack.u8(0)] != nil {
            let (kind, block, wide) = (pack.u8(0), Int(pack.u8(3) >> 4 & 7), pack.u8(3) & 0x80 != 0)
            if texts.last.map({ $0.kind != kind || $0.block != block }) ?? true {
                texts.append((kind, block, wide, Int(pack.u8(1) & 0x7F), []))
            }
            texts[texts.count - 1].bytes += pack.slice(4, 12)
        }
        for text in texts {
            for (number, part) in Self.split(text.bytes, wide: text.wide).enumerated() where !part.isEmpty {
                entries.append(
                    CDTextEntry(
                        kind: Self.kinds[text.kind] ?? "", track: text.track + number, block: text.block,
                        text: text.wide ? DisplayName(utf16BigEndian: part) : DisplayName(Record.text(part))))
            }
        }
    }

    private static func split(_ bytes: [UInt8], wide: Bool) -> [[UInt8]] {
        guard wide else { return bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init) }
        var parts: [[UInt8]] = [[]]
        for at in stride(from: 0, to: bytes.count - 1, by: 2) {
            if bytes[at] == 0, bytes[at + 1] == 0 {
                parts.append([])
            } else {
                parts[parts.count - 1] += bytes[at...at + 1]
            }
        }
        return parts
    }
}
