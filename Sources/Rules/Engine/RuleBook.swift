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
    public static func card(id: String) -> RuleCard? {
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
    ///
    /// - Parameters:
    ///   - contentRead: whether the bytes outside of the structure were read.
    ///   - placeLimit: places kept for each finding; 0 keeps all.
    public static func weigh(
        _ disc: Disc, profile: Profile, contentRead: Bool = true, placeLimit: Int = 100
    ) -> Judgement {
        weigh(disc, cards(for: profile), contentRead: contentRead, placeLimit: placeLimit)
    }

    /// Applies a choice of rules to a disc.
    ///
    /// - Parameter everyRecord: whether rules see all records, not only those they are concerned by. It changes nothing
    ///   but the time it takes, which is for the tests to prove.
    public static func weigh(
        _ disc: Disc, _ cards: [RuleCard], contentRead: Bool = true, placeLimit: Int = 100,
        everyRecord: Bool = false
    ) -> Judgement {
        weigh(
            disc, rules: rules(of: cards), contentRead: contentRead, placeLimit: placeLimit,
            everyRecord: everyRecord)
    }

    static func weigh(
        _ disc: Disc, rules: [any Rule.Type], contentRead: Bool = true, placeLimit: Int = 100,
        everyRecord: Bool = false
    ) -> Judgement {
        let authoring = Authoring(of: disc)
        var findings = Findings(authoring: authoring, placeLimit: placeLimit, rules)
        findings.everyRecord = everyRecord
        let able = rules.enumerated().filter { contentRead || $0.element.card.needs == .structure }
            .map { (index: $0.offset, rule: $0.element) }
        for sweep in Sweeps(able).inOrder { sweep.run(disc, &findings) }
        let found = findings.finished(rules, in: disc)
        return Judgement(
            findings: found, outcomes: outcomes(rules, found, findings, contentRead), authoring: authoring)
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

extension RuleBook {
    static let rules: [any Rule.Type] = [
        ContainerRules.all, SectorRules.all, ImageRules.all, VolumeDescriptorRules.all, PathTableRules.all,
        DirectoryRules.all,
        JolietRules.all,
        SystemUseRules.all, RockRidgeRules.all, ZisofsRules.all, ElToritoRules.all, PaddingRules.all,
        HiddenRules.all, AuthoringRules.all, ChecksumRules.all, PayloadRules.all, BlankRules.all,
        SidecarRules.all,
    ].flatMap { $0 }
}
