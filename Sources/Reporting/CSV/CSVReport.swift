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
        return rows.map(CSVRow.line).joined()
    }

    private static func row(_ entry: GateEntry) -> [String] {
        let place = entry.places.first
        return [
            CSVRow.text(entry.image.escaped), entry.id, entry.severity.rawValue, entry.state.word,
            "\(entry.count)", number(place?.offset), number(place?.length), number(place?.lba?.number),
            place?.tree?.rawValue ?? "", CSVRow.text(place?.path?.escaped ?? ""), place?.field ?? "",
            CSVRow.text(entry.message.harmless), CSVRow.text(entry.expected?.harmless ?? ""),
            CSVRow.text(entry.actual?.harmless ?? ""), entry.remedy, entry.fingerprint,
        ]
    }

    private static func number(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "" }
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
