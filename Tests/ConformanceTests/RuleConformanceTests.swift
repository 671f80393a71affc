import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Surveys
import Testing

/// What every rule owes, whatever it judges.
@Suite struct RuleConformanceTests {
    /// One example of one rule, named as the test report should name it.
    struct Case: CustomTestStringConvertible, Sendable {
        let card: RuleCard
        let example: Example
        var testDescription: String { "\(card.id): \(example.name)" }
    }

    static let all = RuleBook.cards.flatMap { card in
        RuleBook.examples(of: card).map { Case(card: card, example: $0) }
    }
    static let firing = all.filter(\.example.fires)
    static let passing = all.filter { !$0.example.fires }

    /// What the rule says of the example when it is asked alone.
    private func judgement(_ item: Case) throws -> Judgement {
        let files = item.example.files
        let input = ImageInput(
            name: files.name, source: MemorySource(files.bytes),
            folder: MemoryFolder(files.siblings, given: item.example.given))
        var inspection = Inspection(profile: .pedantic)
        inspection.contentTypes = true
        inspection.expectations = item.example.expectations
        inspection.dats = item.example.dats.map { .init($0, in: input.folder) }
        inspection.day = Day("2026-11-29")
        let disc = try inspection.examine(input).disc
        return RuleBook.judge(item.example.facts.map(disc.adding) ?? disc, [item.card])
    }

    @Test(arguments: firing) func `a rule fires on its bad example, there and so gravely`(
        _ item: Case
    ) throws {
        let found = try judgement(item).findings
        let fault = try #require(item.example.fault)
        #expect(found.allSatisfy { $0.rule == item.card })
        let finding = try #require(found.first)
        #expect(finding.places.first?.offset.map(Int.init) == fault.offset)
        if let field = fault.field { #expect(finding.places.first?.field == field) }
        #expect(finding.severity == fault.severity ?? item.card.severity)
        if let message = fault.message { #expect(finding.message == message) }
    }

    @Test(arguments: passing) func `a rule applies to its good example and passes it`(
        _ item: Case
    ) throws {
        let judgement = try judgement(item)
        #expect(judgement.findings.isEmpty, "\(judgement.findings.map(\.message))")
        #expect(judgement.outcomes.map(\.kind) == [.pass], "\(judgement.outcomes.compactMap(\.reason))")
    }

    @Test(arguments: RuleBook.cards) func `a card is complete`(_ card: RuleCard) {
        let examples = RuleBook.examples(of: card)
        #expect(examples.contains(where: \.fires) && !examples.allSatisfy(\.fires), "examples of both kinds")
        #expect(card.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
        #expect(card.title.count <= 80 && !card.title.hasSuffix("."))
        #expect(card.rationale.count > 60 && card.rationale.hasSuffix("."))
        #expect(card.remedy.hasSuffix("."))
        #expect(card.confidence != .heuristic || card.severity < .error, "a heuristic rule is never an error")
    }

    @Test func `ids are unique, former ones too`() {
        let ids = RuleBook.cards.flatMap { [$0.id] + $0.formerIDs }
        #expect(Set(ids).count == ids.count)
    }
}
