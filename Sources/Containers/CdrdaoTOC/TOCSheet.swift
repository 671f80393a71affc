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
        var length: Length?
        let line: Int
    }

    enum Length: Hashable {
        case frames(Int64)
        case units(UInt64)
    }

    struct Track {
        let mode: String
        var subchannel: UInt64 = 0
        var data: [Data] = []
        /// Where START puts INDEX 01: a length, or without one behind the pieces that stand before it.
        var start: Length?
        var piecesBeforeStart = 0
        /// Frames of silence before the pieces, from PREGAP.
        var pregap: Int64 = 0
        var indices: [Int64] = []
        var isrc: String?
        let line: Int
    }

    private(set) var catalog: String?
    private(set) var tracks: [Track] = []
    private(set) var texts: [CDTextEntry] = []
    private(set) var faults: [StatementFault] = []

    private static let sessionTypes: Set<String> = ["CD_DA", "CD_ROM", "CD_ROM_XA", "CD_I"]
    private static let ignored: Set<String> = [
        "CD_DA", "CD_ROM", "CD_ROM_XA", "CD_I", "COPY", "PRE_EMPHASIS", "TWO_CHANNEL_AUDIO",
        "FOUR_CHANNEL_AUDIO",
        "NO", "END",
    ]

    static func recognised(_ sheet: SheetText) -> Bool {
        let words = sheet.lines.prefix(200).flatMap {
            $0.text.split(separator: " ").prefix(4).map(String.init)
        }
        return words.contains(where: sessionTypes.contains) && words.contains("TRACK")
    }

    init(_ sheet: SheetText) {
        var tokens = TOCTokens(sheet)
        while let token = tokens.peek {
            let line = tokens.line
            _ = tokens.next()
            guard case .word(let word) = token else {
                fault(.grammar, "text stands where a statement should", line)
                continue
            }
            read(word, &tokens, line)
        }
    }

    private mutating func fault(_ kind: StatementFault.Kind, _ text: String, _ line: Int) {
        if faults.count < 100 { faults.append(StatementFault(kind, text, at: "line \(line)")) }
    }

    private mutating func read(_ word: String, _ tokens: inout TOCTokens, _ line: Int) {
        switch word {
        case "CATALOG": catalog = tokens.string()
        case "TRACK": track(&tokens, line)
        case "CD_TEXT": text(&tokens)
        case _ where Self.ignored.contains(word): break
        case _ where tracks.isEmpty: fault(.grammar, "\(word.prefix(40)) stands before every TRACK", line)
        case "ISRC": tracks[tracks.count - 1].isrc = tokens.string()
        case "FILE", "AUDIOFILE", "DATAFILE": file(word, &tokens, line)
        case "SILENCE", "ZERO": silence(&tokens, line)
        case "START":
            let value = tokens.number()
            tracks[tracks.count - 1].start = value.flatMap { length($0, line) }
            if value == nil {
                tracks[tracks.count - 1].piecesBeforeStart = tracks[tracks.count - 1].data.count
            }
        case "PREGAP":
            if let value = tokens.number().flatMap({ length($0, line) }), case .frames(let frames) = value {
                tracks[tracks.count - 1].pregap = frames
            }
        case "INDEX":
            if let value = tokens.number().flatMap({ length($0, line) }), case .frames(let frames) = value,
                tracks[tracks.count - 1].indices.count < 98
            {
                tracks[tracks.count - 1].indices.append(frames)
            }
        default: fault(.grammar, "\(word.prefix(40)) is no statement of TOC files", line)
        }
    }

    private mutating func track(_ tokens: inout TOCTokens, _ line: Int) {
        guard let mode = tokens.word(), tracks.count < 99 else {
            return fault(.grammar, "TRACK has no mode, or is the hundredth", line)
        }
        var track = Track(mode: mode, line: line)
        if case .word(let sub)? = tokens.peek, sub == "RW" || sub == "RW_RAW" {
            _ = tokens.next()
            track.subchannel = 96
        }
        tracks.append(track)
    }

    private mutating func file(_ word: String, _ tokens: inout TOCTokens, _ line: Int) {
        guard let name = tokens.string() else { return fault(.grammar, "\(word) names no file", line) }
        var data = Data(kind: .file, name: name, isAudio: word != "DATAFILE", line: line)
        if case .word(let offset)? = tokens.peek, offset.hasPrefix("#") {
            _ = tokens.next()
            data.byteOffset = UInt64(offset.dropFirst()) ?? 0
        }
        if word == "DATAFILE" {
            data.length = tokens.number().flatMap { length($0, line) }
        } else {
            data.start = tokens.number().flatMap { length($0, line) } ?? .frames(0)
            data.length = tokens.number().flatMap { length($0, line) }
        }
        append(data)
    }

    private mutating func silence(_ tokens: inout TOCTokens, _ line: Int) {
        while let word = tokens.word() {
            if word.first?.isNumber == true {
                append(Data(kind: .silence, length: length(word, line), line: line))
                return
            }
        }
        fault(.grammar, "SILENCE or ZERO has no length", line)
    }

    private mutating func append(_ data: Data) {
        if tracks[tracks.count - 1].data.count < 1_000 { tracks[tracks.count - 1].data.append(data) }
    }

    private mutating func length(_ text: String, _ line: Int) -> Length? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 3 else { return UInt64(text).map(Length.units) }
        let numbers = fields.compactMap { Int64($0) }.filter { 0..<100_000 ~= $0 }
        guard numbers.count == 3 else { return nil }
        if numbers[1] >= 60 || numbers[2] >= 75 {
            fault(.time, "\(text) has seconds or frames out of range", line)
        }
        return .frames((numbers[0] * 60 + numbers[1]) * 75 + numbers[2])
    }

    /// CD_TEXT { LANGUAGE_MAP { … } LANGUAGE n { TITLE "…" … } }; binary items are passed over.
    private mutating func text(_ tokens: inout TOCTokens) {
        var depth = 0
        var block = 0
        var kind: String?
        repeat {
            switch tokens.next() {
            case .open?: depth += 1
            case .close?: depth -= 1
            case .word(let word)?:
                if word == "LANGUAGE" {
                    block = tokens.number().flatMap { Int($0) } ?? 0
                } else {
                    kind = word
                }
            case .string(let string)?:
                if let kind, !string.isEmpty, texts.count < 5_000 {
                    texts.append(
                        CDTextEntry(
                            kind: kind.lowercased().filter { $0 != "_" }, track: tracks.count,
                            block: min(7, max(0, block)),
                            text: DisplayName(string)))
                }
            case nil: return
            }
        } while depth > 0
    }
}
