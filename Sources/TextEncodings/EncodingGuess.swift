/// The encoding in which names that are not ASCII were most probably written: a guess, and said to be one wherever it is
/// shown. All names of a tree are weighed together, because one alone tells little.
public struct EncodingGuess: Sendable, Hashable {
    public let encoding: TextEncoding

    /// - Parameter samples: texts of one source; those in ASCII say nothing. Nil where all are, or nothing fits well.
    public init?(_ samples: [[UInt8]]) {
        let telling = samples.filter { $0.contains { $0 >= 0x80 } }
        // Control characters are in no text.
        guard !telling.isEmpty, !telling.joined().contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return nil
        }
        if telling.allSatisfy({ TextEncoding.utf8.decode(Self.whole($0, .utf8)) != nil }) {
            encoding = .utf8
            return
        }
        let marks = TextEncoding.allCases.filter { $0 != .utf8 }.map {
            (encoding: $0, mark: Self.mark(telling, $0))
        }
        guard let best = marks.max(by: { $0.mark < $1.mark }), best.mark >= Self.enough else { return nil }
        encoding = best.encoding
    }

    /// The text as it was probably meant; a character that the end of a field cuts is left out.
    public func text(of bytes: [UInt8]) -> String? { encoding.decode(Self.whole(bytes, encoding)) }

    /// Below this share of likely characters, nothing is guessed.
    private static let enough = 0.5

    // MARK: How well an encoding fits

    /// The mean likelihood of the characters that are not ASCII, 0 to 1.
    private static func mark(_ samples: [[UInt8]], _ encoding: TextEncoding) -> Double {
        var (sum, count) = (0.0, 0)
        for bytes in samples {
            let whole = whole(bytes, encoding)
            guard let characters = characters(whole, encoding), encoding.decode(whole) != nil else {
                return 0
            }
            for (index, character) in characters.enumerated() where character.first >= 0x80 {
                let before = index > 0 ? characters[index - 1].first : nil
                let after = index + 1 < characters.count ? characters[index + 1].first : nil
                sum += likelihood(character, encoding, between: before, and: after)
                count += 1
            }
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    /// A character as recorded, and how many that are not ASCII stand in a row where it does.
    private struct Recorded {
        let bytes: [UInt8]
        var first: UInt8 { bytes.first ?? 0 }
        var run = 0
        /// Whether it is among the commonest of its language.
        var isCommon = false
    }

    /// The bytes without the part of a character that the end of a field cut.
    private static func whole(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        guard encoding == .utf8 || encoding.hasPairs, encoding.decode(bytes) == nil else { return bytes }
        let cuts = (1...(encoding == .utf8 ? 3 : 1)).filter { cut in
            let tail = bytes.suffix(cut)
            return cut < bytes.count && tail.allSatisfy { $0 >= 0x80 }
                && (encoding != .utf8 || tail.first ?? 0 >= 0xC2)
        }
        return cuts.lazy.map { Array(bytes.dropLast($0)) }.first { encoding.decode($0) != nil } ?? bytes
    }

    private static func characters(_ bytes: [UInt8], _ encoding: TextEncoding) -> [Recorded]? {
        var found: [Recorded] = []
        var at = 0
        while at < bytes.count {
            let length = encoding.length(ofCharacterAt: bytes[at])
            guard at + length <= bytes.count else { return nil }
            var character = Recorded(bytes: Array(bytes[at..<at + length]))
            if length == 2, let text = encoding.decode(character.bytes) {
                character.isCommon = text.unicodeScalars.contains(where: CommonCharacters.all.contains)
            }
            found.append(character)
            at += length
        }
        var start = 0
        while start < found.count {
            var end = start
            while end < found.count, found[end].first >= 0x80 { end += 1 }
            for index in start..<end { found[index].run = end - start }
            start = max(end, start + 1)
        }
        return found
    }

    private static func isLetter(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte & 0xDF }

    private static func likelihood(
        _ character: Recorded, _ encoding: TextEncoding, between before: UInt8?, and after: UInt8?
    ) -> Double {
        let first = character.first
        guard character.bytes.count == 2 else {
            if let alphabet = Alphabet.all[encoding] {
                let found = alphabet.likelihood(of: first, between: before, and: after)
                return character.run > 2 ? found : min(found, 0.2)
            }
            let followsSmall = before.map { 0x61...0x7A ~= $0 } ?? false
            return encoding.likelihood(of: first, isInRun: character.run > 2, followsSmall: followsSmall)
        }
        let base = encoding.likelihood(of: first, character.bytes[1])
        // Syllables and ideographs come in company; one between Latin letters is two letters of another encoding.
        let isLonely = character.run == 1 && [before, after].contains { $0.map(isLetter) ?? false }
        return min(1, base + (character.isCommon ? 0.15 : 0)) * (isLonely ? 0.5 : 1)
    }
}

extension TextEncoding {
    /// Whether some of its characters take two bytes.
    var hasPairs: Bool { [.shiftJIS, .eucJP, .eucKR, .gbk, .big5].contains(self) }

    func length(ofCharacterAt byte: UInt8) -> Int {
        guard byte >= 0x80, hasPairs else { return 1 }
        return self == .shiftJIS && 0xA1...0xDF ~= byte ? 1 : 2
    }

    /// How likely a pair is in a text: syllabaries and the ideographs in common use stand in ranges of their own.
    func likelihood(of first: UInt8, _ second: UInt8) -> Double {
        switch (self, first, second) {
        case (.shiftJIS, 0x82, 0x9F...0xF1), (.shiftJIS, 0x83, 0x40...0x96): 0.95
        case (.shiftJIS, 0x88...0x97, _): 0.75
        case (.shiftJIS, 0x81, _), (.shiftJIS, 0x82, _): 0.5
        case (.eucJP, 0xA4, _), (.eucJP, 0xA5, _): 0.95
        case (.eucJP, 0xB0...0xCF, _): 0.65
        case (.eucKR, 0xB0...0xC8, 0xA1...0xFE): 0.8
        case (.gbk, 0xB0...0xD7, 0xA1...0xFE): 0.75
        case (.big5, 0xA4...0xC6, _): 0.75
        case (.eucJP, 0xA1...0xA3, 0xA1...0xFE), (.eucKR, 0xA1...0xA3, 0xA1...0xFE),
            (.gbk, 0xA1...0xA3, 0xA1...0xFE), (.big5, 0xA1...0xA3, _):
            0.5
        default: 0.2
        }
    }

    /// How likely a single byte is in a text without an alphabet of its own. Accents stand alone among letters, kana in rows.
    func likelihood(of byte: UInt8, isInRun: Bool, followsSmall: Bool) -> Double {
        switch self {
        // A capital behind a small letter is a small one of another encoding.
        case .windows1252 where followsSmall && 0xC0...0xDE ~= byte: 0.3
        case .shiftJIS: isInRun ? 0.7 : 0.3
        case .windows1252: (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7) ? (isInRun ? 0.3 : 0.8) : 0.35
        case .codePage437: Self.accents437.contains(byte) ? (isInRun ? 0.3 : 0.78) : 0.1
        case .codePage850:
            Self.accents437.contains(byte) || Self.accents850.contains(byte) ? (isInRun ? 0.3 : 0.76) : 0.1
        default: 0
        }
    }

    /// Letters of both DOS code pages: those with accents, and the sharp s.
    private static let accents437: Set<UInt8> = Set(0x80...0x9A).union(Set(0xA0...0xA5)).union([0xE1])
    /// Letters that only code page 850 has.
    private static let accents850: Set<UInt8> = Set([0x9B, 0x9D, 0xB5, 0xB6, 0xB7, 0xC6, 0xC7])
        .union(Set(0xD0...0xD8)).union(Set(0xDE...0xED))
}

/// Characters that texts of their language are full of; they tell apart encodings that share their bytes.
private enum CommonCharacters {
    static let all: Set<Unicode.Scalar> = Set(
        """
        的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然\
        家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机\
        十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西\
        斯月话合回特代内信表化老给世位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活
        國會來個們時說這為對開學電腦資料檔案軟體遊戲音樂圖書館
        本語版集画字楽社京金書地図館動者前
        이다는에의를을은가한고하지로사기자도리나아서시인어그대정일수있해과부스전보제장라만상구비원동소관경공주조성용우위안게마여면국연개생유들신물되내간음모든적방문학글료
        """.unicodeScalars.filter { $0.value > 0x7F })
}
