import DiscModel
import Rules
import XML

/// The rules as test cases in JUnit's XML, as Jenkins' schema junit-10.xsd has it: a suite for each image. What held is a case that
/// passed; what could not be decided is an error; what does not apply, or is excused, is skipped.
public struct JUnitReport: ReportFormat {
    public static let name = "junit"

    private var suites: [Suite] = []

    private struct Suite {
        let name: String
        let properties: [(name: String, value: String)]
        let cases: [GateCase]
        let failures: Int
        let errors: Int
        let skipped: Int

        init(_ name: String, _ cases: [GateCase], _ properties: [(name: String, value: String)] = []) {
            self.name = name
            self.properties = properties
            self.cases = cases
            var counts = (failures: 0, errors: 0, skipped: 0)
            for test in cases {
                switch test.outcome {
                case .passed: break
                case .failed: counts.failures += 1
                case .open: counts.errors += 1
                case .skipped: counts.skipped += 1
                }
            }
            (failures, errors, skipped) = counts
        }
    }

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        let properties = [
            ("profile", report.run.terms.profile.rawValue),
            ("verdict", image.examination?.judgement.word.text ?? "NOT CHECKED"),
        ]
        suites.append(Suite(image.name.escaped, GateCase.all(of: image, report.run.terms), properties))
        return ""
    }

    public mutating func end(_ report: Report) throws(ReportFailure) -> String {
        if let compared = report.compared {
            suites.append(Suite(compared.readback.harmless, [GateCase(of: compared)]))
        }
        do throws(XMLProblem) {
            let writer = try XMLWriter()
            writer.startElement("testsuites")
            writer.attribute("name", "isocheck")
            writer.attribute("tests", "\(total(\.cases.count))")
            writer.attribute("failures", "\(total(\.failures))")
            writer.attribute("errors", "\(total(\.errors))")
            for suite in suites { Self.write(suite, to: writer) }
            writer.end()
            return try writer.finish()
        } catch {
            throw ReportFailure("\(error)")
        }
    }

    private func total(_ count: (Suite) -> Int) -> Int { suites.reduce(0) { $0 + count($1) } }

    private static func write(_ suite: Suite, to writer: XMLWriter) {
        writer.startElement("testsuite")
        writer.attribute("name", suite.name.withoutControls)
        writer.attribute("tests", "\(suite.cases.count)")
        writer.attribute("failures", "\(suite.failures)")
        writer.attribute("errors", "\(suite.errors)")
        writer.attribute("skipped", "\(suite.skipped)")
        writer.attribute("time", "0")
        if !suite.properties.isEmpty {
            writer.startElement("properties")
            for property in suite.properties {
                writer.startElement("property")
                writer.attribute("name", property.name)
                writer.attribute("value", property.value)
                writer.end()
            }
            writer.end()
        }
        for test in suite.cases { write(test, to: writer) }
        writer.end()
    }

    private static func write(_ test: GateCase, to writer: XMLWriter) {
        writer.startElement("testcase")
        writer.attribute("name", "\(test.id): \(test.title)")
        writer.attribute("classname", "isocheck.\(test.area)")
        writer.attribute("time", "0")
        switch test.outcome {
        case .passed where test.entries.isEmpty: break
        case .passed: element("system-out", [], details(test), writer)
        case .failed: element("failure", head(test), details(test), writer)
        case .open: element("error", head(test), details(test), writer)
        case .skipped(let why): element("skipped", [("message", why.harmless.withoutControls)], "", writer)
        }
        writer.end()
    }

    private static func element(
        _ name: String, _ attributes: [(String, String)], _ text: String, _ writer: XMLWriter
    ) {
        writer.startElement(name)
        for (name, value) in attributes { writer.attribute(name, value) }
        if !text.isEmpty { writer.text(text.xmlText) }
        writer.end()
    }

    private static func head(_ test: GateCase) -> [(String, String)] {
        guard let first = test.entries.first else { return [] }
        return [
            ("type", first.state == .open ? "open" : first.severity.rawValue),
            ("message", first.sentence.withoutControls),
        ]
    }

    /// Every finding with what to do about it.
    private static func details(_ test: GateCase) -> String {
        test.entries.map { entry in
            var lines = ["\(entry.severity.rawValue): \(entry.sentence)"]
            if let expected = entry.expected { lines.append("expected \(expected.harmless)") }
            if let actual = entry.actual { lines.append("found \(actual.harmless)") }
            lines.append("do: \(entry.remedy)")
            return lines.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }
}

extension String {
    /// The same without what XML 1.0 forbids, lines kept.
    fileprivate var xmlText: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { String($0).withoutControls }
            .joined(separator: "\n")
    }
}
