import Bytes
import DiscModel
import Rules

/// The findings as comma-separated values (RFC 4180), one line for each, for spreadsheets.
public struct CSVReport: ReportFormat {
    public static let name = "csv"

    private static let header = [
        "image", "rule", "severity", "state", "count", "offset", "length", "lba", "tree", "path", "field",
        "message", "expected", "found", "remedy", "fingerprint",
    ]

    private var hasHeader = false

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        lines(image.entries)
    }

    public mutating func end(_ report: Report) -> String {
        lines([report.compared.flatMap(GateEntry.comparison)].compactMap(\.self))
    }

    private mutating func lines(_ entries: [GateEntry]) -> String {
        defer { hasHeader = true }
        let rows = (hasHeader ? [] : [Self.header]) + entries.map(Self.row)
        return rows.map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func row(_ entry: GateEntry) -> [String] {
        let place = entry.places.first
        return [
            text(entry.image.escaped), entry.id, entry.severity.rawValue, entry.state.word,
            "\(entry.count)", number(place?.offset), number(place?.length), number(place?.lba?.number),
            place?.tree?.rawValue ?? "", text(place?.path?.escaped ?? ""), place?.field ?? "",
            text(entry.message.harmless), text(entry.expected?.harmless ?? ""),
            text(entry.actual?.harmless ?? ""), entry.remedy, entry.fingerprint,
        ]
    }

    private static func number(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "" }

    /// Words that hold something from the image: a spreadsheet takes what begins so for a formula and carries it out.
    private static func text(_ words: String) -> String {
        guard let first = words.first, "=+-@".contains(first) else { return words }
        return "'" + words
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension GateEntry.State {
    /// One word for it, as tables have it.
    var word: String {
        switch self {
        case .counts: "finding"
        case .consequence: "consequence"
        case .excused: "excused"
        case .suppressed: "suppressed"
        case .known: "known"
        case .open: "open"
        }
    }
}
