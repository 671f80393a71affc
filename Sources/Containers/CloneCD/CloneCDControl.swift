import Bytes
import DiscModel

/// The control file as it is written: sections in brackets, each with names and values.
struct CloneCDControl {
    struct Value {
        let word: SheetWord
        var text: String { word.text }
    }

    private var sections: [String: [String: Value]] = [:]
    /// The heading of each section.
    private var headings: [String: SheetWord] = [:]
    private var reports = SheetFaults()
    /// The section that is being read, in capitals, and nil where nobody knows it.
    private var section: Section?

    var faults: [StatementFault] { reports.all }

    /// Its first section names the program. In a file called .ccd any section will do, be it misspelt.
    static func recognised(_ sheet: SheetText, named name: String) -> Bool {
        if sheet.lines.prefix(20).contains(where: { $0.text.uppercased() == "[CLONECD]" }) { return true }
        return name.lowercased().hasSuffix(".ccd")
            && sheet.lines.prefix(20).contains { line in
                let word = SheetWord(text: String(line.text), line: line.number, column: line.column)
                return Section(Section.name(word.text)) != nil || Section.meant(by: word) != nil
            }
    }

    init(_ sheet: SheetText) {
        var isKnown = true
        for (number, column, line) in sheet.lines where line.first != ";" {
            let word = SheetWord(text: String(line), line: number, column: column)
            if line.first == "[" {
                section = open(word)
                isKnown = section != nil
            } else if isKnown {
                value(line, word)
            }
        }
        reports.track = nil
        compareCounts()
    }

    // MARK: Lines

    /// The section that a line opens; what stands in one that nobody knows is said once, with its heading.
    private mutating func open(_ word: SheetWord) -> Section? {
        reports.track = nil
        guard word.text.last == "]" else {
            reports.add(.unreadable, "\(word.shown) has no closing bracket", at: word)
            return enter(Section(Section.name(word.text)), word)
        }
        if let section = Section(Section.name(word.text)) { return enter(section, word) }
        let meant = Section.meant(by: word)
        reports.add(
            .unreadable,
            "\(word.shown) is no section of a CloneCD descriptor\(meant.map { "; did you mean [\($0.name)]?" } ?? "")",
            at: word)
        return enter(meant, word)
    }

    private mutating func enter(_ section: Section?, _ word: SheetWord) -> Section? {
        guard let section else { return nil }
        let name = section.name
        if section.kind == .track { reports.track = section.number }
        if sections[name] != nil {
            reports.add(.grammar, "\(word.shown) stands here a second time", at: word)
        }
        sections[name, default: [:]] = sections[name] ?? [:]
        headings[name] = headings[name] ?? word
        return section
    }

    private mutating func value(_ line: Substring, _ word: SheetWord) {
        guard let section else {
            return reports.add(.unreadable, "\(word.shown) stands before every section", at: word)
        }
        guard let equals = line.firstIndex(of: "=") else {
            return reports.add(.unreadable, "\(word.shown) is neither a section nor a value", at: word)
        }
        let stated = line[..<equals].split(whereSeparator: CueLine.isBlank).joined(separator: " ")
            .uppercased()
        let value = line[line.index(after: equals)...].drop(while: CueLine.isBlank)
        let column = word.column + line.distance(from: line.startIndex, to: value.startIndex)
        let found = Value(word: SheetWord(text: String(value), line: word.line, column: column))
        guard let name = meaning(of: SheetWord(text: stated, line: word.line, column: word.column), section),
            let kind = section.kind.value(name)
        else { return }
        if sections[section.name]?[name] != nil {
            reports.add(.grammar, "\(line[..<equals].trimmed) stands here a second time", at: word)
        }
        check(found, kind, String(line[..<equals].trimmed))
        sections[section.name, default: [:]][name] = found
    }

    /// The name of a value, or the one that a misspelt name is meant to be.
    private mutating func meaning(of name: SheetWord, _ section: Section) -> String? {
        if section.kind.value(name.text) != nil { return name.text }
        let number = name.text.split(separator: " ").last.flatMap { Int($0) }
        let meant = name.nearest(among: section.kind.names(number))
        reports.add(
            .unreadable,
            "\(name.shown) is no value of \(headings[section.name]?.shown ?? "its section")\(meant.map { "; did you mean \($0)?" } ?? "")",
            at: name)
        return meant
    }

