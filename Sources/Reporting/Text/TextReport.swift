import DiscModel
import FileSystems
import Rules

/// The report for people: what the image is, one line for each finding that `grep` can use with its details indented
/// below, and the verdict in words at the end, where eyes land.
public enum TextReport: ReportFormat {
    public static let name = "text"

    public static func write(_ report: Report) throws(ReportFailure) -> String {
        report.images.map { image(image: $0, in: report) }.joined(separator: "\n")
    }

    private static func image(image: Report.Image, in report: Report) -> String {
        var lines = headline(image)
        let shown = image.judgement.findings.filter { $0.severity >= report.run.show }
        for finding in shown { lines += self.lines(for: finding) }
        lines += undecided(image, report)
        lines.append(verdict(image, report))
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: What it is

    private static func headline(_ image: Report.Image) -> [String] {
        let disc = image.disc
        let systems = Self.systems(in: disc)
        let made = image.judgement.authoring.summary.map { ", made by \($0)" } ?? ""
        let size = "\(grouped((disc.size + 2047) / 2048)) sectors (\(megabytes(disc.size)))"
        return ["\(DisplayName(image.path).escaped)  \(systems)\(made), \(size)"]
    }

    static func systems(in disc: Disc) -> String {
        var names: [String] = []
        for tree in disc.trees {
            switch tree.kind {
            case .iso9660: names.append("ISO 9660")
            case .rockridge: names.append("Rock Ridge")
            case .joliet: names.append("Joliet")
            case .enhanced: names.append("ISO 9660:1999")
            case .supplementary: names.append("supplementary tree")
            }
        }
        if names.isEmpty { names = foreign(in: disc) }
        if disc.facts(ElToritoFacts.self) != nil { names.append("El Torito") }
        return names.joined(separator: " + ")
    }

    private static func foreign(in disc: Disc) -> [String] {
        let kinds = disc.facts(ISO9660Facts.self)?.descriptors.map(\.kind) ?? []
        for case .foreign(let name) in kinds { return [name] }
        return ["no tree of files"]
    }

    // MARK: Findings

    private static func lines(for finding: Finding) -> [String] {
        let place = finding.places.first
        let tree = finding.tree.map { " [\($0.rawValue)]" } ?? ""
        let more = finding.count > 1 ? " (\(grouped(UInt64(finding.count))) times)" : ""
        let head = [
            finding.severity.rawValue.padded(to: 7), finding.rule, Self.where(place),
            DisplayName(finding.message).escaped + more + tree,
        ].filter { !$0.isEmpty }.joined(separator: "  ")
        return [head] + details(of: finding).map { "         " + $0 }
    }

    private static func `where`(_ place: Place?) -> String {
        guard let offset = place?.offset else { return "" }
        return "@\(offset)" + (place?.lba.map { " (LBA \($0.number))" } ?? "")
    }

    private static func details(of finding: Finding) -> [String] {
        var lines: [String] = []
        if let expected = finding.expected {
            lines.append("expected \(DisplayName(expected).escaped)" + (finding.actual.map { ", found \(DisplayName($0).escaped)" } ?? ""))
        } else if let actual = finding.actual {
            lines.append("found \(DisplayName(actual).escaped)")
        }
        if let path = finding.places.first?.path { lines.append("at \(path.escaped)") }
        for place in finding.places.dropFirst().prefix(4) {
            lines.append("also \(Self.where(place)) \(place.path?.escaped ?? "")" + (place.note.map { ": \(DisplayName($0).escaped)" } ?? ""))
        }
        if finding.count > 5 { lines.append("and \(grouped(UInt64(finding.count - 5))) more") }
        if let cause = finding.causedBy { lines.append("follows from \(cause)") }
        if let reason = finding.exemption { lines.append("excused: \(reason)") }
        return lines
    }

    private static func undecided(_ image: Report.Image, _ report: Report) -> [String] {
        image.judgement.outcomes.filter { $0.kind == .open && !report.run.quick }.map {
            "open     \($0.rule)  not decided: \($0.reason ?? "")"
        }
    }

    // MARK: The verdict

    private static func verdict(_ image: Report.Image, _ report: Report) -> String {
        let findings = image.judgement.findings.filter(\.counts)
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let number = findings.count { $0.severity == severity }
            return number == 0 ? nil : "\(number) \(severity.rawValue)\(number == 1 ? "" : "s")"
        }
        let checked = image.judgement.outcomes.count { $0.kind == .pass || $0.kind == .fail }
        let open = image.judgement.outcomes.count { $0.kind == .open }
        let word =
            switch findings.map(\.severity).max() {
            case .error: report.verdict(of: image) == .fail ? "FAULTY" : "FAULTY, BUT LET PASS"
            case .warning: report.verdict(of: image) == .fail ? "DOUBTFUL" : "OK, WITH WARNINGS"
            default: report.verdict(of: image) == .fail ? "NOT CLEAN" : "OK"
            }
        var sentence = "\(DisplayName(image.path).escaped): \(word). \(checked) rules checked"
        if open > 0 { sentence += ", \(open) not decided\(report.run.quick ? " (--quick reads structure only)" : "")" }
        if !counts.isEmpty { sentence += "; " + counts.joined(separator: ", ") }
        let hidden = image.judgement.findings.contains { $0.severity < report.run.show }
        return sentence + (hidden ? " (--show note)." : ".")
    }
}

/// A number with its thousands apart.
func grouped(_ number: UInt64) -> String {
    let digits = Array(String(number))
    return digits.enumerated().map { index, digit in
        index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
    }.joined()
}

/// A size as people write it, in decimal units.
func megabytes(_ bytes: UInt64) -> String {
    let (unit, name): (UInt64, String) =
        bytes >= 1_000_000_000 ? (1_000_000_000, "GB") : bytes >= 1_000_000 ? (1_000_000, "MB") : (1_000, "kB")
    let tenths = (bytes * 10 + unit / 2) / unit
    return "\(tenths / 10).\(tenths % 10) \(name)"
}

extension String {
    func padded(to width: Int) -> String { count < width ? self + String(repeating: " ", count: width - count) : self }
}
