import DiscModel

/// A cdrdao TOC file as it is written.
struct TOCSheet {
    struct Data {
        enum Kind { case file, silence }
        let kind: Kind
        var name = ""
        var isAudio = false
        /// Whether the bytes of samples are said to be exchanged.
        var isSwapped = false
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
        /// The mode that a misspelt one is meant to be.
        let meant: String?
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
    /// The kind of disc, as it is written.
    private var session: SheetWord?

    var faults: [StatementFault] { reports.all }
    /// Whether all pieces of all tracks lie in one file.
    var namesOneFile: Bool {
        Set(tracks.flatMap(\.data).filter { $0.kind == .file }.map(\.name)).count == 1
    }

    init(_ sheet: SheetText) {
        var tokens = TOCTokens(sheet)
        while let token = tokens.next() {
            guard token.kind == .word else {
                reports.add(
                    .unreadable, "\(token.word.shown) stands where a statement should", at: token.word)
                continue
            }
            read(token.word, &tokens)
        }
        reports.track = nil
        compareSession()
    }

    /// A disc of audio alone has no track of data. What kinds of data go with the other words, programs do not agree about.
    private mutating func compareSession() {
        guard let session, session.text == "CD_DA",
            let number = tracks.firstIndex(where: { ($0.mode ?? $0.meant ?? "AUDIO") != "AUDIO" })
        else { return }
        let mode = tracks[number].mode ?? tracks[number].meant ?? ""
        reports.add(
            .grammar,
            "\(session.shown) says that the disc holds audio alone, but track \(number + 1) is \(mode); did you mean \(mode.hasPrefix("MODE2") ? "CD_ROM_XA" : "CD_ROM")?",
            at: session)
    }

    private mutating func read(_ word: SheetWord, _ tokens: inout TOCTokens) {
        let name = meaning(of: word, tokens.peek?.word)
        switch name {
        case "CATALOG": catalog = string(word, &tokens) ?? catalog
        case "TRACK": track(word, &tokens)
        case "CD_TEXT": text(word, &tokens)
        case nil: break
        case "END": _ = tokens.number()
        case let text? where TOCLanguage.sessionTypes.contains(text): session = session ?? word
        case let text? where TOCLanguage.flags.contains(text): break
        case _ where tracks.isEmpty:
            reports.add(.unreadable, "\(word.shown) stands before every TRACK", at: word)
        case "ISRC": tracks[tracks.count - 1].isrc = string(word, &tokens)
        case "FILE", "AUDIOFILE": file(word, isData: false, &tokens)
        case "DATAFILE", "FIFO": file(word, isData: true, &tokens)
        case "SILENCE", "ZERO": silence(word, &tokens)
        case "START": start(&tokens)
        case "PREGAP": if let frames = frames(word, &tokens) { tracks[tracks.count - 1].pregap = frames }
        case "INDEX":
            if let frames = frames(word, &tokens), tracks[tracks.count - 1].indices.count < 98 {
                tracks[tracks.count - 1].indices.append(frames)
            }
        default: break
        }
    }

    /// A statement, or the one that a misspelt word is meant to be: by the word behind it, or else by its letters.
    private mutating func meaning(of word: SheetWord, _ next: SheetWord?) -> String? {
        if TOCLanguage.statements.contains(word.text) { return word.text }
        let isTrack = next.map { !$0.isQuoted && TOCLanguage.modes.contains($0.text) } ?? false
        let meant = isTrack ? "TRACK" : word.nearest(among: TOCLanguage.statements)
        reports.add(
            .unreadable,
            "\(word.shown) is no statement of TOC files\(meant.map { "; did you mean \($0)?" } ?? "")",
            at: word)
        return meant
    }

    private mutating func string(_ word: SheetWord, _ tokens: inout TOCTokens) -> String? {
        guard let value = tokens.next(.string) else {
            reports.add(.unreadable, "\(word.shown) is not followed by a text in quotation marks", at: word)
            return nil
        }
        if !value.isClosed {
            reports.add(.unreadable, "\"\(value.shown) has no closing quotation mark", at: value)
        }
        return value.text
    }

    private mutating func frames(_ word: SheetWord, _ tokens: inout TOCTokens) -> Int64? {
        if let value = tokens.number(), case .frames(let frames)? = length(value) { return frames }
        reports.add(.unreadable, "\(word.shown) is not followed by a time", at: word)
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
            return reports.add(.unreadable, "TRACK tells no mode", at: word)
        }
        let isKnown = TOCLanguage.modes.contains(mode.text)
        var meant: String?
        if !isKnown {
            meant = reports.addUnknown(
                mode, "is no mode of a track, so that what the sectors are is measured",
                among: TOCLanguage.modes, as: .mode)
        }
        var track = Track(mode: isKnown ? mode.text : nil, meant: meant, place: mode.place)
        if let next = tokens.peek?.word, !next.isQuoted, !TOCLanguage.statements.contains(next.text),
            TOCLanguage.subchannels.contains(next.text) || next.nearest(among: TOCLanguage.subchannels) != nil
        {
            _ = tokens.next()
            track.subchannel = 96
            if !TOCLanguage.subchannels.contains(next.text) {
                reports.addUnknown(next, "is no mode of a sub-channel", among: TOCLanguage.subchannels)
            }
        }
        tracks.append(track)
    }

    private mutating func file(_ word: SheetWord, isData: Bool, _ tokens: inout TOCTokens) {
        guard let name = string(word, &tokens) else { return }
        var data = Data(kind: .file, name: name, isAudio: !isData, line: word.line)
        if tokens.peek?.word.text == "SWAP" {
            _ = tokens.next()
            data.isSwapped = true
        }
        if let next = tokens.peek?.word, !next.isQuoted, next.text.first == "#" {
            _ = tokens.next()
            if let offset = UInt64(next.text.dropFirst()) {
                data.byteOffset = offset
            } else {
                reports.add(.unreadable, "\(next.shown) is no offset in bytes", at: next)
            }
        }
        if isData {
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
        while let next = tokens.peek?.word, TOCLanguage.modes.contains(next.text) || next.text.hasPrefix("RW")
        {
            _ = tokens.next()
        }
        guard let value = tokens.number() else {
            return reports.add(.unreadable, "\(word.shown) is not followed by a length", at: word)
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
                .unreadable, "\(word.shown) is no time of minutes, seconds and frames, and no number",
                at: word)
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
                return reports.add(.unreadable, "CD_TEXT has no closing brace", at: word)
            }
            switch token.kind {
            case .open: depth += 1
            case .close: depth -= 1
            case .word:
                let name = item(token.word)
                if name == "LANGUAGE" {
                    block = tokens.number().flatMap { Int($0.text) } ?? 0
                } else {
                    kind = name
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

    /// The name of an item of CD_TEXT, or the one that a misspelt word is meant to be. Numbers, colons and languages are none.
    private mutating func item(_ word: SheetWord) -> String {
        guard word.text.count > 2, word.text.contains(where: \.isLetter),
            !TOCLanguage.items.contains(word.text), UInt64(word.text) == nil, !word.text.hasPrefix("0x")
        else { return word.text }
        return reports.addUnknown(word, "is no item of CD_TEXT", among: TOCLanguage.items) ?? word.text
    }
}
