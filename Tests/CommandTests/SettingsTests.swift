import Bytes
import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// Files of settings, and what they accept, as a user meets them.
@Suite struct SettingsTests {
    private let folder: GateFolder

    init() throws { folder = try GateFolder() }

    private func run(_ arguments: String...) throws -> Tool.Output { try folder.run(arguments) }

    private func settings(_ text: String, at name: String = ".isocheck.yaml") throws {
        try folder.write(name, text)
    }

    // MARK: Finding them

    @Test func `settings are found from here upward, and never beside the image`() throws {
        try settings("version: 1\nfail-on: none\n")
        #expect(try run("bad.iso").status == 0)
        #expect(try run("bad.iso").text.hasPrefix("Judged by settings of .isocheck.yaml.\n"))
        #expect(try run("bad.iso", "--no-config").status == 1)
        try folder.write("deep/er/x", "")
        let below = try folder.run("../../bad.iso", in: "deep/er")
        #expect(below.status == 0)
        #expect(below.text.hasPrefix("Judged by settings of ../../.isocheck.yaml.\n"))
        let elsewhere = try TemporaryFolder()
        #expect(try CommandTests.program.run([folder.path("bad.iso")], in: elsewhere.url).status == 1)
    }

    @Test func `the command line outweighs the settings`() throws {
        try settings("version: 1\nfail-on: none\nprofile: pedantic\noutputs: [json=out/report.json]\n")
        try folder.write("out/x", "")
        #expect(try run("bad.iso", "--fail-on", "error", "-o", "text").status == 1)
        let report = try run("bad.iso")
        #expect(report.status == 0 && report.text.isEmpty)
        let json = String(decoding: try folder.read("out/report.json"), as: UTF8.self)
        #expect(
            json.contains(#""profile": "pedantic""#) && json.contains(#""configuration": ".isocheck.yaml""#))
    }

    // MARK: Slips

    @Test(arguments: [
        (
            "version: 1\nprofil: release",
            "2:1: the configuration has no \"profil\"; did you mean \"profile\"?"
        ),
        ("profile: release", "1:1: the configuration needs \"version\""),
        ("version: 2", "1:10: version 2 is not read here; there is version 1"),
        ("version: 1\nprofile: realease", "2:10: \"realease\" is no profile; did you mean release?"),
        ("version: 1\nfail-on: all", "2:10: \"all\" is no fail-on; there are error, warning, note, none"),
        (
            "version: 1\nseverities:\n  dir-lop: note",
            "3:3: no rule is called \"dir-lop\"; did you mean dir-loop?"
        ),
        (
            "version: 1\nseverities: {dir-loop: severe}",
            "2:24: expected off, note, warning or error, found \"severe\""
        ),
        (
            "version: 1\nsuppressions:\n  - rule: dir-loop",
            "3:5: a suppression needs \"reason\""
        ),
        (
            "version: 1\nsuppressions: [{rule: dir-loop, reason: x, expires: 2027-02-30}]",
            "2:53: expected a date such as 2027-01-31, found \"2027-02-30\""
        ),
        ("version: 1\nexpect: [bios, uefy]", "2:16: \"uefy\" is no expectation"),
        ("version: 1\nexpect: *.iso", "2:10: a text that begins with * has to stand in quotes"),
        ("version: 1\nquick: &x true", "2:8: a word that begins with & would be an anchor"),
        ("version: 1\nversion: 1", "1:1: version stands there twice"),
        ("version: 1\noutputs: [txt]", "2:11: \"txt\" is no report"),
        ("version: 1\npolicies: [{name: linux}]", "2:12: no policy is called \"linux\""),
        ("version: 1\npolicies: [{params: {a: b}}]", "2:12: a policy needs either \"file\" or \"name\""),
        ("version: 1\nmax-places: -1", "2:13: max-places takes 0 or more"),
        ("\tversion: 1", "1:1: is no YAML here"),
    ]) func `a slip in settings is told with line and column, and nothing is looked at`(
        _ text: String, _ message: String
    ) throws {
        try settings(text)
        let result = try run("good.iso")
        #expect(result.status == 2)
        #expect(result.text.isEmpty)
        #expect(result.errors.hasPrefix("isocheck: .isocheck.yaml:\(message)"), "\(result.errors)")
        #expect(try run("config", "check", ".isocheck.yaml").status == 2)
    }

    @Test(arguments: [
        "version: 1\nexpect: " + String(repeating: "[", count: 100_000),
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? *c\n: 1\n",
        "version: 1\n# " + String(repeating: "x", count: 2 << 20),
        "version: 1\n- x", "\u{0}", "",
    ]) func `hostile settings are refused at once`(_ text: String) throws {
        try settings(text)
        let result = try run("good.iso")
        #expect(result.status == 2 && result.errors.contains(".isocheck.yaml"), "\(result.errors)")
    }

    @Test func `settings that cannot be read are a bad command line`() throws {
        #expect(try run("good.iso", "--config", "none.yaml").status == 2)
        #expect(try run("good.iso", "--config", ".").status == 2)
        try folder.write("latin.yaml", [0x61, 0x3A, 0xE4])
        #expect(try run("good.iso", "--config", "latin.yaml").errors.contains("is no text in UTF-8"))
    }

    @Test func `the settings can be shown, checked, and completed by editors`() throws {
        try settings("version: 1\nprofile: release\nseverities: {dir-loop: off}\nexpect: bios\n")
        #expect(
            try run("config", "show").text
                == ".isocheck.yaml:\n  profile: release\n  dir-loop: off\n  expect: bios\n")
        #expect(try run("config", "check").text == ".isocheck.yaml: sound\n")
        let schema = try JSONSerialization.jsonObject(with: Data(try run("config", "schema").output))
        let properties = (schema as? [String: Any])?["properties"] as? [String: Any]
        #expect(properties?["suppressions"] != nil)
        // What the reader takes and what the schema has are the same.
        let refusal = try {
            try settings("version: 1\nxyzzyxyzzy: 1")
            return try run("config", "show").errors
        }()
        for key in (properties ?? [:]).keys { #expect(refusal.contains(key), "\(key)") }
        #expect(refusal.split(separator: ",").count == properties?.count)
    }

    // MARK: Weights

    @Test func `a rule can be given another weight, or none, for all images or some`() throws {
        try settings("version: 1\nseverities: {pvd-both-endian-mismatch: warning}\n")
        let lighter = try run("bad.iso")
        #expect(lighter.status == 0)
        #expect(lighter.text.contains("the settings make it warning; the rule itself says error"))
        try settings("version: 1\nseverities: {pvd-both-endian-mismatch: off}\n")
        #expect(try run("bad.iso").text.contains(": OK."))
        try settings(
            "version: 1\nimages:\n  - match: [\"worse*\"]\n    severities: {pvd-both-endian-mismatch: note}\n"
        )
        #expect(try run("bad.iso").status == 1)
        #expect(try run("worse.iso").status == 0)
        try settings("version: 1\nimages: [{match: \"bad*\", expect: joliet}]\n")
        #expect(try run("bad.iso").text.contains("--expect joliet"))
        #expect(try run("good.iso").status == 0)
    }

    @Test func `settings can come from a pipe`() throws {
        let shell = try #require(Tool("bash"))
        let command =
            "'\(CommandTests.program.path)' bad.iso --config <(printf 'version: 1\\nfail-on: none\\n')"
        #expect(try shell.run(["-c", command], in: folder.files.url).status == 0)
    }
}
