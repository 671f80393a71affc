import Bytes
import Comparison
import DiscModel
import Inspection
import Specimens
import Testing
import XML

@testable import Reporting
@testable import Rules

/// What is decided about images, comparisons and runs, as tables; and that every format says the same of it.
@Suite struct JudgementTests {
    // MARK: One image

    /// What the rules found and left open about an image, and what that comes to.
    struct Case: Sendable, CustomTestStringConvertible {
        var found: [Severity] = []
        var excused = false
        var rule = "test-fault"
        /// Severities of rules that could not decide.
        var open: [Severity] = []
        var failOn: Severity? = .error
        var verdict: Verdict
        var word: String
        var testDescription: String { "\(found), open \(open), fail on \(failOn?.rawValue ?? "none")" }
    }

    static let table = [
        Case(verdict: .pass, word: "OK"),
        Case(found: [.note], verdict: .pass, word: "OK"),
        Case(found: [.note], failOn: .note, verdict: .fail, word: "NOT CLEAN"),
        Case(found: [.warning], verdict: .pass, word: "OK, WITH WARNINGS"),
        Case(found: [.warning, .note], failOn: .warning, verdict: .fail, word: "DOUBTFUL"),
        Case(found: [.warning], failOn: .note, verdict: .fail, word: "DOUBTFUL"),
        Case(found: [.error], verdict: .fail, word: "FAULTY"),
        Case(found: [.error], failOn: .warning, verdict: .fail, word: "FAULTY"),
        Case(found: [.error], failOn: nil, verdict: .pass, word: "FAULTY, BUT LET PASS"),
        Case(found: [.error], rule: "image-sector-unread", verdict: .fail, word: "DAMAGED"),
        Case(
            found: [.error], rule: "image-sector-unread", failOn: nil, verdict: .pass,
            word: "DAMAGED, BUT LET PASS"),
        Case(
            found: [.error], rule: "container-not-plain-iso", verdict: .fail,
            word: "READABLE, BUT NOT A PLAIN ISO"),
        Case(found: [.error], excused: true, verdict: .pass, word: "OK"),
        Case(open: [.error], verdict: .open, word: "NOT FULLY CHECKED"),
        Case(open: [.warning], verdict: .pass, word: "OK"),
        Case(open: [.warning], failOn: .warning, verdict: .open, word: "NOT FULLY CHECKED"),
        Case(open: [.error], failOn: nil, verdict: .open, word: "NOT FULLY CHECKED"),
        Case(found: [.warning], open: [.error], verdict: .open, word: "NOT FULLY CHECKED"),
        // What is known to be bad stays so, whatever else is not known.
        Case(found: [.error], open: [.error], verdict: .fail, word: "FAULTY"),
        Case(
            found: [.error], open: [.error], failOn: nil, verdict: .open,
            word: "FAULTY, AND NOT FULLY CHECKED"),
    ]

    private static func card(_ id: String, _ severity: Severity) -> RuleCard {
        RuleCard(
            id: id, title: "All is well", rationale: "It is a test.", remedy: "Test again.",
            severity: severity, clause: .ecma119("7.3.3"))
    }

    private static func judgement(_ item: Case) throws -> (Disc, Judgement) {
        let disc = try Inspection(quick: true).examine(MemorySource(Specimen.plain.bytes), named: "a.iso")
            .disc
        let findings = item.found.map { severity in
            Finding(
                rule: card(item.rule, severity), severity: severity, confidence: .certain, tree: nil,
                message: "it is odd", expected: nil, actual: nil, count: 1, places: [], causedBy: nil,
                exemption: item.excused ? "it always is" : nil)
        }
        let outcomes = item.open.map { severity in
            RuleOutcome(rule: card("test-open", severity), kind: .open, reason: "it is dark")
        }
        return (
            disc,
            Judgement(
                findings: findings, outcomes: outcomes, authoring: Authoring(of: disc), of: disc,
                on: Terms(failOn: item.failOn))
        )
    }

    @Test(arguments: table) func `findings and what stayed open make the verdict`(_ item: Case) throws {
        let (disc, judgement) = try Self.judgement(item)
        #expect(judgement.verdict == item.verdict)
        #expect(judgement.word.text == item.word)
        let image = Report.Image(path: "a.iso", format: "plain ISO", disc: disc, judgement: judgement)
        try Self.expectAgreement(Samples.report([image]), item.verdict.exitStatus)
        let last = try TextReport.write(Samples.report([image])).split(separator: "\n").last
        #expect(last?.hasPrefix("a.iso: \(item.word). ") == true)
    }

    @Test
    func `an image that is cut is damaged where files or directories are lost, and not where padding is`()
        throws
    {
        let plain = Specimen.plain
        let cuts = [
            (plain.bytes.count - 20_480, "FAULTY"),
            (plain.offset("data:/DOCS/MANUAL.TXT") + 2_100, "DAMAGED"),
            (plain.offset("pvd") + 232, "DAMAGED"),
        ]
        for (count, word) in cuts {
            let result = try Inspection().inspect(
                MemorySource(Array(plain.bytes.prefix(count))), named: "a.iso")
            #expect(result.judgement.word.text == word)
        }
    }

