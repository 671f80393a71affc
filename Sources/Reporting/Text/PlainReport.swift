import Bytes
import DiscModel
import Rules

/// For scripts: a line for each finding that counts or could not be decided, and one for each image, with tabs between: image,
/// severity, rule, offset, LBA, path, how often, message. What is empty is "-". Nothing is wrapped, aligned or coloured.
public struct PlainReport: ReportFormat {
    public static let name = "plain"

    public init() {}

    public func add(_ image: Report.Image, to report: Report) -> String {
        image.entries.filter { $0.isShown(from: report.run.show) }.map(Self.line).joined()
            + Self.line([image.name.escaped, "verdict", image.verdict.rawValue])
    }

    public func end(_ report: Report) -> String {
        let entry = report.compared.flatMap(GateEntry.comparison).map(Self.line) ?? ""
        return entry + Self.line(["-", "run", report.outcome.verdict.rawValue])
    }

    private static func line(_ entry: GateEntry) -> String {
        let place = entry.places.first
        return line([
            entry.image.escaped, entry.state == .open ? "open" : entry.severity.rawValue, entry.id,
            place?.offset.map { "\($0)" }, place?.lba.map { "\($0.number)" }, place?.path?.escaped,
            "\(entry.count)", entry.message,
        ])
    }

    private static func line(_ cells: [String?]) -> String {
        cells.map { cell in
            guard let cell, !cell.isEmpty else { return "-" }
            return cell.harmless.replacing("\t", with: " ")
        }.joined(separator: "\t") + "\n"
    }
}
