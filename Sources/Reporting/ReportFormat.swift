public import Digests
import XML

/// A way to write a report, image by image, so that however many there are, only one is in memory.
public protocol ReportFormat: Sendable {
    /// The word for `--output`.
    static var name: String { get }
    /// Whether it names what it speaks of by its SHA-256, so that there must be one.
    static var namesByDigest: Bool { get }
    /// Digests of each file in an image that it tells.
    static var fileDigests: Set<DigestAlgorithm> { get }
    /// Whether it tells when the run was.
    static var isDated: Bool { get }
    /// Whether it has words for one image beside another.
    static var tellsComparisons: Bool { get }
    /// Begins a report.
    init()
    /// Takes an image that was just looked at, the last one that `report` knows of, and returns what can be written
    /// already: all that is said of it, or nothing where something about all images has to stand first.
    mutating func add(_ image: Report.Image, to report: Report) throws(ReportFailure) -> String
    /// Returns the rest, when nothing more is looked at.
    mutating func end(_ report: Report) throws(ReportFailure) -> String
}

extension ReportFormat {
    public static var namesByDigest: Bool { false }
    public static var fileDigests: Set<DigestAlgorithm> { [] }
    public static var isDated: Bool { false }
    public static var tellsComparisons: Bool { true }

    /// The whole report on some images.
    public static func write(_ report: Report, on images: [Report.Image] = []) throws(ReportFailure) -> String
    {
        var report = report
        var format = Self()
        var text = ""
        for image in images {
            report.add(image)
            text += try format.add(image, to: report)
        }
        return text + (try format.end(report))
    }
}

/// A report that could not be written.
public struct ReportFailure: Error, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The explicit list of formats.
public enum ReportFormats {
    public static let all: [any ReportFormat.Type] = [
        TextReport.self, SummaryReport.self, PlainReport.self, JSONReport.self, XMLReport.self,
        HTMLReport.self, JSONLinesReport.self,
        MarkdownReport.self,
        CSVReport.self, SARIFReport.self, GitHubSARIFReport.self, JUnitReport.self, TAPReport.self,
        GitHubReport.self, GitLabReport.self, TestResultStatement.self, VerificationSummary.self,
        SPDXDocument.self, PREMISReport.self,
    ]

    public static func format(named name: String) -> (any ReportFormat.Type)? {
        all.first { $0.name == name }
    }

    /// Version of the library that writes the XML, for the tool section of a report.
    public static var libxml2Version: String { LibXML.version }
}