    /// Says what is wrong with a value.
    private mutating func check(_ value: Value, _ kind: ValueKind, _ name: String) {
        switch kind {
        case .text: break
        case .number(let range):
            guard let number = Self.number(value.text) else {
                return reports.add(
                    .unreadable, "\(value.word.shown) is no number for \(name)", at: value.word)
            }
            if !range.contains(number) {
                reports.add(
                    name.uppercased() == "MODE" ? .mode : .grammar,
                    "\(value.word.shown) is out of range for \(name), \(range.lowerBound) to \(range.upperBound)",
                    at: value.word)
            }
        case .pack:
            if Self.bytes(value.text).count != 16 {
                reports.add(
                    .grammar, "\(value.word.shown) is not a pack of CD-Text of 16 bytes", at: value.word)
            }
        }
    }

    /// Counts that are recorded are those of the sections.
    private mutating func compareCounts() {
        let counts: [(Section.Kind, String, String, String)] = [
            (.entry, "TOCENTRIES", "entry is", "entries are"),
            (.session, "SESSIONS", "session is", "sessions are"),
        ]
        for (kind, name, one, many) in counts {
            let held = sections.keys.compactMap(Section.init).filter { $0.kind == kind }.count
            guard let value = sections["DISC"]?[name], let count = Self.number(value.text), count != held
            else {
                continue
            }
            reports.add(
                .grammar,
                "\(value.word.shown) \(count == 1 ? one : many) announced, but \(held) \(held == 1 ? "is" : "are") told",
                at: value.word)
        }
    }

    // MARK: Values

    func value(_ section: String, _ name: String) -> String? { place(section, name)?.text }

    /// A value with its place.
    func place(_ section: String, _ name: String) -> SheetWord? {
        sections[section.uppercased()]?[name.uppercased()]?.word
    }

    /// The heading of a section.
    func heading(_ section: String) -> SheetWord? { headings[section.uppercased()] }

    /// The numbers of the sections of tracks.
    var tracks: [Int] {
        sections.keys.compactMap(Section.init).filter { $0.kind == .track }.map(\.number).sorted()
    }

    /// A number, decimal or with 0x.
    func number(_ section: String, _ name: String) -> Int64? { value(section, name).flatMap(Self.number) }

    func lba(_ section: String, _ name: String) -> LBA? { number(section, name).map { LBA($0) } }

    /// Numbers below this are taken.
    fileprivate static let numberLimit = TrackList.lbaLimit.number

    private static func number(_ text: String) -> Int64? {
        let number = text.lowercased().hasPrefix("0x") ? Int64(text.dropFirst(2), radix: 16) : Int64(text)
        return number.flatMap { $0.magnitude < numberLimit ? $0 : nil }
    }

    /// The numbers of the entries of the table of contents, in order, whatever their count is said to be.
    var entries: [Int] {
        sections.keys.compactMap(Section.init).filter { $0.kind == .entry }.map(\.number).sorted()
    }

    /// Marks of a track by number of the index.
    func indices(_ track: Int) -> [(number: Int, lba: LBA)] {
        let section = "Track \(track)"
        return (sections[section.uppercased()] ?? [:]).keys.compactMap { name -> (number: Int, lba: LBA)? in
            guard name.hasPrefix("INDEX "), let number = Int(name.dropFirst(6)),
                let lba = self.lba(section, name)
            else { return nil }
            return (number, lba)
        }.sorted { $0.number < $1.number }
    }

    private static func bytes(_ text: String) -> [UInt8] {
        text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }

    /// The packs of CD-Text, which stand here without their CRCs; a CRC of 0 means not computed.
    var cdText: [UInt8] {
        let count = min(8 * 256, max(0, number("CDText", "Entries") ?? 0))
        return (0..<count).flatMap { entry -> [UInt8] in
            let bytes = Self.bytes(value("CDText", "Entry \(entry)") ?? "")
            return bytes.count == 16 ? bytes + [0, 0] : []
        }
    }

    // MARK: The language

    fileprivate enum ValueKind {
        case text, pack
        case number(ClosedRange<Int64>)
    }

