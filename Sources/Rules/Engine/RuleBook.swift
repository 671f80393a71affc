public import DiscModel

/// All rules, in the order of the catalogue, and the engine that applies them.
public enum RuleBook {
    /// The cards of all rules.
    public static let cards = rules.map { $0.card }

    /// The rules that are worth the time of those who ask.
    public static func cards(for profile: Profile) -> [RuleCard] {
        cards.filter { $0.profiles.contains(profile) }
    }

    /// The rule of an id, or of what it was called before.
    public static func card(id: String) -> RuleCard? { card(id: id, among: cards) }

    static func card(id: String, among cards: [RuleCard]) -> RuleCard? {
        cards.first { $0.id == id } ?? cards.first { $0.formerIDs.contains(id) }
    }

    /// Images on which a rule fires, and such on which it passes.
    public static func examples(of card: RuleCard) -> [Example] { rules(of: [card]).flatMap { $0.examples } }

    /// The rules themselves, in the order of the book.
    private static func rules(of cards: [RuleCard]) -> [any Rule.Type] {
        let wanted = Set(cards)
        return rules.filter { wanted.contains($0.card) }
    }

    /// Applies the rules of a profile to a disc.
    public static func judge(_ disc: Disc, on terms: Terms) -> Judgement {
        judge(disc, terms.cards, on: terms)
    }

    /// Applies a choice of rules to a disc.
    ///
    /// - Parameter everyRecord: whether rules see all records, not only those they are concerned by. It changes nothing
    ///   but the time it takes, which is for the tests to prove.
    public static func judge(
        _ disc: Disc, _ cards: [RuleCard], on terms: Terms = Terms(), everyRecord: Bool = false
    ) -> Judgement {
        judge(disc, rules: rules(of: cards), on: terms, everyRecord: everyRecord)
    }

    static func judge(
        _ disc: Disc, rules: [any Rule.Type], on terms: Terms = Terms(), everyRecord: Bool = false
    ) -> Judgement {
        let authoring = Authoring(of: disc)
        var findings = Findings(
            authoring: authoring, profile: terms.profile, placeLimit: terms.placeLimit, rules)
        findings.everyRecord = everyRecord
        let able = rules.enumerated().filter { terms.contentRead || $0.element.card.needs == .structure }
            .map { (index: $0.offset, rule: $0.element) }
        for sweep in Sweeps(able).inOrder { sweep.run(disc, &findings) }
        let found = findings.finished(rules, in: disc).weighed(on: terms)
        return Judgement(
            findings: found, outcomes: outcomes(rules, found, findings, terms.contentRead),
            authoring: authoring, of: disc, on: terms)
    }

    private static func outcomes(
        _ rules: [any Rule.Type], _ found: [Finding], _ findings: Findings, _ contentRead: Bool
    ) -> [RuleOutcome] {
        let failed = Set(found.lazy.filter(\.counts).map(\.rule))
        return rules.enumerated().map { index, rule in
            let card = rule.card
            if failed.contains(card) { return RuleOutcome(rule: card, kind: .fail, reason: nil) }
            if !contentRead, card.needs == .content {
                return RuleOutcome(rule: card, kind: .open, reason: "content was not read (--quick)")
            }
            if let why = findings.undecided[index] {
                return RuleOutcome(rule: card, kind: .open, reason: why)
            }
            return RuleOutcome(
                rule: card, kind: findings.applied.contains(index) ? .pass : .notApplicable, reason: nil)
        }
    }
}
