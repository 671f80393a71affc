import XML

/// The report as XML (namespace `urn:isocheck:report:1`; Reports/schemas/isocheck-report-1.xsd): single values are
/// attributes, parts and lists are elements, under the names that the JSON has.
public struct XMLReport: ReportFormat {
    public static let name = "xml"
    static let namespace = "urn:isocheck:report:1"

    /// The images as they stand in the report; they wait for its verdict as in JSON.
    private var images: [String] = []

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) throws(ReportFailure) -> String {
        let alone = try Self.write(
            Document { $0.add("images", each: "image", [report.document(of: image)]) })
        // Between the declaration and the two elements around it; no value holds a line end as it is.
        images.append(
            alone.split(separator: "\n").dropFirst(3).dropLast(2).map { "\($0)\n" }.joined())
        return ""
    }

    public mutating func end(_ report: Report) throws(ReportFailure) -> String {
        let frame = try Self.write(report.document)
        guard !images.isEmpty else { return frame }
        return frame.replacing(
            "\n  <images/>\n", with: "\n  <images>\n\(images.joined())  </images>\n", maxReplacements: 1)
    }

    /// The report on one image alone.
    public static func text(of image: Report.Image, run: Report.Run, tool: Report.Tool) throws(ReportFailure)
        -> String
    {
        var report = Report(tool: tool, run: run)
        report.add(image)
        var format = XMLReport()
        return try format.add(image, to: report) + format.end(report)
    }

    static func write(_ document: Document) throws(ReportFailure) -> String {
        do throws(XMLProblem) {
            let writer = try XMLWriter()
            element("isocheck", document, writer, namespace: namespace)
            return try writer.finish()
        } catch {
            throw ReportFailure("\(error)")
        }
    }

    private static func element(
        _ name: String, _ document: Document, _ writer: XMLWriter, namespace: String? = nil
    ) {
        writer.startElement(name, namespace: namespace)
        for member in document.members {
            switch member.value {
            case .text(let text): writer.attribute(member.name, text)
            case .integer(let number): writer.attribute(member.name, String(number))
            case .boolean(let flag): writer.attribute(member.name, flag ? "true" : "false")
            case .words(let words): writer.attribute(member.name, words.joined(separator: " "))
            case .object, .list: break
            }
        }
        for member in document.members where member.value.hasParts {
            switch member.value {
            case .text, .integer, .boolean, .words: break
            case .object(let part): element(member.name, part, writer)
            case .list(let item, let parts):
                writer.startElement(member.name)
                for part in parts { element(item, part, writer) }
                writer.end()
            }
        }
        writer.end()
    }
}
