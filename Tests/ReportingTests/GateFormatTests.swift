import Bytes
import Digests
import DiscModel
import FileSystems
import Foundation
import Reporting
import Specimens
import TestSupport
import Testing
import XML

@testable import Rules

/// The formats of CI systems: each tells every finding, what held, and what could not be decided. `make test-formats` holds them
/// against the validators of others.
@Suite struct GateFormatTests {
    /// Halves of the volume space size that differ: one error, and consequences of it.
    private static func faulty(_ path: String = "dist/bad.iso") throws -> Report.Image {
        try Samples.image(
            Specimen.plain.with { $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11) }, path: path,
            rules: RuleBook.rules, digests: [.sha256])
    }

    private static let missing = Report.Image(path: "missing.iso", failure: "No such file or directory")

    private static func json(_ format: any ReportFormat.Type, _ images: Report.Image...) throws -> JSONValue {
        try JSONValue(parsing: format.write(Samples.report(images)))
    }

    // MARK: SARIF

    @Test func `SARIF gives the bytes of a finding`() throws {
        let log = try Self.json(SARIFReport.self, Self.faulty())
        #expect(log["version"] == .text("2.1.0"))
        let result = log["runs", "0", "results", "0"]
        #expect(result?["ruleId"] == .text("pvd-both-endian-mismatch"))
        #expect(result?["level"] == .text("error"))
        let place = result?["locations", "0", "physicalLocation"]
        #expect(place?["artifactLocation", "uri"] == .text("dist/bad.iso"))
        #expect(place?["region", "byteOffset"] == .integer(32_848))
        #expect(place?["region", "startLine"] == nil)
        #expect(log["runs", "0", "invocations", "0", "exitCode"] == .integer(1))
    }

    @Test func `SARIF for GitHub gives a line, and the bytes as an address`() throws {
        let log = try Self.json(GitHubSARIFReport.self, Self.faulty())
        let place = log["runs", "0", "results", "0", "locations", "0", "physicalLocation"]
        #expect(place?["region"] == .object(["startLine": .integer(1)]))
        #expect(place?["address", "absoluteAddress"] == .integer(32_848))
    }

    @Test func `SARIF of an image that nobody could look at is open and not successful`() throws {
        let log = try Self.json(SARIFReport.self, Self.missing)
        #expect(log["runs", "0", "invocations", "0", "executionSuccessful"] == .boolean(false))
        #expect(log["runs", "0", "results", "0", "kind"] == .text("open"))
        #expect(log["runs", "0", "results", "0", "ruleId"] == .text("image-looked-at"))
    }

    @Test func `a path is a URI`() throws {
        let log = try Self.json(SARIFReport.self, Self.faulty("a b%#ü:.iso"))
        #expect(
            log["runs", "0", "artifacts", "0", "location", "uri"] == .text("a%20b%25%23%C3%BC%3A.iso"))
    }

    // MARK: Tests

    @Test func `JUnit has a case for every rule, and one for what could not be looked at`() throws {
        let xml = try XMLElement(
            parsing: JUnitReport.write(Samples.report([Self.faulty(), Self.missing])))
        let suites = xml.children
        #expect(suites.map { $0.attribute("name") } == ["dist/bad.iso", "missing.iso"])
        #expect(suites[0].attribute("tests") == "\(RuleBook.rules.count + 1)")
        #expect(suites[0].attribute("failures") == "1")
        let failed = suites[0].children.filter { $0.child("failure") != nil }
        #expect(
            failed.compactMap { $0.attribute("name")?.prefix { $0 != ":" } } == ["pvd-both-endian-mismatch"])
        #expect(failed.first?.child("failure")?.text.contains("do: ") == true)
        #expect(suites[1].attribute("errors") == "1")
    }

    @Test func `a finding below the gate is told by a case that passes`() throws {
        let image = try Samples.image(
            Specimen.plain.with { $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11) },
            rules: RuleBook.rules, failOn: nil)
        let xml = try XMLElement(parsing: JUnitReport.write(Samples.report([image])))
        #expect(xml.children[0].attribute("failures") == "0")
        #expect(
            xml.children[0].children.contains { $0.child("system-out")?.text.contains("error: ") == true })
    }

    @Test func `TAP counts what it tells`() throws {
        let text = try TAPReport.write(Samples.report([Self.faulty(), Self.missing]))
        let lines = text.split(separator: "\n")
        let tests = lines.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
        #expect(lines.first == "TAP version 13")
        #expect(lines.last == "1..\(tests.count)")
        #expect(tests.filter { $0.hasPrefix("not ok") }.count == 2)
    }

    // MARK: Annotations

    @Test func `GitHub gets ten of a kind, the grave first, and how many more there are`() throws {
        let images = try (0..<12).map { try Self.faulty("bad\($0).iso") }
        let lines = try GitHubReport.write(Samples.report(images)).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("::error ") }.count == 10)
        #expect(lines.contains { $0.hasPrefix("and 2 more") })
    }

    @Test func `a name cannot give commands to a workflow`() throws {
        let image = try Self.faulty("a\n::error::%,:.iso")
        let lines = try GitHubReport.write(Samples.report([image])).split(separator: "\n")
        #expect(lines.first?.hasPrefix("::error file=a\\n%3A%3Aerror%3A%3A%25%2C%3A.iso,") == true)
    }

    @Test func `GitLab gets a list, be it empty`() throws {
        #expect(try GitLabReport.write(Samples.report([Samples.image(.plain)])) == "[]\n")
        let issues = try Self.json(GitLabReport.self, Self.faulty("./dist/bad.iso"), Self.missing)
        #expect(issues["0", "location", "path"] == .text("dist/bad.iso"))
        #expect(issues["0", "severity"] == .text("critical"))
        #expect(issues["1", "severity"] == .text("blocker"))
    }

    // MARK: For people and their tables

    @Test func `markup in a name stays text`() throws {
        let text = try MarkdownReport.write(Samples.report([Self.faulty("<b>|`x`[y](z).iso")]))
        #expect(text.contains("&lt;b&gt;\\|\\`x\\`\\[y\\](z).iso: FAULTY"))
        #expect(text.contains("| error | `pvd-both-endian-mismatch` |"))
    }

    @Test func `no cell of CSV is a formula`() throws {
        let text = try CSVReport.write(Samples.report([Self.faulty("=cmd|'a'!\"b\",.iso")]))
        #expect(
            text.contains("\r\n\"'=cmd|'a'!\"\"b\"\",.iso\",pvd-both-endian-mismatch,error,finding,1,32848,"))
    }

    @Test func `JSON Lines has an image on each line, and the run on the last`() throws {
        let text = try JSONLinesReport.write(Samples.report([Self.faulty(), Self.missing]))
        let lines = try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["path"] } == [.text("dist/bad.iso"), .text("missing.iso"), nil])
        #expect(lines.last?["verdict"] == .text("open"))
    }

    // MARK: Statements

    @Test func `a statement names what it is about, and what failed`() throws {
        let statement = try Self.json(TestResultStatement.self, Self.faulty(), Self.missing)
        #expect(statement["subject", "0", "name"] == .text("dist/bad.iso"))
        #expect(statement["subject", "1"] == nil)
        #expect(statement["subject", "0", "digest", "sha256"]?.text?.count == 64)
        #expect(statement["predicate", "result"] == .text("FAILED"))
        #expect(
            statement["predicate", "failedTests", "0"] == .text("image-looked-at"))
        #expect(statement["predicate", "failedTests", "1"] == .text("pvd-both-endian-mismatch"))
        let summary = try Self.json(VerificationSummary.self, Self.faulty())
        #expect(summary["predicate", "verificationResult"] == .text("FAILED"))
    }

    @Test func `where nothing was looked at nothing is stated`() throws {
        #expect(try TestResultStatement.write(Samples.report([Self.missing])).isEmpty)
    }
}
