import Foundation
import Specimens
import TestSupport
import Testing

/// Policies, during a check and over a saved report.
@Suite struct PolicyTests {
    private let folder: GateFolder

    init() throws { folder = try GateFolder() }

    private func run(_ arguments: String...) throws -> Tool.Output { try folder.run(arguments) }

    /// A policy of one rule.
    private func policy(_ rule: String, _ head: String = "") throws {
        let text = "policy: 1\nid: mine\ntitle: Mine\n\(head)rules:\n  - \(rule)\n"
        try folder.write("mine.yaml", text)
    }

    @Test func `a policy says the same during a check and over a saved report`() throws {
        try policy(
            #"{id: small, title: The image is small, assert: "@size < 1000", message: "{@size} bytes are too many"}"#
        )
        let size = CommandTests.good.count
        let check = try run("good.iso", "--policy", "mine.yaml")
        #expect(check.status == 1)
        #expect(check.text.contains("policy-mine-small") && check.text.contains("\(size) bytes are too many"))
        #expect(check.text.hasPrefix("Judged by policy mine.\n"))
        _ = try run("good.iso", "-o", "xml=report.xml")
        let saved = try run("policy", "mine.yaml", "report.xml")
        #expect(saved.status == 1)
        #expect(saved.text.contains("policy-mine-small  error: \(size) bytes are too many"))
        #expect(saved.text.hasSuffix("Mine: DOES NOT HOLD. 1 rule, 1 broken, 0 not decided.\n"))
        try policy(#"{id: small, severity: warning, assert: "@size < 1000", message: "too many"}"#)
        #expect(try run("good.iso", "--policy", "mine.yaml").status == 0)
        #expect(try run("good.iso", "--policy", "mine.yaml", "--fail-on", "warning").status == 1)
    }

    @Test(arguments: [
        "json", "xml", "jsonl", "sarif", "junit", "tap", "csv", "html", "github", "gitlab", "markdown",
    ])
    func `every format has what a policy found`(_ format: String) throws {
        try policy(#"{id: small, assert: "@size < 1000", message: "the image is <big> & heavy"}"#)
        let report = try run("good.iso", "--policy", "mine.yaml", "-o", format)
        #expect(report.status == 1 && report.text.contains("policy-mine-small"))
    }

    // MARK: What is not known

    @Test(arguments: [
        // A value that is compared and that the report does not have, either way round.
        #"{id: a, assert: "digests/@md5 = 'x'", message: m}"#,
        #"{id: a, assert: "digests/@md5 != 'x'", message: m}"#,
        #"{id: a, assert: "@error = '' or @size > 0", message: m}"#,
        // Nothing to speak of.
        #"{id: a, for: "/isocheck/comparison", assert: "true()", message: m}"#,
        #"{id: a, for: "//volume", min: 2, assert: "true()", message: m}"#,
    ]) func `what the report does not say is open, and never passes`(_ rule: String) throws {
        try policy(rule)
        let check = try run("good.iso", "--policy", "mine.yaml")
        #expect(check.status == 3, "\(check.text)")
        #expect(check.text.contains("not decided: "))
        _ = try run("good.iso", "-o", "xml=report.xml")
        #expect(try run("policy", "mine.yaml", "report.xml").status == 3)
    }

    @Test(arguments: [
        #"{id: a, assert: "not(digests/@md5) or digests/@md5 = 'x'", message: m}"#,
        #"{id: a, for: "/isocheck/comparison", min: 0, assert: "false()", message: m}"#,
        #"{id: a, when: "@size < 10", assert: "false()", message: m}"#,
    ]) func `whoever asks whether it is there gets an answer`(_ rule: String) throws {
        try policy(rule)
        #expect(try run("good.iso", "--policy", "mine.yaml").status == 0)
    }

    @Test func `a policy that needs the content is open without it`() throws {
        try policy(#"{id: a, assert: "true()", message: m}"#, "requires: [\"//digests\"]\n")
        #expect(try run("good.iso", "--policy", "mine.yaml").status == 0)
        let quick = try run("good.iso", "--policy", "mine.yaml", "--quick")
        #expect(
            quick.status == 3
                && quick.text.contains("the report does not say //digests, which the policy requires"))
    }

    // MARK: Slips

    @Test(arguments: [
        (
            "{id: a, assert: \"@sise > 1\", message: m}",
            "5:21: reports have no attribute @sise; did you mean @size?"
        ),
        (
            "{id: a, for: //volum, assert: \"@x\", message: m}",
            "5:18: reports have no element volum; did you mean volume?"
        ),
        ("{id: a, assert: \"@size > $max\", message: m}", "5:21: the policy has no parameter $max"),
        ("{id: a, assert: \"@size > \", message: m}", "5:21: \"@size > \" is no XPath 1.0"),
        ("{id: a, assert: \"@size\", message: \"{@size\"}", "5:39: the message has a { without a }"),
        ("{id: A, assert: \"@size\", message: m}", "5:10: expected small letters, digits and hyphens"),
        ("{id: a, message: m}", "5:5: a rule needs \"assert\""),
        ("{id: a, assrt: x, message: m}", "5:13: a rule has no \"assrt\"; did you mean \"assert\"?"),
    ]) func `a slip in a policy is told with line and column`(_ rule: String, _ message: String) throws {
        try policy(rule)
        for arguments in [["good.iso", "--policy", "mine.yaml"], ["policy", "mine.yaml"]] {
            let result = try folder.run(arguments)
            #expect(result.status == 2 && result.text.isEmpty)
            #expect(result.errors.hasPrefix("isocheck: mine.yaml:\(message)"), "\(result.errors)")
        }
    }

    @Test func `parameters are of their kind, known, and there`() throws {
        try policy(
            #"{id: a, assert: "@size < $most", message: "more than {$most}"}"#,
            "params: {most: {type: size, help: how much}}\n")
        #expect(
            try run("good.iso", "--policy", "mine.yaml").errors.contains(
                "needs the parameter most: --param most=… (how much)"))
        #expect(try run("good.iso", "--policy", "mine.yaml", "--param", "most=much").status == 2)
        #expect(try run("good.iso", "--policy", "mine.yaml", "--param", "most=CD").status == 0)
        #expect(
            try run("good.iso", "--policy", "mine.yaml", "--param", "most=1K").text.contains("more than 1024")
        )
        let unknown = try run("good.iso", "--policy", "mine.yaml", "--param", "most=CD", "--param", "mots=1")
        #expect(
            unknown.status == 2
                && unknown.errors.contains("--param mots: no policy of this run has such a parameter"))
        #expect(
            try run("good.iso", "--policy", "linux-relase").errors.contains("did you mean linux-release?"))
    }

    @Test func `settings name policies and their values`() throws {
        try policy(#"{id: a, assert: "@size < $most", message: m}"#, "params: {most: {type: size}}\n")
        try folder.write("ci/mine.yaml", try folder.read("mine.yaml"))
        try folder.write(
            "ci/isocheck.yaml", "version: 1\npolicies:\n  - file: mine.yaml\n    params: {most: 1K}\n")
        #expect(try run("good.iso", "--config", "ci/isocheck.yaml").status == 1)
        #expect(try run("good.iso", "--config", "ci/isocheck.yaml", "--param", "most=CD").status == 0)
    }

    /// The second use of a policy needs its parameters as the first does.
    @Test func `a policy is looked at each time it is named`() throws {
        try policy(#"{id: a, assert: "@size < $most", message: m}"#, "params: {most: {type: size}}\n")
        try folder.write(
            "isocheck.yaml",
            """
            version: 1
            images:
              - match: good.iso
                policies: [{file: mine.yaml, params: {most: CD}}]
              - match: bad.iso
                policies: [{file: mine.yaml}]
            """)
        #expect(try run("good.iso", "--config", "isocheck.yaml").status == 0)
        let result = try run("good.iso", "bad.iso", "--config", "isocheck.yaml")
        #expect(result.status == 2 && result.errors.contains("needs the parameter most"))
    }

    // MARK: Hostile

    /// A billion steps for an image of a few lines.
    @Test func `a policy that would take for ever is open`() throws {
        let path = String(repeating: "//*[count(", count: 6) + "//*" + String(repeating: ") > 0]", count: 6)
        try policy("{id: a, assert: \"\(path)\", message: m}")
        let result = try run("good.iso", "--policy", "mine.yaml")
        #expect(
            result.status == 3 && result.text.contains("cannot be decided"), "\(result.text)\(result.errors)")
    }

    @Test func `what is no report is not held to a policy`() throws {
        try folder.write("other.xml", "<isocheck xmlns=\"urn:other\"/>")
        try folder.write("bomb.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><isocheck>&b;</isocheck>")
        for file in ["other.xml", "bomb.xml", "good.iso", "none.xml"] {
            let result = try run("policy", "linux-release", file)
            #expect(
                result.status == (file == "none.xml" || file == "good.iso" ? 3 : 3),
                "\(file): \(result.errors)")
            #expect(result.errors.contains(file))
        }
    }

    // MARK: The policies that isocheck brings

    @Test(arguments: ["linux-release", "preservation-intake", "driver-disc"])
    func `a policy that isocheck brings can be printed, changed and used`(_ name: String) throws {
        let text = try run("policy", name)
        #expect(text.status == 0 && text.text.contains("\nid: \(name)\n"))
        try folder.write("mine.yaml", text.output)
        _ = try run("good.iso", "-o", "xml=report.xml")
        #expect(try run("policy", "mine.yaml", "report.xml").text == run("policy", name, "report.xml").text)
    }
}
