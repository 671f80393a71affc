import Bytes

/// A GDI file as it is written: the number of tracks, and a line for each with its number, LBA, type, bytes of a sector, file
/// and the offset of its first sector there (nullDC, and the dumping programs of the Dreamcast that followed it).
struct GDISheet {
    struct Track {
        let number: Int
        /// Nil for what is no LBA.
        let lba: LBA?
        /// Nil for a type that nobody knows.
        let isAudio: Bool?
        /// Bytes of a sector in the file; nil for a number that none has.
        let stride: UInt64?
        let name: String
        let offset: UInt64
        /// Where the LBA stands.
        let place: String
        /// What the line says of the sectors, such as "type 4, 2352 bytes".
        let declared: String
        let line: Int
    }

    private(set) var tracks: [Track] = []
    private var reports = SheetFaults()

    var faults: [StatementFault] { reports.all }

    /// Sectors are stored whole, as data, or without synchronisation pattern and header.
    private static let strides: Set<UInt64> = [.sector, 2336, 2352]
    private static let words = [
        "a number", "an LBA", "a type (0 audio, 4 data)", "a number of bytes", "a file", "an offset",
    ]

    /// Whether the first line is one number, and a line behind it has a number, an LBA, a type and a number of bytes; of a file
    /// called .gdi either is enough.
    static func recognised(_ sheet: SheetText, named name: String) -> Bool {
        let lines = sheet.lines.prefix(3).map { CueLine($0.text, number: $0.number).words }
        let hasCount = lines.first.map { $0.count == 1 && Int($0[0].text) != nil } ?? false
        let hasTrack = lines.dropFirst().contains { words in
            words.count >= 5 && words.prefix(4).allSatisfy { Int64($0.text) != nil }
        }
        let mayBeTrack = lines.contains { $0.count == 5 || $0.count == 6 }
        return name.lowercased().hasSuffix(".gdi")
            ? hasCount || hasTrack || mayBeTrack : hasCount && hasTrack
    }

    init(_ sheet: SheetText) {
        var count: SheetWord?
        for (number, column, text) in sheet.lines {
            let words = CueLine(text, number: number, column: column).words
            for word in words where !word.isClosed {
                reports.add(.unreadable, "\"\(word.shown) has no closing quotation mark", at: word)
            }
            if count == nil, tracks.isEmpty, words.count == 1 {
                count = words[0]
            } else {
                track(words)
            }
        }
        reports.track = nil
        compare(count)
    }

    /// The number in the first line is that of the lines behind it.
    private mutating func compare(_ count: SheetWord?) {
        guard let count else {
            return reports.add(.unreadable, "the first line does not tell the number of tracks", line: 1)
        }
        guard let number = Int(count.text) else {
            return reports.add(.unreadable, "\(count.shown) is no number of tracks", at: count)
        }
        if number != tracks.count {
            reports.add(
                .grammar,
                "\(number) tracks are announced, but \(tracks.count) \(tracks.count == 1 ? "line tells" : "lines tell") of one",
                at: count)
        }
    }

    private mutating func track(_ words: [SheetWord]) {
        guard let first = words.first else { return }
        let number = Int(first.text) ?? (tracks.last?.number ?? 0) + 1
        reports.track = number
        if Int(first.text) == nil {
            reports.add(.unreadable, "\(first.shown) is no number of a track; \(number) is taken", at: first)
        }
        guard words.count >= 5 else {
            return reports.add(
                .unreadable, "the line ends where \(Self.words[words.count]) should stand; it is passed over",
                at: words[words.count - 1])
        }
        guard tracks.count < 99 else {
            return reports.add(.grammar, "the line is the hundredth or more of a track", at: first)
        }
        for word in words.dropFirst(6) {
            reports.add(.grammar, "\(word.shown) is one word too many", at: word)
        }
        let lba = number64(words[1], Self.words[1])
        let type = number64(words[2], Self.words[2])
        if let type, type != 0, type != 4 {
            reports.add(.mode, "\(words[2].shown) is no type of a track (0 audio, 4 data)", at: words[2])
        }
        let stride = UInt64(words[3].text).flatMap { Self.strides.contains($0) ? $0 : nil }
        if stride == nil {
            reports.add(
                .mode, "\(words[3].shown) is no number of bytes of a sector (2048, 2336, 2352)", at: words[3])
        }
        tracks.append(
            Track(
                number: number, lba: lba, isAudio: type == 0 ? true : type == 4 ? false : nil, stride: stride,
                name: words[4].text,
                offset: offset(words), place: words[1].place,
                declared: "type \(words[2].shown), \(words[3].shown) bytes", line: first.line))
    }

    private mutating func offset(_ words: [SheetWord]) -> UInt64 {
        guard words.count > 5 else {
            reports.add(
                .unreadable, "the line does not tell the offset in the file; 0 is taken", at: words[4])
            return 0
        }
        if let offset = UInt64(words[5].text) { return offset }
        reports.add(.unreadable, "\(words[5].shown) is no offset; 0 is taken", at: words[5])
        return 0
    }

    private mutating func number64(_ word: SheetWord, _ what: String) -> LBA? {
        if let number = Int64(word.text), 0..<TrackList.lbaLimit.number ~= number { return LBA(number) }
        reports.add(.unreadable, "\(word.shown) is not \(what)", at: word)
        return nil
    }
}

extension CueLine {
    /// All words of a line that has no command.
    var words: [SheetWord] { command.text.isEmpty && !command.isQuoted ? [] : [command] + arguments }
}
