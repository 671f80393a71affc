public import DiscModel

/// All rules, in the order of the catalogue, and the engine that applies them.
public enum RuleBook {
    /// The explicit list of families; each keeps its own list in `<Family>Rules.swift`.
    public static let all: [any Rule.Type] = [
        ContainerRules.all, SectorRules.all, ImageRules.all, VolumeDescriptorRules.all, PathTableRules.all,
        DirectoryRules.all,
        JolietRules.all,
        SystemUseRules.all, RockRidgeRules.all, ZisofsRules.all, ElToritoRules.all, PaddingRules.all,
        HiddenRules.all, AuthoringRules.all, ChecksumRules.all, PayloadRules.all, BlankRules.all,
        SidecarRules.all,
    ].flatMap { $0 }

    public static func rules(for profile: Profile) -> [any Rule.Type] {
        all.filter { $0.card.profiles.contains(profile) }
    }

    public static func rule(id: String) -> (any Rule.Type)? { numbers[id].map { all[$0] } }

    /// Where each rule stands in `all`.
    private static let numbers = Dictionary(
        all.enumerated().map { ($0.element.card.id, $0.offset) }, uniquingKeysWith: { first, _ in first })

    /// Applies the rules of a profile to a disc.
    ///
    /// - Parameters:
    ///   - contentRead: whether the bytes outside of the structure were read.
    ///   - placeLimit: places kept for each finding; 0 keeps all.
    public static func weigh(
        _ disc: Disc, profile: Profile, contentRead: Bool = true, placeLimit: Int = 100
    ) -> Judgement {
        weigh(disc, rules(for: profile), contentRead: contentRead, placeLimit: placeLimit)
    }

    /// Applies a choice of rules to a disc.
    ///
    /// - Parameter everyRecord: whether rules see all records, not only those they are concerned by. It changes nothing
    ///   but the time it takes, which is for the tests to prove.
    public static func weigh(
        _ disc: Disc, _ rules: [any Rule.Type], contentRead: Bool = true, placeLimit: Int = 100,
        everyRecord: Bool = false
    ) -> Judgement {
        let authoring = Authoring(of: disc)
        var findings = Findings(authoring: authoring, placeLimit: placeLimit)
        findings.everyRecord = everyRecord
        let able = rules.enumerated().filter { contentRead || $0.element.card.needs == .structure }
            .map { (index: $0.offset, rule: $0.element) }
        for sweep in Sweeps(able).inOrder { sweep.run(disc, &findings) }
        let found = findings.finished(rules)
        return Judgement(
            findings: found, outcomes: outcomes(rules, found, findings, contentRead), authoring: authoring)
    }

    private static func outcomes(
        _ rules: [any Rule.Type], _ found: [Finding], _ findings: Findings, _ contentRead: Bool
    ) -> [RuleOutcome] {
        let failed = Set(found.lazy.filter(\.counts).map(\.rule))
        return rules.enumerated().map { index, rule in
            let id = rule.card.id
            if failed.contains(id) { return RuleOutcome(rule: id, kind: .fail, reason: nil) }
            if !contentRead, rule.card.needs == .content {
                return RuleOutcome(rule: id, kind: .open, reason: "content was not read (--quick)")
            }
            if let why = findings.undecided[index] { return RuleOutcome(rule: id, kind: .open, reason: why) }
            return RuleOutcome(
                rule: id, kind: findings.applied.contains(index) ? .pass : .notApplicable, reason: nil)
        }
    }
}
