/// The report as JSON (`isocheck-report/1`; Reports/schemas/isocheck-report-1.schema.json).
public enum JSONReport: ReportFormat {
    public static let name = "json"

    public static func write(_ report: Report) throws(ReportFailure) -> String {
        JSONWriter.write(report.document)
    }
}
