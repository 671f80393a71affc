/// The report as JSON (`isocheck-report/1`; Reports/schemas/isocheck-report-1.schema.json).
public struct JSONReport: ReportFormat {
    public static let name = "json"

    /// The images as they stand in the report: its verdict comes before them, so they wait for it. That is kilobytes for
    /// an image.
    private var images: [String] = []

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        images.append(JSONWriter.write(report.document(of: image), depth: 2))
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        let frame = JSONWriter.write(report.document)
        guard !images.isEmpty else { return frame }
        // No text of the frame holds a line end, so the empty list stands nowhere else.
        let list = images.map { "\n    " + $0 }.joined(separator: ",")
        return frame.replacing(
            "\n  \"images\": []", with: "\n  \"images\": [\(list)\n  ]", maxReplacements: 1)
    }
}
