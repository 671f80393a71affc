/// A cue sheet as it is written: files, tracks and their marks in order (CDRWin's command language, and the remarks that
/// other programs add to it).
struct CueSheet {
    struct File {
        let name: String
        let type: String
        let line: Int

        /// Endings of what may stand for it where it was renamed together with its sheet.
        var standIns: [String] { type == "BINARY" || type == "MOTOROLA" ? ["bin", "img", "iso"] : [] }
    }

    /// A mark; its time counts frames from the start of the file in which it stands.
    struct Index {
        let number: Int
        let frames: Int64
        let file: Int
        /// The time as it is written, for messages.
        let time: SheetWord
    }

    struct Track {
        let number: Int
        /// In capitals; what stands for a mode that nobody knows is nil.
        let mode: String?
        /// The mode that a misspelt one is meant to be.
        let meant: String?
        let session: Int
        let line: Int
        /// The last file that was named before it.
        let file: Int
        /// The mode as it is written.
        let modeWord: SheetWord
        var pregap: Int64 = 0
        var postgap: Int64 = 0
        var indices: [Index] = []
        var isrc: String?
    }

    private(set) var files: [File] = []
    private(set) var tracks: [Track] = []
    private(set) var catalog: String?
    /// The file of CD-Text packs, and the line that names it.
    private(set) var cdTextFile: (name: String, line: Int)?
    private(set) var texts: [(kind: String, track: Int, text: String)] = []
    /// Where the lead-out of a session begins, in frames of its file, by number of the session.
    private(set) var leadOuts: [Int: Int64] = [:]
    private var reports = SheetFaults()
    private var session = 1
    /// Statements that may stand once, each with the number of tracks before it.
    private var seen: Set<String> = []

    /// What is said of a FILE stands before its tracks, which it has to name all the same.
    var faults: [StatementFault] {
        reports.all.map { fault in
            guard let file = files.firstIndex(where: { fault.place.hasPrefix("line \($0.line),") }),
                let first = tracks(inFile: file).first, let last = tracks(inFile: file).last
            else { return fault }
            let which = first == last ? "track \(first)" : "tracks \(first) to \(last)"
            return StatementFault(fault.kind, "\(fault.text) (\(which))", at: fault.place)
        }
    }

    /// The numbers of the tracks that begin in a file.
    func tracks(inFile number: Int) -> [Int] {
        tracks.filter { $0.indices.first?.file == number }.map(\.number)
    }

    init(_ sheet: SheetText) {
        for (number, column, text) in sheet.lines {
            read(CueLine(text, number: number, column: column), number)
        }
        finishTrack()
    }

    private mutating func read(_ line: CueLine, _ number: Int) {
        let name = meaning(of: line)
        if name != "REM" { compareQuotes(of: line, namesFile: name == "FILE") }
        if let name { refuseSecond(line, name) }
        switch name {
        case "REM": remark(line)
        case "FILE": file(line, number)
        case "TRACK": track(line, number)
        case "INDEX": index(line)
        case "PREGAP": gap(line, \.pregap)
        case "POSTGAP": gap(line, \.postgap)
        case "CATALOG": catalog = only(line)?.text ?? catalog
        case "ISRC": code(line)
        case "FLAGS": flags(line)
        case "CDTEXTFILE": cdTextFile = only(line).map { (name: $0.text, line: number) }
        case let name? where CueLanguage.texted.contains(name): text(line, name)
        default: break
        }
    }

    /// The command of a line, or the one that a misspelt word is meant to be, so that what it says of the disc is not lost with
    /// it.
    private mutating func meaning(of line: CueLine) -> String? {
        if CueLanguage.commands.contains(line.name) { return line.name }
        let question = line.meant.map { "; did you mean \($0)?" } ?? ""
        reports.add(
            .unreadable, "\(line.command.shown) is no command of cue sheets\(question)", at: line.command)
        return line.meant
    }