    @Test func `what structure alone leaves open was not asked`() throws {
        let disc = try Inspection(quick: true).examine(MemorySource(Specimen.plain.bytes), named: "a.iso")
            .disc
        let quick = RuleBook.judge(disc, on: Terms(contentRead: false))
        #expect(quick.count(.open) > 0 && quick.open.isEmpty && quick.verdict == .pass)
        // The same facts with the claim that the content was read: what needs it is missed.
        #expect(RuleBook.judge(disc, on: Terms()).open.count <= quick.count(.open))
    }

    @Test func `a pass over the content that was stopped leaves the image open`() throws {
        var inspection = Inspection()
        inspection.goesOn = { _ in false }
        let judgement = try inspection.inspect(MemorySource(Specimen.plain.bytes), named: "a.iso").judgement
        #expect(!judgement.isComplete && judgement.verdict == .open)
    }

    // MARK: Comparisons

    @Test(arguments: Comparison.Answer.allCases) func `an answer says in words what the exit code says`(
        _ answer: Comparison.Answer
    ) {
        #expect(
            answer.verdict
                == (answer.inWords.hasPrefix("IDENTICAL") ? .pass : answer == .inconclusive ? .open : .fail))
    }

    // MARK: Whole runs

    @Test func `the highest exit code counts, and the verdict is the one that gives it`() {
        let table: [([Verdict], Verdict, RunStatus)] = [
            ([], .pass, .clean), ([.pass, .pass], .pass, .clean), ([.pass, .fail], .fail, .findings),
            ([.pass, .open], .open, .unchecked), ([.fail, .open], .open, .unchecked),
            ([.open, .fail, .pass], .open, .unchecked),
        ]
        for (verdicts, verdict, status) in table {
            let run = RunVerdict(verdicts)
            #expect(run.verdict == verdict && run.exitStatus == status)
            let stopped = RunVerdict(verdicts, isInterrupted: true)
            #expect(stopped.verdict == .open && stopped.exitStatus == .interrupted)
        }
        #expect(RunStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 130, 141])
    }

    /// Every kind of run that ends with a report.
    static let runs: [(String, RunStatus, @Sendable () throws -> WholeReport)] = {
        let rules: [any Rule.Type] = [ImageTruncated.self]
        let good: @Sendable () throws -> Report.Image = { try Samples.image(.plain, rules: rules) }
        let bad: @Sendable () throws -> Report.Image = {
            try Samples.image(.plain.with { $0.truncate(to: 40_000) }, path: "bad.iso", rules: rules)
        }
        let unseen = Report.Image(path: "none.iso", failure: "no such file")
        let compared: @Sendable (ClosedRange<Int>?) throws -> WholeReport = { hurt in
            let image = MemorySource(Specimen.plain.bytes)
            let other = MemorySource(
                Specimen.plain.with { specimen in
                    for at in hurt.map(Array.init) ?? [] { specimen.bytes[at] ^= 1 }
                }.bytes)
            let comparison = Comparer(
                image: image, readback: StoredReadback(other, manner: "file"), policy: .init()
            ).run()
            return WholeReport(
                Report(
                    tool: Samples.tool, run: .init(terms: Terms()),
                    compared: .init(image: "a.iso", readback: "b.iso", comparison: comparison)), on: [])
        }
        return [
            ("good", .clean, { Samples.report([try good()]) }),
            ("bad", .findings, { Samples.report([try bad()]) }),
            ("not looked at", .unchecked, { Samples.report([unseen]) }),
            ("good and bad", .findings, { Samples.report([try good(), try bad()]) }),
            ("bad and not looked at", .unchecked, { Samples.report([try bad(), unseen]) }),
            ("not looked at and good", .unchecked, { Samples.report([unseen, try good()]) }),
            ("stopped", .interrupted, { Samples.report([try good()], isInterrupted: true) }),
            ("bad and stopped", .interrupted, { Samples.report([try bad()], isInterrupted: true) }),
            ("same", .clean, { try compared(nil) }),
            ("differs", .findings, { try compared(50_000...50_010) }),
        ]
    }()

    @Test(arguments: runs.map(\.0)) func `text, JSON and XML say the same`(_ name: String) throws {
        let (_, status, report) = try #require(Self.runs.first { $0.0 == name })
        try Self.expectAgreement(try report(), status)
    }

    private static func expectAgreement(_ report: WholeReport, _ status: RunStatus) throws {
        let outcome = report.end.outcome
        #expect(outcome.exitStatus == status)
        let json = try JSONValue(parsing: JSONReport.write(report))
        let xml = try XMLElement(parsing: XMLReport.write(report))
        let verdict = outcome.verdict
        #expect(json["verdict"]?.text == verdict.rawValue)
        #expect(json["exitCode"] == .integer(Int128(status.rawValue)))
        #expect(xml.attributes.first { $0.name == "verdict" }?.value == verdict.rawValue)
        #expect(xml.attributes.first { $0.name == "exitCode" }?.value == "\(status.rawValue)")
        let last = try #require(TextReport.write(report).split(separator: "\n").last)
        #expect(Self.verdict(ofLine: String(last)) == verdict, "\(last)")
    }

    /// The verdict that somebody takes from the last line of the text report.
    private static func verdict(ofLine line: String) -> Verdict? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let words = line[line.index(colon, offsetBy: 2)...].prefix { $0 != "." }
        if words.contains("NOT FULLY CHECKED") || words == "NOT CHECKED" || words == "NOT DECIDED" {
            return .open
        }
        let isGood = words.hasPrefix("OK") || words.hasPrefix("IDENTICAL") || words.contains("LET PASS")
        return isGood ? .pass : .fail
    }
}
