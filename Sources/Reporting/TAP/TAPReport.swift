import Bytes
import DiscModel
import Rules

/// Every rule as a line of the Test Anything Protocol, version 13; what did not hold has a block of YAML below it.
public struct TAPReport: ReportFormat {
    public static let name = "tap"

    private var count = 0

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        let start = head
        return start + GateCase.all(of: image, report.run.terms).map { line($0) }.joined()
    }

    public mutating func end(_ report: Report) -> String {
        let start = head
        let compared = report.compared.map { line(GateCase(of: $0)) } ?? ""
        return start + compared + "1..\(count)\n"
    }

    private var head: String { count == 0 ? "TAP version 13\n" : "" }

    private mutating func line(_ test: GateCase) -> String {
        count += 1
        let name = "\(test.image.escaped): \(test.id)".replacing("#", with: "\\#")
        switch test.outcome {
        case .passed: return "ok \(count) - \(name)\n"
        case .skipped(let why): return "ok \(count) - \(name) # SKIP \(Self.plain(why))\n"
        case .failed, .open:
            return "not ok \(count) - \(name)\n" + Self.details(test)
        }
    }

    private static func details(_ test: GateCase) -> String {
        var lines = ["  ---"]
        for entry in test.entries {
            lines.append("  - message: \(quoted(entry.sentence))")
            lines.append("    severity: \(entry.state == .open ? "open" : entry.severity.rawValue)")
            if let place = entry.places.first {
                if let offset = place.offset { lines.append("    offset: \(offset)") }
                if let lba = place.lba { lines.append("    lba: \(lba.number)") }
            }
            if let expected = entry.expected { lines.append("    expected: \(quoted(expected.harmless))") }
            if let actual = entry.actual { lines.append("    found: \(quoted(actual.harmless))") }
            lines.append("    do: \(quoted(entry.remedy))")
        }
        return (lines + ["  ..."]).map { $0 + "\n" }.joined()
    }

    /// A double-quoted scalar of YAML 1.2; the text holds no control characters.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func plain(_ text: String) -> String { text.harmless.replacing("#", with: "\\#") }
}
