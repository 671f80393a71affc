/// A cue sheet as it is written: files, tracks and their marks in order (CDRWin's command language, and the remarks that
/// other programs add to it).
struct CueSheet {
    struct File {
        let name: String
        let type: String
        let line: Int
    }

    /// A mark; its time counts frames from the start of the file in which it stands.
    struct Index {
        let number: Int
        let frames: Int64
        let file: Int
    }

    struct Track {
        let number: Int
        let mode: String
        let session: Int
        let line: Int
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
    private(set) var faults: [StatementFault] = []
    private var session = 1

    /// Faults kept of one sheet.
    private static let faultLimit = 100
    private static let texted: Set<String> = [
        "TITLE", "PERFORMER", "SONGWRITER", "COMPOSER", "ARRANGER", "MESSAGE", "GENRE", "DISC_ID", "UPC_EAN",
    ]

    /// Whether lines near the start are those of a cue sheet.
    static func recognised(_ sheet: SheetText) -> Bool {
        let lines = sheet.lines.prefix(200).map { CueLine($0.text) }
        return lines.contains { $0.command == "FILE" }
            && lines.contains { $0.command == "TRACK" && $0.argument(0).flatMap { Int($0) } != nil }
    }

    init(_ sheet: SheetText) {
        for (number, text) in sheet.lines { read(CueLine(text), number) }
    }

    private mutating func read(_ line: CueLine, _ number: Int) {
        switch line.command {
        case "REM": remark(line, number)
        case "FILE": file(line, number)
        case "TRACK": track(line, number)
        case "INDEX": index(line, number)
        case "PREGAP": gap(line, number, \.pregap)
        case "POSTGAP": gap(line, number, \.postgap)
        case "CATALOG": catalog = line.argument(0)
        case "ISRC": if !tracks.isEmpty { tracks[tracks.count - 1].isrc = line.argument(0) }
        case "CDTEXTFILE": cdTextFile = line.argument(0).map { (name: $0, line: number) }
        case "FLAGS", "CDTEXMAIN", "TOC_INFO1", "TOC_INFO2", "SIZE_INFO": break
        case let command where Self.texted.contains(command):
            guard texts.count < 5_000, let text = line.argument(0) else { return }
            texts.append((command.lowercased(), tracks.last?.number ?? 0, text))
        default: fault(.grammar, "\(line.command.prefix(40)) is no command of cue sheets", number)
        }
    }

    private mutating func fault(_ kind: StatementFault.Kind, _ text: String, _ line: Int) {
        if faults.count < Self.faultLimit { faults.append(StatementFault(kind, text, at: "line \(line)")) }
    }

    private mutating func file(_ line: CueLine, _ number: Int) {
        guard let (name, type) = line.fileAndType else {
            return fault(.grammar, "FILE names no file", number)
        }
        files.append(File(name: name, type: type.uppercased(), line: number))
    }

    private mutating func track(_ line: CueLine, _ number: Int) {
        guard let value = line.argument(0).flatMap({ Int($0) }), let mode = line.argument(1) else {
            return fault(.grammar, "TRACK has no number and mode", number)
        }
        guard !files.isEmpty else {
            return fault(.grammar, "TRACK \(value) stands before every FILE", number)
        }
        // The program area holds 99 tracks; a sheet with thousands is none.
        guard tracks.count < 99 else {
            return fault(.grammar, "TRACK \(value) is the hundredth or more", number)
        }
        tracks.append(Track(number: value, mode: mode.uppercased(), session: session, line: number))
    }

    private mutating func index(_ line: CueLine, _ number: Int) {
        guard let value = line.argument(0).flatMap({ Int($0) }), let frames = time(line.argument(1), number)
        else {
            return fault(.grammar, "INDEX has no number and time", number)
        }
        guard !tracks.isEmpty else { return fault(.grammar, "INDEX stands before every TRACK", number) }
        guard tracks[tracks.count - 1].indices.count < 100, 0...99 ~= value else {
            return fault(.grammar, "INDEX \(value) is beyond 99", number)
        }
        tracks[tracks.count - 1].indices.append(
            Index(number: value, frames: frames, file: files.count - 1))
    }

    private mutating func gap(_ line: CueLine, _ number: Int, _ which: WritableKeyPath<Track, Int64>) {
        guard !tracks.isEmpty, let frames = time(line.argument(0), number) else {
            return fault(.grammar, "\(line.command) has no time or no track", number)
        }
        tracks[tracks.count - 1][keyPath: which] = frames
    }

    /// Sessions and where they end, as IsoBuster, UltraISO, Redump and others write them.
    private mutating func remark(_ line: CueLine, _ number: Int) {
        switch line.argument(0)?.uppercased() {
        case "SESSION":
            if let value = line.argument(1).flatMap({ Int($0) }), 1...99 ~= value { session = value }
        case "LEAD-OUT":
            if let frames = time(line.argument(1), number) { leadOuts[session] = frames }
        default: break
        }
    }

    /// Frames of a time; minutes may exceed 99, seconds and frames may not exceed 59 and 74.
    private mutating func time(_ text: String?, _ line: Int) -> Int64? {
        let fields = (text ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int64($0) : nil }
        guard fields.count == 3, numbers.count == 3, numbers.allSatisfy({ $0 < 100_000 }) else { return nil }
        if numbers[1] >= 60 || numbers[2] >= 75 {
            fault(.time, "\(text ?? "") has seconds or frames out of range", line)
        }
        return (numbers[0] * 60 + numbers[1]) * 75 + numbers[2]
    }
}

/// One line of a cue sheet: a command and its arguments, bare or in double quotes.
struct CueLine {
    let command: String
    private let rest: Substring
    private let arguments: [String]

    init(_ line: Substring) {
        let word = line.prefix { $0 != " " && $0 != "\t" }
        command = word.uppercased()
        rest = line[word.endIndex...].drop { $0 == " " || $0 == "\t" }
        arguments = CueLine.split(rest)
    }

    func argument(_ index: Int) -> String? { arguments.indices.contains(index) ? arguments[index] : nil }

    /// The arguments of FILE: the type is the last word, all before it the name, which bare may hold blanks.
    var fileAndType: (name: String, type: String)? {
        if rest.first == "\"" {
            guard let name = arguments.first, !name.isEmpty else { return nil }
            return (name, arguments.count > 1 ? arguments[1] : "BINARY")
        }
        guard let blank = rest.lastIndex(where: { $0 == " " || $0 == "\t" }) else {
            return rest.isEmpty ? nil : (String(rest), "BINARY")
        }
        let name = rest[..<blank]
        let end = name.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { (String(name[...$0]), String(rest[rest.index(after: blank)...])) }
    }

    private static func split(_ text: Substring) -> [String] {
        var words: [String] = []
        var rest = text
        while let first = rest.first, words.count < 20 {
            if first == "\"" {
                let inside = rest.dropFirst()
                let end = inside.firstIndex(of: "\"") ?? inside.endIndex
                words.append(String(inside[..<end]))
                rest = end < inside.endIndex ? inside[inside.index(after: end)...] : inside[end...]
            } else {
                let word = rest.prefix { $0 != " " && $0 != "\t" }
                words.append(String(word))
                rest = rest[word.endIndex...]
            }
            rest = rest.drop { $0 == " " || $0 == "\t" }
        }
        return words
    }
}
