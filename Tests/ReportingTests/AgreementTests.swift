import Bytes
import Containers
import DiscModel
import Foundation
import Inspection
import Reporting
import Specimens
import TestSupport
import Testing
import XML

@testable import Rules

/// JSON and XML say the same, and what their schemas promise.
@Suite struct AgreementTests {
    static let schemas = Repository.root.appending(path: "Reports/schemas")

    @Test func `every report is valid against the XSD`() throws {
        let schema = try XMLSchema(
            String(contentsOf: Self.schemas.appending(path: "isocheck-report-1.xsd"), encoding: .utf8))
        for report in try Samples.written.get() + Samples.mutants.get() {
            let problems = schema.problems(in: report.xml)
            #expect(problems.isEmpty, "\(report.name): \(problems.prefix(3))")
        }
    }

    @Test func `JSON and XML say the same`() throws {
        for report in try Samples.written.get() + Samples.mutants.get() {
            let differences = try JSONValue(parsing: report.json).differences(
                from: XMLElement(parsing: report.xml))
            #expect(differences.isEmpty, "\(report.name): \(differences.prefix(3))")
        }
    }

    /// Python's jsonschema, when it is there.
    static let python = Tool("python3").flatMap { tool in
        (try? tool.run(["-c", "import jsonschema.validators as v; v.Draft202012Validator"]))?.status == 0
            ? tool : nil
    }

    @Test(.enabled(if: python != nil, "skipped: python3 has no jsonschema"))
    func `every report is valid against the JSON Schema`() throws {
        let reports = try (Samples.written.get() + Samples.mutants.get()).map { ($0.name, $0.json) }
        try expectValid(reports + [("failure", Self.failed().json)], "isocheck-report-1.schema.json")
    }

    @Test(.enabled(if: python != nil, "skipped: python3 has no jsonschema"))
    func `the catalogue is valid against its JSON Schema`() throws {
        let catalogue = RuleCatalogue.json(RuleBook.cards)
        try expectValid([("catalogue", catalogue)], "isocheck-rules-1.schema.json")
    }

    /// Validates all documents in one process.
    func expectValid(_ documents: [(name: String, json: String)], _ schema: String) throws {
        let script = """
            import json, sys
            from jsonschema.validators import Draft202012Validator as Validator
            schema = json.load(open(sys.argv[1], encoding="utf-8"))
            Validator.check_schema(schema)
            validator = Validator(schema)
            for line in sys.stdin:
                name, text = json.loads(line)
                for error in list(validator.iter_errors(json.loads(text)))[:3]:
                    print(name, list(error.path), error.message[:200])
            """
        let lines = try documents.map { try JSONEncoder().encode([$0.name, $0.json]) + [0x0A] }
        let result = try #require(Self.python).run(
            ["-c", script, Self.schemas.appending(path: schema).path(percentEncoded: false)],
            input: lines.flatMap { [UInt8]($0) })
        #expect(
            result.status == 0 && result.output.isEmpty,
            "\(result.text.prefix(2000)) \(result.errors.suffix(500))")
    }

    // MARK: What could not be looked at

    private static func failed() throws -> Samples.Written {
        let seen = try Samples.image(.plain, path: "good.iso")
        let report = Samples.report([seen, .init(path: "bad.iso", failure: "the file is empty")])
        return try Samples.Written("failure", report)
    }

    @Test func `an image that could not be looked at is open and says why`() throws {
        let report = try Self.failed()
        let json = try JSONValue(parsing: report.json)
        #expect(json["verdict"] == .text("open"))
        #expect(json["exitCode"] == .integer(3))
        #expect(json["run", "complete"] == .boolean(false))
        #expect(
            json["images", "1"]
                == .object([
                    "path": .text("bad.iso"), "error": .text("the file is empty"), "verdict": .text("open"),
                    "exitCode": .integer(3),
                ]))
        #expect(try json.differences(from: XMLElement(parsing: report.xml)).isEmpty)
        let schema = try XMLSchema(
            String(contentsOf: Self.schemas.appending(path: "isocheck-report-1.xsd"), encoding: .utf8))
        #expect(schema.problems(in: report.xml).isEmpty)
    }

    /// CloneCD's sheet states addresses as signed numbers.
    @Test(arguments: [-10, -150]) func `an LBA below 0 stays below 0`(_ lba: Int) throws {
        var files = Wrapped.cloneCD(WrappedDisc(Specimen.plain.bytes))
        files.replace("PLBA=0\r", with: "PLBA=\(lba)\r")
        files.replace("INDEX 1=0\r", with: "INDEX 1=\(lba)\r")
        let report = try Samples.Written("negative", Samples.report([Samples.image(files.input)]))
        let json = try JSONValue(parsing: report.json)
        #expect(json["images", "0", "sessions", "0", "tracks", "0", "lba"] == .integer(Int128(lba)))
        #expect(try json.differences(from: XMLElement(parsing: report.xml)).isEmpty)
        let schema = try XMLSchema(
            String(contentsOf: Self.schemas.appending(path: "isocheck-report-1.xsd"), encoding: .utf8))
        #expect(schema.problems(in: report.xml).isEmpty)
        if Self.python != nil {
            try expectValid([("negative", report.json)], "isocheck-report-1.schema.json")
        }
    }

    @Test func `the least of all integers is no address of a disc`() throws {
        var files = Wrapped.cloneCD(WrappedDisc(Specimen.plain.bytes))
        files.replace("PLBA=0\r", with: "PLBA=\(Int64.min)\r")
        let facts = try Inspection.open(files.input).facts
        #expect(facts.faults.map(\.text) == ["\(Int64.min) is no number for PLBA"])
        // Its time is taken.
        #expect(facts.layout.tracks.first?.start == 0)
    }

    @Test func `an equal run writes equal bytes`() throws {
        func write() throws -> Samples.Written {
            try Samples.Written("twice", Samples.report([Samples.image(.everything, rules: RuleBook.rules)]))
        }
        let (first, second) = (try write(), try write())
        #expect(first.json == second.json)
        #expect(first.xml == second.xml)
    }
}