    /// Says of quotation marks that lack their other half; in a bare text one may stand for inches.
    private mutating func compareQuotes(of line: CueLine, namesFile: Bool) {
        for word in [line.command] + line.arguments {
            if !word.isClosed {
                reports.add(.unreadable, "\"\(word.shown) has no closing quotation mark", at: word)
            } else if namesFile, !word.isQuoted, word.text.last == "\"" {
                reports.add(.unreadable, "\(word.shown) has no opening quotation mark", at: word)
            }
        }
    }

    /// Says of the words behind those that a command takes that nobody knows what they mean.
    private mutating func refuse(behind count: Int, _ line: CueLine) {
        for word in line.arguments.dropFirst(count) {
            reports.add(.grammar, "\(word.shown) is one word too many for \(line.name)", at: word)
        }
    }

    /// Says of a statement that a track or the sheet may have once that it stands there again.
    private mutating func refuseSecond(_ line: CueLine, _ name: String) {
        let isOfSheet = CueLanguage.onceInSheet.contains(name)
        guard isOfSheet || CueLanguage.onceInTrack.contains(name) && !tracks.isEmpty,
            !seen.insert("\(name) \(isOfSheet ? 0 : tracks.count)").inserted
        else { return }
        reports.add(
            .grammar,
            "\(line.command.shown) stands here a second time, and one of the two is not what was meant; this one is taken",
            at: line.command)
    }

    /// The one argument of a command.
    private mutating func only(_ line: CueLine) -> SheetWord? {
        guard let word = line.argument(0) else {
            reports.add(
                .unreadable, "\(line.command.shown) stands alone, without its value", at: line.command)
            return nil
        }
        refuse(behind: 1, line)
        return word
    }

    // MARK: Files and tracks

    private mutating func file(_ line: CueLine, _ number: Int) {
        guard let (name, type) = line.fileAndType else {
            return reports.add(.unreadable, "FILE names no file", at: line.command)
        }
        var known = type?.text.uppercased()
        if let type {
            if !CueLanguage.fileTypes.contains(type.text.uppercased()) {
                known = reports.addUnknown(
                    type, "is no type of a file (BINARY, MOTOROLA, WAVE, AIFF, MP3)",
                    among: CueLanguage.fileTypes)
            }
            if line.arguments.first?.isQuoted == true { refuse(behind: 2, line) }
        } else {
            reports.add(
                .grammar, "FILE does not tell the type of the file; BINARY is taken for it", at: line.command)
        }
        files.append(File(name: name, type: known ?? "BINARY", line: number))
    }

    private mutating func track(_ line: CueLine, _ number: Int) {
        let stated = line.argument(0).flatMap { Int($0.text) }
        finishTrack(before: stated)
        let value = stated ?? (tracks.last?.number ?? 0) + 1
        reports.track = value
        let isNumberLeftOut = stated == nil && line.arguments.count == 1
        if stated == nil {
            let first = line.argument(0)
            let what =
                isNumberLeftOut ? "TRACK tells no number" : "\(first?.shown ?? "") is no number of a track"
            reports.add(.unreadable, "\(what); \(value) is taken", at: first ?? line.command)
        }
        guard !files.isEmpty else {
            return reports.add(.unreadable, "TRACK stands before every FILE", at: line.command)
        }
        // The program area holds 99 tracks; a sheet with thousands is none.
        guard tracks.count < 99 else {
            return reports.add(.grammar, "TRACK is the hundredth or more", at: line.command)
        }
        // What a mode should be that is unknown or left out is said where the sectors are looked at.
        let mode =
            line.argument(isNumberLeftOut ? 0 : 1)
            ?? SheetWord(text: "", line: line.command.line, column: line.command.column)
        let isKnown = CueMode.layout(mode.text.uppercased()) != nil
        refuse(behind: 2, line)
        tracks.append(
            Track(
                number: value, mode: isKnown ? mode.text.uppercased() : nil,
                meant: mode.nearest(among: CueLanguage.modes), session: session, line: number,
                file: files.count - 1, modeWord: mode))
    }

