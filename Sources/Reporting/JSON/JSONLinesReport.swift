/// The report as JSON Lines: each image on a line of its own, as soon as it was looked at, with the members that it has in
/// JSON; then one line for the run, with the verdict over all.
public struct JSONLinesReport: ReportFormat {
    public static let name = "jsonl"

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        JSONWriter.line(report.document(of: image))
    }

    public mutating func end(_ report: Report) -> String {
        JSONWriter.line(report.document)
    }
}
