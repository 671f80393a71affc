import DiscModel

/// One line an image: the last line of the text report.
public struct SummaryReport: ReportFormat {
    public static let name = "summary"

    public init() {}

    public func add(_ image: Report.Image, to report: Report) -> String {
        switch image.look {
        case .failed(let reason): "\(TextReport.title(image)): NOT CHECKED. \(reason.told).\n"
        case .examined(let examination):
            TextVerdict(image, examination.judgement, show: report.run.show).sentence + "\n"
        }
    }

    public func end(_ report: Report) -> String {
        let compared = report.compared.flatMap { ComparisonText($0).lines.last }.map { $0 + "\n" } ?? ""
        return (report.imageCount > 1 ? TextReport.summary(of: report) + "\n" : "") + compared
            + (report.outcome.isInterrupted ? "Interrupted before the end: NOT FULLY CHECKED.\n" : "")
    }
}
