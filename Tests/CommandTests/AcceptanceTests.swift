import Bytes
import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// What is accepted of images: suppressions and baselines. Neither hides anything.
@Suite struct AcceptanceTests {
    private let folder: GateFolder
    private static let rule = "pvd-both-endian-mismatch"

    init() throws { folder = try GateFolder() }

    private func run(_ arguments: String...) throws -> Tool.Output { try folder.run(arguments) }

    private func suppress(_ entry: String) throws {
        try folder.write(".isocheck.yaml", "version: 1\nsuppressions:\n  - \(entry)\n")
    }

    // MARK: Suppressions

    @Test func `a suppressed finding does not count and stays in every report`() throws {
        try suppress("{rule: \(Self.rule), reason: \"our writer, since 2019\", expires: 2027-01-31}")
        let text = try run("bad.iso", "--today", "2027-01-31")
        #expect(text.status == 0)
        #expect(text.text.contains("1 suppressed (--show note)"))
        #expect(!text.text.contains(Self.rule))
        let noted = try run("bad.iso", "--today", "2027-01-31", "--show", "note").text
        #expect(
            noted.contains(Self.rule) && noted.contains("suppressed until 2027-01-31: our writer, since 2019")
        )
        for format in [
            "json", "xml", "jsonl", "sarif", "sarif-github", "junit", "tap", "html",
        ] {
            let report = try run("bad.iso", "--today", "2027-01-31", "-o", format)
            #expect(report.status == 0 && report.text.contains("our writer, since 2019"), "\(format)")
        }
        #expect(try run("bad.iso", "--today", "2027-01-31", "-o", "csv").text.contains(",suppressed,"))
        #expect(!(try run("bad.iso", "--today", "2027-01-31", "-o", "github").text.contains("::error")))
        #expect(try run("bad.iso", "--today", "2027-01-31", "-o", "gitlab").text == "[]\n")
    }

    @Test func `a suppression ends behind its last day, and says so`() throws {
        try suppress("{rule: \(Self.rule), reason: x, expires: 2027-01-31}")
        let late = try run("bad.iso", "--today", "2027-02-01")
        #expect(late.status == 1)
        #expect(
            late.text.contains(
                "The suppression of \(Self.rule) at .isocheck.yaml:3:5 expired on 2027-01-31; today is 2027-02-01"
            ))
        #expect(late.text.hasPrefix("Judged by settings of .isocheck.yaml, suppressions as of 2027-02-01.\n"))
        #expect(try run("bad.iso", "--today", "tomorrow").status == 2)
    }

    @Test func `a suppression that accepts nothing is a finding, once, behind the last image`() throws {
        try suppress("{rule: \(Self.rule), reason: x}")
        let unused = try run("good.iso", "good.iso", "--fail-on", "warning")
        #expect(unused.status == 1)
        #expect(unused.text.components(separatedBy: "suppression-unused").count == 2)
        #expect(try run("good.iso", "bad.iso", "--fail-on", "warning").status == 0)
        #expect(try run("bad.iso", "good.iso", "--fail-on", "warning").status == 0)
        // It speaks of another image, which is not there.
        try suppress("{rule: \(Self.rule), images: [other.iso], reason: x}")
        #expect(try run("good.iso", "--fail-on", "warning").status == 0)
    }

    @Test func `a suppression can be of images and places`() throws {
        try suppress("{rule: \(Self.rule), images: \"bad*\", reason: x}")
        #expect(try run("bad.iso").status == 0)
        #expect(try run("worse.iso").status == 1)
        try suppress("{rule: \(Self.rule), field: \"pvd/volumeSetSize*\", reason: x}")
        let rest = try run("worse.iso")
        #expect(rest.status == 1)
        #expect(rest.text.contains("1 error") && rest.text.contains("1 suppressed"))
        #expect(rest.text.contains("volume space size") && !rest.text.contains("first of"))
        try suppress("{rule: \(Self.rule), field: \"pvd/*\", reason: x}")
        #expect(try run("worse.iso").status == 0)
        try suppress("{rule: \(Self.rule), tree: joliet, reason: x}")
        #expect(try run("worse.iso").status == 1)
        try suppress("{rule: \(Self.rule), path: \"/nothing\", reason: x}")
        #expect(try run("worse.iso").status == 1)
    }

    /// More places than a report keeps.
    @Test func `a suppression finds all of a thousand places`() throws {
        let image = try #require(CorpusImage.all.first { "\($0)".hasSuffix("xorriso-1000-files.iso") })
        try folder.write("many.iso", try image.bytes())
        func run(_ path: String) throws -> Tool.Output {
            try folder.write(
                ".isocheck.yaml",
                """
                version: 1
                severities: {dir-empty-file-extent: error}
                suppressions: [{rule: dir-empty-file-extent, path: "\(path)", reason: x}]
                """)
            return try folder.run("many.iso", "--max-places", "3", "-o", "json")
        }
        #expect(try run("/*").status == 0)
        let some = try run("/[Ff][Ii][Ll][Ee]*[0-8].[Tt]*")
        #expect(some.status == 1)
        let report = try JSONSerialization.jsonObject(with: Data(some.output)) as? [String: Any]
        let images = try #require(report?["images"] as? [[String: Any]])
        let found = try #require(images.first?["findings"] as? [[String: Any]])
        let counted = found.filter {
            $0["rule"] as? String == "dir-empty-file-extent" && $0["suppressed"] == nil
        }
        #expect(counted.count == 2)
        #expect(counted.allSatisfy { ($0["places"] as? [Any])?.count == 3 })
    }

    // MARK: Baselines

    @Test func `a baseline forgives what it knows, and no more`() throws {
        #expect(try run("bad.iso", "--write-baseline", "known.json").status == 1)
        let known = String(decoding: try folder.read("known.json"), as: UTF8.self)
        #expect(known.split(separator: "\n").count == 3)
        #expect(!known.contains("bad.iso"))
        let again = try run("bad.iso", "--baseline", "known.json")
        #expect(again.status == 0 && again.text.contains("1 known from the baseline"))
        #expect(try run("bad.iso", "--baseline", "known.json", "-o", "json").text.contains(#""known": true"#))
        // More of the same is new.
        #expect(try run("worse.iso", "--baseline", "known.json").status == 1)
        // A longer image with the same fault elsewhere is the same fault.
        try folder.write(
            "rebuilt.iso",
            Specimen.joliet.with { $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11) }.bytes)
        #expect(try run("rebuilt.iso", "--baseline", "known.json").status == 0)
    }

    @Test func `a baseline that knows too much says so, and is an error where it has to be current`() throws {
        _ = try run("bad.iso", "--write-baseline", "known.json")
        #expect(try run("good.iso", "--baseline", "known.json").status == 0)
        #expect(
            try run("good.iso", "--baseline", "known.json", "--show", "note").text.contains("baseline-stale"))
        #expect(try run("good.iso", "--baseline", "known.json", "--baseline-strict").status == 1)
        #expect(try run("bad.iso", "--baseline", "known.json", "--baseline-strict").status == 0)
        // Written anew, it has shrunk.
        _ = try run("good.iso", "--baseline", "known.json", "--write-baseline", "known.json")
        #expect(try run("good.iso", "--baseline", "known.json", "--baseline-strict").status == 0)
        let text = String(decoding: try folder.read("known.json"), as: UTF8.self)
        #expect(text == #"{"schema": "isocheck-baseline/1", "findings": []}"# + "\n")
    }

    @Test(arguments: [
        (
            "{\"schema\": \"isocheck-baseline/2\", \"findings\": []}",
            "known.json:1:12: is a baseline of another version"
        ),
        ("{\"findings\": []}", "known.json:1:1: a baseline needs \"schema\""),
        ("[]", "known.json:1:1: expected names"),
        ("{", "known.json:"),
        (
            "{\"schema\": \"isocheck-baseline/1\", \"findings\": [{\"rule\": \"x\"}]}",
            "known.json:1:48: an entry needs \"severity\""
        ),
    ]) func `a baseline that is none is a bad command line`(_ text: String, _ message: String) throws {
        try folder.write("known.json", text)
        let result = try run("bad.iso", "--baseline", "known.json")
        #expect(result.status == 2 && result.errors.contains(message), "\(result.errors)")
        #expect(try run("bad.iso", "--baseline", "none.json").status == 2)
    }

    /// The next loss would look the same.
    @Test func `what says that content is lost is never known`() throws {
        _ = try run("explain", "image-truncated", "--example", "cut.iso")
        #expect(try run("cut.iso", "--write-baseline", "known.json").status == 1)
        #expect(try run("cut.iso", "--baseline", "known.json").status == 1)
    }
}
