import Bytes
import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// What every rule owes, whatever it judges.
@Suite struct RuleConformanceTests {
    /// One example of one rule, named as the test report should name it.
    struct Case: CustomTestStringConvertible, Sendable {
        let rule: any Rule.Type
        let example: Example
        var testDescription: String { "\(rule.card.id): \(example.name)" }
    }

    static let firing = RuleBook.all.flatMap { rule in rule.fires.map { Case(rule: rule, example: $0) } }
    static let silent = RuleBook.all.flatMap { rule in rule.staysSilent.map { Case(rule: rule, example: $0) }
    }

    private func findings(_ item: Case) throws -> [Finding] {
        let files = item.example.files
        let input = ImageInput(
            name: files.name, source: MemorySource(files.bytes), folder: MemoryFolder(files.siblings))
        var inspection = Inspection(profile: .pedantic)
        inspection.contentTypes = true
        let disc = try inspection.examine(input).disc
        return RuleBook.weigh(disc, [item.rule]).findings
    }

    @Test(arguments: firing) func `a rule fires on its bad example`(_ item: Case) throws {
        #expect(!(try findings(item)).isEmpty)
    }

    @Test(arguments: silent) func `a rule stays silent on its good example`(_ item: Case) throws {
        let found = try findings(item)
        #expect(found.isEmpty, "\(found.map(\.message))")
    }

    /// What a card says, and how many examples stand beside it.
    struct Page: CustomTestStringConvertible, Sendable {
        let card: RuleCard
        let firing: Int
        let silent: Int
        var testDescription: String { card.id }
    }

    static let pages = RuleBook.all.map {
        Page(card: $0.card, firing: $0.fires.count, silent: $0.staysSilent.count)
    }

    @Test(arguments: pages) func `a card is complete`(_ page: Page) {
        let card = page.card
        #expect(page.firing > 0 && page.silent > 0, "examples of both kinds")
        #expect(card.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
        #expect(card.title.count <= 80 && !card.title.hasSuffix("."))
        #expect(card.rationale.count > 60 && card.rationale.hasSuffix("."))
        #expect(card.remedy.hasSuffix("."))
        #expect(card.confidence != .heuristic || card.severity < .error, "a heuristic rule is never an error")
    }

    @Test func `ids are unique`() {
        let ids = RuleBook.all.map { $0.card.id }
        #expect(Set(ids).count == ids.count)
    }
}
