import Bytes
import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck diff`: what is new from one saved report to another, as a user meets it.
@Suite struct DiffTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("good/demo.iso", CommandTests.good)
        try folder.write("bad/demo.iso", CommandTests.bad)
        try folder.write("worse/demo.iso", CommandTests.worse)
    }

    @discardableResult private func run(_ arguments: String...) throws -> Tool.Output {
        try CommandTests.program.run(arguments, in: folder.url)
    }

    /// Checks images of some folders into reports that are called as their folder, in both formats.
    private func check(_ kinds: String..., options: [String] = []) throws {
        for kind in kinds {
            let result = try CommandTests.program.run(
                ["\(kind)/demo.iso", "-o", "json=\(kind).json", "-o", "xml=\(kind).xml"] + options,
                in: folder.url)
            try #require(result.status < 2, "\(result.errors)")
        }
    }

    private func write(_ name: String, _ text: String) throws { try folder.write(name, [UInt8](text.utf8)) }

    private func text(of name: String) throws -> String {
        String(decoding: try folder.read(name), as: UTF8.self)
    }

    // MARK: What is new

    @Test(arguments: [("json", "json"), ("xml", "xml"), ("json", "xml"), ("xml", "json")])
    func `a new error is told with what to do, and its end as well`(_ first: String, _ second: String) throws
    {
        try check("good", "bad")
        let worse = try run("diff", "good.\(first)", "bad.\(second)")
        #expect(worse.status == 1 && worse.errors.isEmpty, "\(worse.errors)")
        #expect(worse.text.contains("  new          error    pvd-both-endian-mismatch  "), "\(worse.text)")
        #expect(worse.text.contains(" do: "))
        #expect(worse.text.contains("  changed      verdict: pass → fail\n"))
        #expect(
            worse.text.contains(
                "bad.\(second) since good.\(first): SOMETHING NEW. 1 new finding (1 at or above error)"))
        let better = try run("diff", "bad.\(first)", "good.\(second)")
        #expect(
            better.status == 0 && better.text.contains("  fixed        error    pvd-both-endian-mismatch"))
        #expect(better.text.contains(": NOTHING NEW. 0 new findings, 1 fixed, "))
        let same = try run("diff", "bad.\(first)", "bad.\(second)")
        #expect(same.status == 0)
        #expect(
            same.text.hasPrefix("bad.\(second) since bad.\(first): NOTHING NEW. 0 new findings, 0 fixed, "))
    }

    @Test func `only what is new counts, from the severity that is asked`() throws {
        try check("bad", "worse")
        let usual = try run("diff", "bad.json", "worse.json", "--fail-on", "none")
        #expect(usual.status == 0 && usual.text.contains("NOTHING NEW THAT FAILS"), "\(usual.text)")
        #expect(try run("diff", "bad.json", "worse.json", "--fail-on", "note").status == 1)
        #expect(try run("diff", "worse.json", "worse.json", "--fail-on", "note").status == 0)
    }

    @Test(arguments: ["json", "xml"]) func `what grew or weighs more is new`(_ format: String) throws {
        try check("bad")
        let report = try text(of: "bad.\(format)")
        func changed(_ name: String, _ old: String, _ new: String) throws -> Tool.Output {
            let place = try #require(report.range(of: "pvd-both-endian-mismatch"))
            let field = try #require(report.range(of: name + old, range: place.upperBound..<report.endIndex))
            try write("old.\(format)", report.replacingCharacters(in: field, with: name + new))
            return try run("diff", "old.\(format)", "bad.\(format)")
        }
        let severity = format == "json" ? "\"severity\": " : "severity="
        let graver = try changed(severity, "\"error\"", "\"warning\"")
        #expect(graver.status == 1 && graver.text.contains("  graver       error"), "\(graver.text)")
        #expect(graver.text.contains("was warning"))
        let count = format == "json" ? "\"count\": " : "count="
        let (one, none) = format == "json" ? ("1", "0") : ("\"1\"", "\"0\"")
        let more = try changed(count, one, none)
        #expect(more.status == 1 && more.text.contains("  more         error"), "\(more.text)")
    }

    @Test func `what is accepted does not count, and counts when it no longer is`() throws {
        try check("bad")
        try write(
            "s.yaml",
            "version: 1\nsuppressions:\n  - {rule: pvd-both-endian-mismatch, reason: we know}\n")
        try run("bad/demo.iso", "--config", "s.yaml", "-o", "json=accepted.json")
        let accepted = try run("diff", "bad.json", "accepted.json")
        #expect(accepted.status == 0, "\(accepted.text)")
        #expect(accepted.text.contains("counts no longer: suppressed: we know"), "\(accepted.text)")
        let back = try run("diff", "accepted.json", "bad.json")
        #expect(back.status == 1 && back.text.contains("did not count: suppressed: we know"), "\(back.text)")
    }

    @Test func `facts that changed are told`() throws {
        try check("good")
        try folder.write(
            "other/demo.iso",
            Specimen.joliet.bytes)
        try check("other")
        let result = try run("diff", "good.json", "other.xml")
        #expect(
            result.text.contains("changed      file systems: ISO 9660 → ISO 9660, Joliet"), "\(result.text)")
        #expect(result.text.contains("changed      SHA-256: "))
        #expect(result.text.contains("changed      files (Joliet): none → "))
        try write(
            "later.json", try text(of: "good.json").replacing(#""version": ""#, with: #""version": "9"#))
        let program = try run("diff", "good.json", "later.json")
        #expect(program.status == 0 && program.text.hasPrefix("reports      by isocheck "), "\(program.text)")
    }

    @Test func `other rules are told, and what tells them stands in every report`() throws {
        try check("good")
        let told = try #require(
            try run("--version").text.firstMatch(of: /SHA-256 of their cards ([0-9a-f]{64})/))
        let report = try text(of: "good.json")
        #expect(report.contains("\"rules\": \"\(told.1)\""))
        #expect(try text(of: "good.xml").contains("rules=\"\(told.1)\""))
        let sarif = try run("good/demo.iso", "-o", "sarif").text
        #expect(sarif.contains("\"rulesDigest\": \"sha256:\(told.1)\""))
        try write("other.json", report.replacing(told.1, with: "0"))
        let other = try run("diff", "other.json", "good.json")
        #expect(other.status == 0 && other.text.hasPrefix("reports      by other rules than before"))
        // Programs that were older did not tell it.
        try write("older.json", report.replacing(", \"rules\": \"\(told.1)\"", with: ""))
        #expect(try run("diff", "older.json", "good.json").text.contains("NOTHING NEW"))
    }

    // MARK: Several images

    @Test func `images are paired by name, whatever their order and folder`() throws {
        try folder.write("a/one.iso", CommandTests.good)
        try folder.write("a/two.iso", CommandTests.bad)
        try folder.write("b/two.iso", CommandTests.bad)
        try folder.write("b/one.iso", CommandTests.bad)
        try folder.write("b/three.iso", CommandTests.good)
        try run("a/one.iso", "a/two.iso", "-o", "json=a.json")
        try run("b/two.iso", "b/one.iso", "-o", "json=b.json")
        try run("b/two.iso", "-o", "json=c.json")
        try run("b/one.iso", "b/two.iso", "b/three.iso", "-o", "json=d.json")
        let paired = try run("diff", "a.json", "b.json")
        #expect(paired.status == 1 && paired.text.hasPrefix("one.iso\n  new  "), "\(paired.text)")
        #expect(!paired.text.contains("two.iso"))
        let gone = try run("diff", "b.json", "c.json")
        #expect(gone.status == 0 && gone.text.contains("one.iso\n  only before  "), "\(gone.text)")
        let more = try run("diff", "b.json", "d.json")
        #expect(more.status == 0 && more.text.contains("three.iso\n  only now     "), "\(more.text)")
        // One image under another name is the same image.
        try run("a/two.iso", "-o", "json=e.json")
        try run("b/one.iso", "-o", "json=f.json")
        #expect(try run("diff", "e.json", "f.json").text.contains("NOTHING NEW. 0 new findings, 0 fixed, "))
    }

    @Test func `JSON tells every finding`() throws {
        try check("good", "bad")
        let result = try run("diff", "good.json", "bad.xml", "-o", "json")
        #expect(result.status == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
        #expect(object["schema"] as? String == "isocheck-diff/1")
        #expect(object["verdict"] as? String == "fail" && object["exitCode"] as? Int == 1)
        let images = try #require(object["images"] as? [[String: Any]])
        let findings = try #require(images.first?["findings"] as? [[String: Any]])
        let new = findings.filter { $0["change"] as? String == "new" && $0["excuse"] == nil }
        #expect(new.compactMap { $0["rule"] as? String } == ["pvd-both-endian-mismatch"])
        #expect(findings.contains { $0["change"] as? String == "unchanged" })
    }

    // MARK: What cannot be told

    @Test func `a report that leaves something open decides nothing`() throws {
        try check("good", "bad")
        try run("missing.iso", "-o", "json=open.json")
        try run("bad/demo.iso", "missing.iso", "-o", "xml=partly.xml")
        let open = try run("diff", "good.json", "open.json")
        #expect(open.status == 3 && open.text.contains("open.json left missing.iso open: "), "\(open.text)")
        #expect(try run("diff", "open.json", "good.json").status == 3)
        let partly = try run("diff", "bad.json", "partly.xml")
        #expect(partly.status == 3 && partly.text.contains("NOT DECIDED"))
        try check("good", options: ["--quick"])
        try run("good/demo.iso", "-o", "json=full.json")
        let quick = try run("diff", "full.json", "good.json")
        #expect(quick.status == 3 && quick.text.contains("of --quick"), "\(quick.text)")
        let stopped = try text(of: "full.json").replacing(
            "\"exitCode\": 0,\n  \"images\"", with: "\"exitCode\": 130,\n  \"images\"")
        try write("stopped.json", stopped)
        #expect(
            try run("diff", "full.json", "stopped.json").text.contains(
                "stopped.json was stopped before its end"))
    }

    @Test func `a finding whose rule could not decide is not fixed`() throws {
        try check("bad")
        let report = try text(of: "bad.json")
        let begin = try #require(
            report.range(of: #"{ "rule": "pvd-both-endian-mismatch", "outcome": "fail""#))
        let open = report.replacingCharacters(
            in: begin,
            with: #"{ "rule": "pvd-both-endian-mismatch", "outcome": "open", "reason": "not seen""#)
        let place = try #require(open.range(of: #""fingerprint": ""#))
        try write("open.json", open.replacingCharacters(in: place, with: #""fingerprint": "x"#))
        let result = try run("diff", "bad.json", "open.json")
        #expect(result.status == 3, "\(result.text)")
        #expect(result.text.contains("  undecided    error    pvd-both-endian-mismatch"))
        #expect(result.text.contains("  open now     pvd-both-endian-mismatch, and failed before: not seen"))
    }

    // MARK: What is no report

    static let others: [(String, String)] = [
        ("", "is empty"),
        ("hello", "is no report: neither JSON nor XML"),
        (#"{"a": [1, 2.5e3, null, true, "\u00e4\n"]}"#, "is JSON, but no report of isocheck"),
        (#"{"schema": "isocheck-report/2"}"#, "is a report of another version, isocheck-report/2"),
        (#"{"schema": "isocheck-baseline/1", "findings": []}"#, "is no report, but isocheck-baseline/1"),
        (#"{"schema": "isocheck-report/1", "images": []}"#, "speaks of no image"),
        (#"{"schema": "isocheck-report/1", "images": [{"path": "x"}]}"#, "is damaged: an image has no path"),
        (
            #"{"schema": "isocheck-report/1", "images": [{"path": "x", "verdict": "pass", "findings": [{"count": -1}]}]}"#,
            "is damaged: a finding lacks"
        ),
        (
            #"{"schema": "isocheck-report/1", "images": [{"path": "x"}"#,
            "is no JSON: line 1: a comma or ] is missing"
        ),
        ("{\"a\": 1}\n{\"b\": 2}\n", "has several values as JSON Lines do"),
        (#"{"a": "\ud83d"#, "is no JSON: line 1: a text has no end"),
        (#"{"a": "\u12"}"#, "is no JSON: line 1: an escape has no four digits"),
        (#"{"a": nul}"#, "is no JSON"),
        (#"{"a" 1}"#, "is no JSON: line 1: a colon is missing"),
        ("<html/>", "is XML, but no report of isocheck"),
        (
            "<isocheck xmlns='urn:isocheck:report:2' schema='isocheck-report/2'/>",
            "is a report of another version, isocheck-report/2"
        ),
        ("<isocheck", "is no XML"),
    ]

    @Test(arguments: others) func `what is no report is told to be that`(_ text: String, _ words: String)
        throws
    {
        try check("good")
        try write("other", text)
        for arguments in [["other", "good.json"], ["good.json", "other"]] {
            let result = try CommandTests.program.run(["diff"] + arguments, in: folder.url)
            #expect(result.status == 3 && result.text.isEmpty, "\(result.text)")
            #expect(result.errors.hasPrefix("isocheck: other: \(words)"), "\(result.errors)")
        }
    }

    @Test func `hostile reports are refused, and cost nothing`() throws {
        try check("good")
        try write("deep.json", String(repeating: "[", count: 200_000))
        try write("deeper.json", #"{"a": "# + String(repeating: #"{"a": "#, count: 200_000))
        try write("deep.xml", String(repeating: "<a>", count: 200_000))
        let laughs = (1...20).map {
            "<!ENTITY e\($0) \"" + String(repeating: "&e\($0 - 1);", count: 10) + "\">"
        }
        try write(
            "laughs.xml",
            "<!DOCTYPE isocheck [<!ENTITY e0 \"ha\">\(laughs.joined())]>"
                + "<isocheck xmlns='urn:isocheck:report:1' schema='&e20;'/>")
        for name in ["deep.json", "deeper.json", "deep.xml", "laughs.xml"] {
            let result = try run("diff", name, "good.json")
            #expect(result.status == 3 && result.errors.hasPrefix("isocheck: \(name): "), "\(result.errors)")
        }
        #expect(try run("diff", "good.json", "missing.json").status == 3)
        #expect(try run("diff", "good.json", ".").status == 3)
        #expect(try run("diff", "good.json").status == 2)
        #expect(try run("diff", "good.json", "good.json", "--fail-on", "severe").status == 2)
    }

    @Test func `what could steer a terminal is escaped`() throws {
        try check("good")
        let hostile = try text(of: "good.json").replacing(
            #""path": "good/demo.iso""#, with: #""path": "x\u001b[2J\u202e.iso""#)
        try write("hostile.json", hostile)
        try write("open.json", hostile.replacing(#""verdict": "pass""#, with: #""verdict": "open""#))
        for name in ["hostile.json", "open.json"] {
            for format in ["text", "json"] {
                let result = try run("diff", "good.json", name, "-o", format)
                #expect(!result.text.contains("\u{1B}") && !result.text.contains("\u{202E}"))
            }
        }
    }

    @Test(.enabled(if: CommandTests.python != nil, "skipped: python3 has no jsonschema"))
    func `the JSON is valid against its schema`() throws {
        try check("good", "bad", "worse")
        try run("missing.iso", "-o", "json=open.json")
        for pair in [("good", "bad"), ("bad", "good"), ("worse", "bad"), ("good", "open"), ("good", "good")] {
            let json = try run("diff", "\(pair.0).json", "\(pair.1).json", "-o", "json")
            let script = """
                import json, sys
                from jsonschema.validators import Draft202012Validator as Validator
                schema = json.load(open(sys.argv[1], encoding="utf-8"))
                Validator.check_schema(schema)
                for error in Validator(schema).iter_errors(json.load(sys.stdin)): print(error.message)
                """
            let schema = Repository.root.appending(path: "Reports/schemas/isocheck-diff-1.schema.json")
            let result = try #require(CommandTests.python).run(
                ["-c", script, schema.path(percentEncoded: false)], input: json.output)
            #expect(result.status == 0 && result.text.isEmpty, "\(result.text)\(result.errors)")
        }
    }
}

extension CommandTests {
    /// Python's jsonschema, when it is there.
    static let python = Tool("python3").flatMap { tool in
        (try? tool.run(["-c", "import jsonschema.validators as v; v.Draft202012Validator"]))?.status == 0
            ? tool : nil
    }
}