    /// Says what the track that ends here lacks.
    ///
    /// - Parameter next: the number of the track that follows.
    private mutating func finishTrack(before next: Int? = nil) {
        guard let last = tracks.last, reports.track == last.number else { return }
        // A number that stands twice in a row is told of the second; the first half of such a track lacks what that has.
        if !last.indices.contains(where: { $0.number == 1 }), next != last.number {
            // The first track of a file begins with it.
            let isFirst = !tracks.contains { $0.indices.contains { $0.file == last.file } }
            let taken = isFirst ? "; the beginning of its file is taken" : ""
            reports.add(
                .unreadable, "TRACK has no INDEX 01, so that nothing tells where it begins\(taken)",
                line: last.line)
            if isFirst {
                let time = SheetWord(text: "00:00:00", line: last.line, column: last.modeWord.column)
                tracks[tracks.count - 1].indices = [Index(number: 1, frames: 0, file: last.file, time: time)]
            }
        }
        if last.pregap > 0, last.indices.contains(where: { $0.number == 0 }) {
            reports.add(
                .grammar, "PREGAP adds silence to the pregap that INDEX 00 has in the file already",
                line: last.line)
        }
        reports.track = nil
    }

    private mutating func index(_ line: CueLine) {
        guard let word = line.argument(0) else {
            return reports.add(.unreadable, "INDEX has no number", at: line.command)
        }
        let value = Int(word.text) ?? nextIndex
        if Int(word.text) == nil {
            reports.add(.unreadable, "\(word.shown) is no number of an INDEX; \(value) is taken", at: word)
        }
        guard let time = line.argument(1) ?? (Int(word.text) == nil ? word : nil) else {
            return reports.add(.unreadable, "INDEX \(word.shown) has no time", at: line.command)
        }
        // A time that is none is that of the mark before, so that the track is there at all.
        let frames = frames(time) ?? tracks.last?.indices.last { $0.file == files.count - 1 }?.frames ?? 0
        guard !tracks.isEmpty else {
            return reports.add(.grammar, "INDEX stands before every TRACK", at: line.command)
        }
        guard tracks[tracks.count - 1].indices.count < 100, 0...99 ~= value else {
            return reports.add(.grammar, "INDEX \(word.shown) is beyond 99", at: word)
        }
        refuse(behind: 2, line)
        let index = Index(number: value, frames: frames, file: files.count - 1, time: time)
        compare(index)
        tracks[tracks.count - 1].indices.append(index)
    }

    /// The number of a mark that tells none: that behind the last.
    private var nextIndex: Int { tracks.last?.indices.last.map { $0.number + 1 } ?? 1 }

    /// Says of a mark that its number is not behind that of the one in front of it, or that it lies before that in the same file.
    private mutating func compare(_ index: Index) {
        if let before = tracks.last?.indices.last, index.number <= before.number {
            let meant =
                before.number > 1 && tracks.last?.indices.count == 1 && index.number == 1
                ? "; did you mean INDEX 00 there?" : ""
            return reports.add(
                .order,
                index.number == before.number
                    ? "INDEX \(index.number) stands here a second time: there is one of each in a track"
                    : "INDEX \(index.number) stands behind INDEX \(before.number), but marks are numbered upwards\(meant)",
                at: index.time)
        }
        guard let track = tracks.last(where: { !$0.indices.isEmpty }), let last = track.indices.last,
            last.file == index.file, index.frames < last.frames
        else { return }
        let owner = track.line == tracks.last?.line ? "" : " of track \(track.number)"
        reports.add(
            .order,
            "INDEX \(index.number) at \(index.time.shown) lies before INDEX \(last.number)\(owner) at \(last.time.shown)",
            at: index.time)
    }

