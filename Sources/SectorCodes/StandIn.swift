internal import Bytes

/// What programs leave in place of a sector that they could not read: one byte over and over, their own mark, or a text.
public enum StandIn: Sendable, Hashable, Codable {
    case filled(UInt8)
    case mark(Mark)
    case text(Text)
    case word(Word)

    /// Marks that no file holds by chance.
    public enum Mark: String, Sendable, Hashable, CaseIterable, Codable {
        case dvdisaster = "the dead sector marker of dvdisaster"
        case safecopy = "the bad block mark of safecopy"
        case ddrescue = "the fill mark of GNU ddrescue"
    }

    /// Numbers of four bytes that read as words, with which programs mark what holds no data.
    public enum Word: String, Sendable, Hashable, CaseIterable, Codable {
        case deadBeef = "DEADBEEF"
        case swappedDeadBeef = "EFBEADDE"
        case badFood = "BAADF00D"
        case swappedBadFood = "0DF0ADBA"

        var bytes: [UInt8] {
            switch self {
            case .deadBeef: [0xDE, 0xAD, 0xBE, 0xEF]
            case .swappedDeadBeef: [0xEF, 0xBE, 0xAD, 0xDE]
            case .badFood: [0xBA, 0xAD, 0xF0, 0x0D]
            case .swappedBadFood: [0x0D, 0xF0, 0xAD, 0xBA]
            }
        }

        init?(_ sector: RawSpan) {
            guard let head = try? sector.bytes(at: 0, count: 4),
                let word = Self.allCases.first(where: { $0.bytes == head }),
                let bytes = try? sector.bytes(at: 0, count: sector.byteCount),
                bytes.dropFirst(4).elementsEqual(bytes.dropLast(4))
            else { return nil }
            self = word
        }
    }

    /// Bytes after which it repeats itself; 0 where it does not.
    public var period: Int {
        switch self {
        case .filled: 1
        case .mark: 0
        case .text(let text): text.period
        case .word(let word): word.bytes.count
        }
    }

    /// A text that fills the sector, alone or over and over. Users choose it (safecopy -M, ddrescue --fill-mode), and files can hold
    /// such a thing, too.
    public struct Text: Sendable, Hashable, Codable {
        /// As it is repeated, from a word on.
        public let text: String
        /// Bytes of the text where it stands once, before a filler; nil where it is repeated.
        public let length: Int?
        /// Bytes after which the sector repeats itself; 0 where the text stands once.
        public let period: Int
        /// Whether it speaks of something that could not be read.
        public let tellsDamage: Bool
    }

    /// Nil for a sector with content, which the first bytes nearly always tell.
    public init?(_ sector: RawSpan) {
        guard let first = try? sector.u8(at: 0) else { return nil }
        if sector.isFilled(with: first) {
            self = .filled(first)
        } else if let mark = Mark(sector) {
            self = .mark(mark)
        } else if let text = Text(sector) {
            self = .text(text)
        } else if let word = Word(sector) {
            self = .word(word)
        } else {
            return nil
        }
    }

    /// Whether a sector is what is left where nothing was read: zeros, the 55h of empty rescue files and drives, a mark, or a text that
    /// says so.
    public static func standsIn(for sector: [UInt8]) -> Bool {
        switch unsafe StandIn(sector.span.bytes) {
        case .filled(let byte): byte == 0 || byte == 0x55
        case .mark: true
        case .text(let text): text.tellsDamage
        case .word, nil: false
        }
    }
}

extension StandIn.Mark {
    /// Programs that count in sectors of 512 bytes may begin inside a sector of a disc.
    private static let starts = [0, 512, 1024, 1536]

    init?(_ sector: RawSpan) {
        for start in Self.starts {
            guard let found = Self.beginning(at: start, of: sector) else { continue }
            self = found
            return
        }
        return nil
    }