    fileprivate struct Section {
        enum Kind { case cloneCD, disc, cdText, session, entry, track }
        let kind: Kind
        /// In capitals.
        let name: String
        var number = 0

        /// What stands in brackets, in capitals and with one blank between words.
        static func name(_ heading: String) -> String {
            heading.drop { $0 == "[" }.prefix { $0 != "]" }.uppercased().split(separator: " ").joined(
                separator: " ")
        }

        /// The section that a misspelt heading is meant to open.
        static func meant(by heading: SheetWord) -> Section? {
            let name = name(heading.text)
            let digits = name.reversed().prefix { $0.isNumber }
            let number = digits.isEmpty ? "" : " \(String(digits.reversed()))"
            let known =
                number.isEmpty
                ? ["CLONECD", "DISC", "CDTEXT"] : ["SESSION", "ENTRY", "TRACK"].map { $0 + number }
            return SheetWord(text: name, line: 0, column: 0).nearest(among: known).flatMap(Section.init)
        }

        init?(_ name: String) {
            self.name = name
            switch name {
            case "CLONECD": kind = .cloneCD
            case "DISC": kind = .disc
            case "CDTEXT": kind = .cdText
            default:
                let parts = name.split(separator: " ")
                guard parts.count == 2, let number = Int(parts[1]), 0...999 ~= number else { return nil }
                switch parts[0] {
                case "SESSION" where number > 0: kind = .session
                case "ENTRY": kind = .entry
                case "TRACK" where 1...99 ~= number: kind = .track
                default: return nil
                }
                self.number = number
            }
        }
    }
}

extension CloneCDControl.Section.Kind {
    /// The names that a section has, those with a number behind them with this one.
    fileprivate func names(_ number: Int?) -> [String] {
        let index = number ?? 1
        switch self {
        case .cloneCD: return ["VERSION"]
        case .disc: return ["TOCENTRIES", "SESSIONS", "DATATRACKSSCRAMBLED", "CDTEXTLENGTH", "CATALOG"]
        case .cdText: return ["ENTRIES", "ENTRY \(index)"]
        case .session: return ["PREGAPMODE", "PREGAPSUBC"]
        case .entry:
            return [
                "SESSION", "POINT", "ADR", "CONTROL", "TRACKNO", "AMIN", "ASEC", "AFRAME", "ALBA", "ZERO",
                "PMIN",
                "PSEC", "PFRAME", "PLBA",
            ]
        case .track: return ["MODE", "INDEX \(index)", "ISRC", "FLAGS"]
        }
    }

    /// What a section has under a name; nil for names that it does not have.
    fileprivate func value(_ name: String) -> CloneCDControl.ValueKind? {
        let any = -CloneCDControl.numberLimit + 1...CloneCDControl.numberLimit - 1
        let isNumbered =
            name.split(separator: " ").last.flatMap { Int($0) }.map { 0..<8 * 256 ~= $0 } ?? false
        switch (self, name) {
        case (.cloneCD, "VERSION"): return .number(any)
        case (.disc, "TOCENTRIES"), (.disc, "SESSIONS"), (.disc, "CDTEXTLENGTH"),
            (.disc, "DATATRACKSSCRAMBLED"):
            return .number(0...1 << 20)
        case (.disc, "CATALOG"), (.track, "ISRC"), (.track, "FLAGS"): return .text
        case (.cdText, "ENTRIES"): return .number(0...8 * 256)
        case (.cdText, _) where name.hasPrefix("ENTRY ") && isNumbered: return .pack
        case (.session, "PREGAPMODE"): return .number(0...2)
        case (.session, "PREGAPSUBC"): return .number(0...2)
        case (.entry, "SESSION"), (.entry, "TRACKNO"): return .number(0...99)
        case (.entry, "POINT"): return .number(1...0xFF)
        case (.entry, "ADR"), (.entry, "CONTROL"), (.entry, "ZERO"): return .number(0...15)
        case (.entry, "ALBA"), (.entry, "PLBA"): return .number(any)
        // Those of the points B0 and on are no times.
        case (.entry, _) where ["AMIN", "ASEC", "AFRAME", "PMIN", "PSEC", "PFRAME"].contains(name):
            return .number(0...255)
        case (.track, "MODE"): return .number(0...2)
        case (.track, _) where name.hasPrefix("INDEX ") && isNumbered: return .number(any)
        default: return nil
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: CueLine.isBlank)
        return String(start.lastIndex { !CueLine.isBlank($0) }.map { start[...$0] } ?? "")
    }
}
