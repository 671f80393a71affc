import Bytes
import DiscModel
import Inspection
import Specimens
import Testing

@testable import Rules

/// What the engine does with what rules report: counting, limits, causes, excuses, and what stays open.
@Suite struct RuleEngineTests {
    private func disc() throws -> Disc {
        try Inspection(quick: true).examine(MemorySource(Specimen.plain.bytes), named: "plain.iso").disc
    }

    private func weigh(_ rules: [any Rule.Type], contentRead: Bool = true, placeLimit: Int = 100) throws
        -> Judgement
    {
        RuleBook.judge(
            try disc(), rules: rules, on: Terms(contentRead: contentRead, placeLimit: placeLimit))
    }

    @Test func `equal faults are one finding with an exact count and the first places`() throws {
        let findings = try weigh([ManyFaults.self], placeLimit: 10).findings
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        #expect(finding.count == 1_000)
        #expect(finding.message == "fault 0")
        #expect(finding.places.map(\.offset) == (0..<10).map { UInt64($0) })
        #expect(finding.places.map(\.note) == [nil] + (1..<10).map { "fault \($0)" })
        #expect(try weigh([ManyFaults.self], placeLimit: 0).findings.first?.places.count == 1_000)
    }

    @Test func `a consequence names its cause and decides nothing`() throws {
        let judgement = try weigh([Consequence.self, ManyFaults.self])
        let finding = try #require(judgement.findings.first { $0.rule == Consequence.card })
        #expect(!finding.counts)
        #expect(finding.causedBy == ManyFaults.card)
        #expect(finding.severity == .note)
        #expect(judgement.count(.warning) == 1 && judgement.count(.error) == 0)
        #expect(judgement.outcomes.first { $0.rule == Consequence.card }?.kind == .pass)
        #expect(judgement.outcomes.first { $0.rule == ManyFaults.card }?.kind == .fail)
    }

    @Test func `an excuse holds only on an image by that program`() throws {
        let findings = try weigh([Habit.self]).findings
        #expect(findings.count == 2)
        let excused = try #require(findings.first { $0.message == "a habit of specimens" })
        #expect(excused.exemption == "they always do so" && !excused.counts && excused.severity == .note)
        let told = try #require(findings.first { $0.message == "a habit of Nero" })
        #expect(told.exemption == nil && told.counts && told.severity == .warning)
    }

    @Test func `a rule is found by its former ids, and whoever has an id now goes first`() {
        func card(_ id: String, _ former: [String]) -> RuleCard {
            RuleCard(
                id: id, formerIDs: former, title: "", rationale: "", remedy: "", severity: .note,
                clause: .practice("tests"))
        }
        let cards = [card("new", ["old", "taken"]), card("taken", [])]
        #expect(RuleBook.card(id: "old", among: cards)?.id == "new")
        #expect(RuleBook.card(id: "taken", among: cards)?.id == "taken")
        #expect(RuleBook.card(id: "none", among: cards) == nil)
    }

    @Test func `what could not be decided is open, and never a pass`() throws {
        let outcome = try #require(try weigh([Undecided.self]).outcomes.first)
        #expect(outcome.kind == .open)
        #expect(outcome.reason == "nobody knows")
    }

    @Test func `a rule that needs the content is open when it was not read`() throws {
        let judgement = try weigh([NeedsContent.self], contentRead: false)
        #expect(judgement.findings.isEmpty)
        #expect(judgement.outcomes.map(\.kind) == [.open])
        #expect(try weigh([NeedsContent.self]).outcomes.map(\.kind) == [.fail])
    }

    @Test func `the worst comes first`() throws {
        let severities = try weigh([Consequence.self, ManyFaults.self, NeedsContent.self]).findings.map(
            \.severity)
        #expect(severities == severities.sorted(by: >))
        #expect(severities.first == .error)
    }
}

private func testCard(
    _ id: String, _ severity: Severity, needs: Need = .structure, exemptions: [Exemption] = []
) -> RuleCard {
    RuleCard(
        id: id, title: "Test", rationale: "Test.", remedy: "Test.", severity: severity,
        clause: .practice("test"), needs: needs, exemptions: exemptions)
}

private enum ManyFaults: Rule {
    static let card = testCard("test-many", .warning)
    static var examples: [Example] { [] }
    static func weigh(_: Disc, in _: Disc, _ findings: inout Findings) {
        for number in 0..<1_000 {
            findings.report("fault \(number)", at: Place(offset: UInt64(number), length: 1))
        }
    }
}

private enum Consequence: Rule {
    static let card = testCard("test-consequence", .error)
    static var examples: [Example] { [] }
    static func weigh(_: Disc, in _: Disc, _ findings: inout Findings) {
        findings.report("a consequence", at: nil, causedBy: ManyFaults.self)
    }
}

private enum Habit: Rule {
    static let excuses = [
        Exemption(.nero, "it always does so"), Exemption(.isocheckSpecimen, "they always do so"),
    ]
    static let card = testCard("test-habit", .warning, exemptions: excuses)
    static var examples: [Example] { [] }
    static func weigh(_: Disc, in _: Disc, _ findings: inout Findings) {
        findings.report("a habit of Nero", at: nil, exempt: excuses[0])
        findings.report("a habit of specimens", at: nil, exempt: excuses[1])
    }
}

private enum Undecided: Rule {
    static let card = testCard("test-undecided", .warning)
    static var examples: [Example] { [] }
    static func weigh(_: Disc, in _: Disc, _ findings: inout Findings) {
        findings.cannotDecide("nobody knows")
    }
}

private enum NeedsContent: Rule {
    static let card = testCard("test-content", .error, needs: .content)
    static var examples: [Example] { [] }
    static func weigh(_: Disc, in _: Disc, _ findings: inout Findings) {
        findings.report("bad content", at: nil)
    }
}