    private static func beginning(at start: Int, of sector: RawSpan) -> StandIn.Mark? {
        if sector.has("dvdisaster dead sector marker", at: start) { return .dvdisaster }
        if sector.has("BaDbLoCk", at: start) { return .safecopy }
        // The place is written in eight digits or more.
        let isPlace = sector.has("\n# position 0x", at: start)
        return isPlace && (22...32).contains { sector.has(" sector 0x", at: start + $0) } ? .ddrescue : nil
    }
}

extension StandIn.Text {
    private static let longest = 64
    /// Bytes of a filler behind a text that stands alone.
    private static let leastFiller = 512
    private static let troubles = [
        "bad", "dead", "unread", "not be read", "not read", "error", "defect", "damage", "missing", "lost",
        "fail", "corrupt",
    ].map { [UInt8]($0.utf8) }

    init?(_ sector: RawSpan) {
        guard sector.byteCount >= .sector / 2, Self.beginsWithText(sector),
            let bytes = try? sector.bytes(at: 0, count: sector.byteCount)
        else { return nil }
        if let period = Self.period(of: bytes) {
            self.init(repeated: Array(bytes.prefix(period)))
        } else {
            self.init(alone: bytes)
        }
    }

    private static func beginsWithText(_ sector: RawSpan) -> Bool {
        for index in 0..<8 where !isText(try? sector.u8(at: index)) { return false }
        return true
    }

    private static func isText(_ byte: UInt8?) -> Bool {
        byte.map { 0x20...0x7E ~= $0 || $0 == 10 || $0 == 13 || $0 == 9 } ?? false
    }

    private static func period(of bytes: [UInt8]) -> Int? {
        (2...longest).first { period in
            bytes[period..<period + 8].elementsEqual(bytes[..<8])
                && bytes.dropFirst(period).elementsEqual(bytes.dropLast(period))
        }
    }

    /// Where a text first speaks of trouble. By bytes: whole discs are full of one text.
    private static func trouble(in text: [UInt8]) -> Int? {
        let small = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return small.indices.first { start in troubles.contains { small[start...].starts(with: $0) } }
    }

    /// One text for all sectors that repeat it, wherever in it they begin.
    private init?(repeated period: [UInt8]) {
        self.period = period.count
        length = nil
        // Some programs write it into fields that they fill up with zeros.
        if period.last == 0 {
            let line = Array(period.prefix { $0 != 0 })
            guard period.dropFirst(line.count).isFilled(with: 0), line.allSatisfy(Self.isText),
                Self.trouble(in: line) != nil
            else { return nil }
            text = String(decoding: line, as: UTF8.self)
            tellsDamage = true
            return
        }
        guard period.allSatisfy(Self.isText) else { return nil }
        let doubled = period + period
        var start = 0
        if let found = Self.trouble(in: doubled) {
            start = found % period.count
            // Back to where the words begin.
            for _ in period.indices {
                let before = period[(start + period.count - 1) % period.count]
                if before <= 0x20 { break }
                start = (start + period.count - 1) % period.count
            }
            tellsDamage = true
        } else {
            let rotations = period.indices.filter { period[$0] > 0x20 }
            start = rotations.min { doubled[$0...].lexicographicallyPrecedes(doubled[$1...]) } ?? 0
            tellsDamage = false
        }
        text = String(decoding: doubled[start..<start + period.count], as: UTF8.self)
    }

    /// A text that begins the sector and says that a sector or block could not be read, with one filler behind and between its lines.
    private init?(alone bytes: [UInt8]) {
        guard let filler = bytes.last, bytes.count(where: { $0 == filler }) >= Self.leastFiller,
            bytes.allSatisfy({ $0 == filler || Self.isText($0) }),
            let end = bytes.lastIndex(where: { $0 != filler })
        else { return nil }
        let line = bytes.prefix { $0 != filler || $0 == 0x20 }.prefix(128)
        let words = String(decoding: line, as: UTF8.self).lowercased()
        guard words.contains("sector") || words.contains("block"), Self.trouble(in: Array(line)) != nil else {
            return nil
        }
        text = String(String(decoding: line, as: UTF8.self).prefix { $0 != "\n" && $0 != "\r\n" }.prefix(60))
        length = end + 1
        period = 0
        tellsDamage = true
    }
}
