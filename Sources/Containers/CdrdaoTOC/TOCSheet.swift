import DiscModel

/// A cdrdao TOC file as it is written.
struct TOCSheet {
    struct Data {
        enum Kind { case file, silence }
        let kind: Kind
        var name = ""
        var isAudio = false
        /// Bytes into the file, from #offset.
        var byteOffset: UInt64 = 0
        /// First sample or byte, and length; a time gives frames, a bare number bytes or samples.
        var start = Length.frames(0)
        /// Nil up to the end of the file.
        var length: Length?
        let line: Int
    }

    enum Length: Hashable {
        case frames(Int64)
        case units(UInt64)

        var isZero: Bool { self == .frames(0) || self == .units(0) }
    }

    struct Track {
        /// Nil for a mode that nobody knows.
        let mode: String?
        /// Where its mode stands.
        let place: String
        var subchannel: UInt64 = 0
        var data: [Data] = []
        /// Where START puts INDEX 01: a length, or without one behind the pieces that stand before it.
        var start: Length?
        var piecesBeforeStart = 0
        /// Frames of silence before the pieces, from PREGAP.
        var pregap: Int64 = 0
        var indices: [Int64] = []
        var isrc: String?
    }

    private(set) var catalog: String?
    private(set) var tracks: [Track] = []
    private(set) var texts: [CDTextEntry] = []
    private var reports = SheetFaults()

    var faults: [StatementFault] { reports.all }
    /// Whether all pieces of all tracks lie in one file.
    var namesOneFile: Bool {
        Set(tracks.flatMap(\.data).filter { $0.kind == .file }.map(\.name)).count == 1
    }

    private static let sessionTypes: Set<String> = ["CD_DA", "CD_ROM", "CD_ROM_XA", "CD_I"]
    private static let modes: Set<String> = [
        "AUDIO", "MODE0", "MODE1", "MODE1_RAW", "MODE2", "MODE2_RAW", "MODE2_FORM1", "MODE2_FORM2",
        "MODE2_FORM_MIX",
    ]
    private static let flags: Set<String> = [
        "COPY", "PRE_EMPHASIS", "TWO_CHANNEL_AUDIO", "FOUR_CHANNEL_AUDIO", "NO", "END",
    ]

    /// The type of the session may be left out; then a track and its file tell.
    static func recognised(_ sheet: SheetText) -> Bool {
        let lines = sheet.lines.prefix(200).map { $0.text.split(separator: " ").prefix(4).map(String.init) }
        let hasTrack = lines.contains { $0.contains("TRACK") }
        let hasSession = lines.contains { $0.contains(where: sessionTypes.contains) }
        let opensTrack = lines.contains { $0.count > 1 && $0[0] == "TRACK" && modes.contains($0[1]) }
        let namesFile = lines.contains { ["FILE", "AUDIOFILE", "DATAFILE"].contains($0.first) }
        return hasTrack && (hasSession || opensTrack && namesFile)
    }

    init(_ sheet: SheetText) {
        var tokens = TOCTokens(sheet)
        while let token = tokens.next() {
            guard token.kind == .word else {
                reports.add(.grammar, "\(token.word.shown) stands where a statement should", at: token.word)
                continue
            }
            read(token.word, &tokens)
        }
    }

    private mutating func read(_ word: SheetWord, _ tokens: inout TOCTokens) {
        switch word.text {
        case "CATALOG": catalog = string(word, &tokens) ?? catalog
        case "TRACK": track(word, &tokens)
        case "CD_TEXT": text(word, &tokens)
        case let text where Self.flags.contains(text) || Self.sessionTypes.contains(text): break
        case _ where tracks.isEmpty:
            reports.add(.grammar, "\(word.shown) stands before every TRACK", at: word)
        case "ISRC": tracks[tracks.count - 1].isrc = string(word, &tokens)
        case "FILE", "AUDIOFILE", "DATAFILE": file(word, &tokens)
        case "SILENCE", "ZERO": silence(word, &tokens)
        case "START": start(&tokens)
        case "PREGAP": if let frames = frames(word, &tokens) { tracks[tracks.count - 1].pregap = frames }
        case "INDEX":
            if let frames = frames(word, &tokens), tracks[tracks.count - 1].indices.count < 98 {
                tracks[tracks.count - 1].indices.append(frames)
            }
        default: reports.add(.grammar, "\(word.shown) is no statement of TOC files", at: word)
        }
    }

    private mutating func string(_ word: SheetWord, _ tokens: inout TOCTokens) -> String? {
        guard let value = tokens.next(.string) else {
            reports.add(.grammar, "\(word.text) is not followed by a text in quotation marks", at: word)
            return nil
        }
        if !value.isClosed {
            reports.add(.grammar, "\"\(value.shown) has no closing quotation mark", at: value)
        }
        return value.text
    }

