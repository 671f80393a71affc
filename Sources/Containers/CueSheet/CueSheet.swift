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
        let session: Int
        let line: Int
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

    private static let texted: Set<String> = [
        "TITLE", "PERFORMER", "SONGWRITER", "COMPOSER", "ARRANGER", "MESSAGE", "GENRE", "DISC_ID", "UPC_EAN",
    ]
    private static let flags: Set<String> = ["DCP", "4CH", "PRE", "SCMS", "DATA"]

    /// Whether lines near the start are those of a cue sheet.
    static func recognised(_ sheet: SheetText) -> Bool {
        let lines = sheet.lines.prefix(200).map { CueLine($0.text, number: $0.number) }
        return lines.contains { $0.name == "FILE" }
            && lines.contains { $0.name == "TRACK" && $0.argument(0).flatMap { Int($0.text) } != nil }
    }

    init(_ sheet: SheetText) {
        for (number, column, text) in sheet.lines {
            read(CueLine(text, number: number, column: column), number)
        }
        finishTrack()
    }

    private mutating func read(_ line: CueLine, _ number: Int) {
        for word in [line.command] + line.arguments where !word.isClosed && line.name != "REM" {
            reports.add(.grammar, "\"\(word.shown) has no closing quotation mark", at: word)
        }
        switch line.name {
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
        case "CDTEXTMAIN", "CDTEXMAIN", "TOC_INFO1", "TOC_INFO2", "SIZE_INFO": break
        case let name where Self.texted.contains(name): text(line)
        default: reports.add(.grammar, "\(line.command.shown) is no command of cue sheets", at: line.command)
        }
    }

    /// Says of the words behind those that a command takes that nobody knows what they mean.
    private mutating func refuse(behind count: Int, _ line: CueLine) {
        for word in line.arguments.dropFirst(count) {
            reports.add(.grammar, "\(word.shown) is one word too many for \(line.name)", at: word)
        }
    }

    /// The one argument of a command.
    private mutating func only(_ line: CueLine) -> SheetWord? {
        guard let word = line.argument(0) else {
            reports.add(.grammar, "\(line.name) stands alone, without its value", at: line.command)
            return nil
        }
        refuse(behind: 1, line)
        return word
    }

    // MARK: Files and tracks

    private mutating func file(_ line: CueLine, _ number: Int) {
        guard let (name, type) = line.fileAndType else {
            return reports.add(.grammar, "FILE names no file", at: line.command)
        }
        if let type {
            if !CueLine.fileTypes.contains(type.text.uppercased()) {
                reports.add(
                    .grammar, "\(type.shown) is no type of a file (BINARY, MOTOROLA, WAVE, AIFF, MP3)",
                    at: type)
            }
            if line.arguments.first?.isQuoted == true { refuse(behind: 2, line) }
        } else {
            reports.add(
                .grammar, "FILE does not tell the type of the file; BINARY is taken for it", at: line.command)
        }
        files.append(File(name: name, type: type?.text.uppercased() ?? "BINARY", line: number))
    }

    private mutating func track(_ line: CueLine, _ number: Int) {
        finishTrack(before: line.argument(0).flatMap { Int($0.text) })
        guard let word = line.argument(0), let value = Int(word.text) else {
            return reports.add(.grammar, "TRACK has no number", at: line.argument(0) ?? line.command)
        }
        reports.track = value
        guard let mode = line.argument(1) else {
            return reports.add(.grammar, "TRACK tells no mode", at: line.command)
        }
        guard !files.isEmpty else {
            return reports.add(.grammar, "TRACK stands before every FILE", at: line.command)
        }
        // The program area holds 99 tracks; a sheet with thousands is none.
        guard tracks.count < 99 else {
            return reports.add(.grammar, "TRACK is the hundredth or more", at: line.command)
        }
        // What an unknown mode should be is said where the sectors are looked at.
        let isKnown = CueMode.layout(mode.text.uppercased()) != nil
        refuse(behind: 2, line)
        tracks.append(
            Track(
                number: value, mode: isKnown ? mode.text.uppercased() : nil, session: session, line: number,
                modeWord: mode))
    }

    /// Says what the track that ends here lacks.
    ///
    /// - Parameter next: the number of the track that follows.
    private mutating func finishTrack(before next: Int? = nil) {
        guard let last = tracks.last, reports.track == last.number else { return }
        // A number that stands twice in a row is told of the second; the first half of such a track lacks what that has.
        if !last.indices.contains(where: { $0.number == 1 }), next != last.number {
            reports.add(
                .grammar, "TRACK has no INDEX 01, so that nothing tells where it begins", line: last.line)
        }
        if last.pregap > 0, last.indices.contains(where: { $0.number == 0 }) {
            reports.add(
                .grammar, "PREGAP adds silence to the pregap that INDEX 00 has in the file already",
                line: last.line)
        }
        reports.track = nil
    }

    private mutating func index(_ line: CueLine) {
        guard let word = line.argument(0), let value = Int(word.text) else {
            return reports.add(.grammar, "INDEX has no number", at: line.argument(0) ?? line.command)
        }
        guard let time = line.argument(1) else {
            return reports.add(.grammar, "INDEX \(word.shown) has no time", at: line.command)
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

    /// Says of a mark that it lies before the one in front of it in the same file.
    private mutating func compare(_ index: Index) {
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
        for word in line.arguments where !Self.flags.contains(word.text.uppercased()) {
            reports.add(.grammar, "\(word.shown) is no flag of a track (DCP, 4CH, PRE, SCMS, DATA)", at: word)
        }
    }

    private mutating func text(_ line: CueLine) {
        guard let word = line.argument(0) else { return }
        // Bare texts of several words are common, and their meaning is plain.
        let whole = word.isQuoted ? word.text : line.arguments.map(\.text).joined(separator: " ")
        if word.isQuoted { refuse(behind: 1, line) }
        if texts.count < 5_000 { texts.append((line.name.lowercased(), tracks.last?.number ?? 0, whole)) }
    }

    /// Sessions and where they end, as IsoBuster, UltraISO, Redump and others write them; other remarks are remarks.
    private mutating func remark(_ line: CueLine) {
        switch line.argument(0)?.text.uppercased() {
        case "SESSION":
            guard let word = line.argument(1) else { return }
            guard let value = Int(word.text), 1...99 ~= value else {
                return reports.add(.grammar, "\(word.shown) is no number of a session", at: word)
            }
            finishTrack()
            session = value
        case "LEAD-OUT":
            if let word = line.argument(1), let frames = frames(word) { leadOuts[session] = frames }
        default: break
        }
    }

    /// Frames of a time; minutes may exceed 99, seconds and frames may not exceed 59 and 74.
    private mutating func frames(_ word: SheetWord) -> Int64? {
        guard let frames = SheetTime.frames(word.text) else {
            reports.add(.grammar, "\(word.shown) is no time of minutes, seconds and frames", at: word)
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
