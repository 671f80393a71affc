import XML

/// A way to write a report.
public protocol ReportFormat: Sendable {
    /// The word for `--output`.
    static var name: String { get }
    static func write(_ report: Report) throws(ReportFailure) -> String
}

/// A report that could not be written.
public struct ReportFailure: Error, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The explicit list of formats.
public enum ReportFormats {
    public static let all: [any ReportFormat.Type] = [TextReport.self, JSONReport.self, XMLReport.self]

    public static func format(named name: String) -> (any ReportFormat.Type)? {
        all.first { $0.name == name }
    }

    /// Version of the library that writes the XML, for the tool section of a report.
    public static var libxml2Version: String { LibXML.version }
}