    private mutating func frames(_ word: SheetWord, _ tokens: inout TOCTokens) -> Int64? {
        if let value = tokens.number(), case .frames(let frames)? = length(value) { return frames }
        reports.add(.grammar, "\(word.text) is not followed by a time", at: word)
        return nil
    }

    private mutating func start(_ tokens: inout TOCTokens) {
        guard let value = tokens.number() else {
            tracks[tracks.count - 1].piecesBeforeStart = tracks[tracks.count - 1].data.count
            return
        }
        tracks[tracks.count - 1].start = length(value)
    }

    private mutating func track(_ word: SheetWord, _ tokens: inout TOCTokens) {
        guard tracks.count < 99 else {
            return reports.add(.grammar, "TRACK is the hundredth or more", at: word)
        }
        reports.track = tracks.count + 1
        guard let mode = tokens.next(.word) else {
            return reports.add(.grammar, "TRACK tells no mode", at: word)
        }
        let isKnown = Self.modes.contains(mode.text)
        if !isKnown {
            reports.add(
                .mode, "\(mode.shown) is no mode of a track; what the sectors are is measured", at: mode)
        }
        var track = Track(mode: isKnown ? mode.text : nil, place: mode.place)
        if let next = tokens.peek?.word.text, next == "RW" || next == "RW_RAW" {
            _ = tokens.next()
            track.subchannel = 96
        }
        tracks.append(track)
    }

    private mutating func file(_ word: SheetWord, _ tokens: inout TOCTokens) {
        guard let name = string(word, &tokens) else { return }
        var data = Data(kind: .file, name: name, isAudio: word.text != "DATAFILE", line: word.line)
        if let next = tokens.peek?.word, !next.isQuoted, next.text.first == "#" {
            _ = tokens.next()
            if let offset = UInt64(next.text.dropFirst()) {
                data.byteOffset = offset
            } else {
                reports.add(.grammar, "\(next.shown) is no offset in bytes", at: next)
            }
        }
        if word.text == "DATAFILE" {
            data.length = tokens.number().flatMap { length($0) }
        } else {
            data.start = tokens.number().flatMap { length($0) } ?? .frames(0)
            data.length = tokens.number().flatMap { length($0) }
        }
        // A length of zero means the rest of the file, as cdrdao reads it.
        if data.length?.isZero == true { data.length = nil }
        append(data)
    }

    private mutating func silence(_ word: SheetWord, _ tokens: inout TOCTokens) {
        // ZERO may tell a mode and a sub-channel first.
        while let next = tokens.peek?.word, Self.modes.contains(next.text) || next.text.hasPrefix("RW") {
            _ = tokens.next()
        }
        guard let value = tokens.number() else {
            return reports.add(.grammar, "\(word.text) is not followed by a length", at: word)
        }
        append(Data(kind: .silence, length: length(value), line: word.line))
    }

    private mutating func append(_ data: Data) {
        if tracks[tracks.count - 1].data.count < 1_000 { tracks[tracks.count - 1].data.append(data) }
    }

    /// A time, or a number of bytes or samples.
    private mutating func length(_ word: SheetWord) -> Length? {
        if let units = UInt64(word.text) { return .units(units) }
        guard let frames = SheetTime.frames(word.text) else {
            reports.add(
                .grammar, "\(word.shown) is no time of minutes, seconds and frames, and no number", at: word)
            return nil
        }
        if !SheetTime.isInRange(word.text) {
            reports.add(.time, "\(word.shown) has seconds or frames out of range", at: word)
        }
        return .frames(frames)
    }

    /// CD_TEXT { LANGUAGE_MAP { … } LANGUAGE n { TITLE "…" … } }; binary items are passed over.
    private mutating func text(_ word: SheetWord, _ tokens: inout TOCTokens) {
        var depth = 0
        var block = 0
        var kind: String?
        repeat {
            guard let token = tokens.next() else {
                return reports.add(.grammar, "CD_TEXT has no closing brace", at: word)
            }
            switch token.kind {
            case .open: depth += 1
            case .close: depth -= 1
            case .word:
                if token.word.text == "LANGUAGE" {
                    block = tokens.number().flatMap { Int($0.text) } ?? 0
                } else {
                    kind = token.word.text
                }
            case .string:
                if let kind, !token.word.text.isEmpty, texts.count < 5_000 {
                    texts.append(
                        CDTextEntry(
                            kind: kind.lowercased().filter { $0 != "_" }, track: tracks.count,
                            block: min(7, max(0, block)), text: DisplayName(token.word.text)))
                }
            }
        } while depth > 0
    }
}