    private mutating func gap(_ line: CueLine, _ which: WritableKeyPath<Track, Int64>) {
        guard let word = only(line), let frames = frames(word) else { return }
        guard !tracks.isEmpty else {
            return reports.add(.grammar, "\(line.name) stands before every TRACK", at: line.command)
        }
        if line.name == "PREGAP", tracks.last?.indices.isEmpty == false {
            reports.add(
                .grammar, "PREGAP stands behind an INDEX of its track, and belongs in front of it",
                at: line.command)
        }
        tracks[tracks.count - 1][keyPath: which] = frames
    }

    // MARK: What is said of them

    private mutating func code(_ line: CueLine) {
        guard let word = only(line) else { return }
        guard !tracks.isEmpty else {
            return reports.add(.grammar, "ISRC stands before every TRACK", at: line.command)
        }
        tracks[tracks.count - 1].isrc = word.text
    }

    private mutating func flags(_ line: CueLine) {
        for word in line.arguments where !CueLanguage.flags.contains(word.text.uppercased()) {
            reports.addUnknown(
                word, "is no flag of a track (DCP, 4CH, PRE, SCMS, DATA)", among: CueLanguage.flags)
        }
    }

    private mutating func text(_ line: CueLine, _ name: String) {
        guard let word = line.argument(0) else { return }
        // Bare texts of several words are common, and their meaning is plain.
        let whole = word.isQuoted ? word.text : line.arguments.map(\.text).joined(separator: " ")
        if word.isQuoted { refuse(behind: 1, line) }
        if texts.count < 5_000 { texts.append((name.lowercased(), tracks.last?.number ?? 0, whole)) }
    }

    /// Sessions and where they end, as IsoBuster, UltraISO, Redump and others write them; other remarks are remarks.
    private mutating func remark(_ line: CueLine) {
        guard let kind = line.argument(0) else { return }
        switch remark(kind, followedBy: line.argument(1)) {
        case "SESSION":
            guard let word = line.argument(1) else { return }
            guard let value = Int(word.text), 1...99 ~= value else {
                return reports.add(.unreadable, "\(word.shown) is no number of a session", at: word)
            }
            finishTrack()
            session = value
        case "LEAD-OUT":
            if let word = line.argument(1), let frames = frames(word) { leadOuts[session] = frames }
        default: break
        }
    }

    /// What a remark is about; one that is misspelt is known by what follows it.
    private mutating func remark(_ word: SheetWord, followedBy next: SheetWord?) -> String {
        let name = word.text.uppercased()
        guard !CueLanguage.remarks.contains(name), let meant = word.nearest(among: CueLanguage.remarks),
            let next, Int(next.text) != nil || SheetTime.frames(next.text) != nil
        else { return name }
        reports.add(
            .unreadable, "\(word.shown) is no remark that is known; did you mean \(meant)?", at: word)
        return meant
    }

    /// Frames of a time; minutes may exceed 99, seconds and frames may not exceed 59 and 74.
    private mutating func frames(_ word: SheetWord) -> Int64? {
        guard let frames = SheetTime.frames(word.text) else {
            reports.add(.unreadable, "\(word.shown) is no time of minutes, seconds and frames", at: word)
            return nil
        }
        if !SheetTime.isInRange(word.text) {
            reports.add(.time, "\(word.shown) has seconds or frames out of range", at: word)
        }
        return frames
    }
}

/// Times of descriptors: minutes, seconds and frames, 75 to a second, with colons between them.
enum SheetTime {
    private static func fields(_ text: String) -> [Int64]? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { field in
            field.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int64(field) : nil
        }
        guard fields.count == 3, numbers.count == 3, numbers.allSatisfy({ $0 < 100_000 }) else { return nil }
        return numbers
    }

    /// Seconds below 60 and frames below 75.
    static func isInRange(_ text: String) -> Bool { fields(text).map { $0[1] < 60 && $0[2] < 75 } ?? false }

    static func frames(_ text: String) -> Int64? { fields(text).map { ($0[0] * 60 + $0[1]) * 75 + $0[2] } }

    /// "61:01:71".
    static func words(_ frames: Int64) -> String {
        [frames / 4500, frames / 75 % 60, frames % 75].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(
            separator: ":")
    }
}
