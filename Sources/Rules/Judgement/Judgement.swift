public import Containers
public import DiscModel
import FileSystems
import Surveys

/// All that is judged about one image, and the verdict, which is made here and nowhere else: reports write it.
public struct Judgement: Sendable {
    public let terms: Terms
    public let findings: [Finding]
    public let outcomes: [RuleOutcome]
    /// The rules that could not decide and would have failed the image had they found something.
    public let open: [RuleOutcome]
    public let authoring: Authoring
    /// Whether there was anything to decide on: a tree of files, or a disc of music, which has none (High Sierra and CD-i
    /// have trees that isocheck does not read).
    public let hasSubject: Bool
    /// Whether the pass over the content came to its end.
    public let isComplete: Bool
    /// What is known of harm to the files; nil where nothing tells of any.
    public let damage: DamageAccount?
    /// How much of the content a checksum vouches for; nil where nobody read it.
    public let vouching: Vouching?
    /// Which programs can write the image; nil where the container is not known.
    public let burning: Burnability?
    public let verdict: Verdict
    public let word: VerdictWord

    init(
        findings: [Finding], outcomes: [RuleOutcome], authoring: Authoring, of disc: Disc, on terms: Terms
    ) {
        self.terms = terms
        self.findings = findings
        self.outcomes = outcomes
        self.authoring = authoring
        open = outcomes.filter { $0.kind == .open && terms.wants($0.rule) }
        hasSubject = !disc.trees.isEmpty || disc.facts(ContainerFacts.self)?.layout.isAudioOnly == true
        isComplete = disc.facts(ScanFacts.self)?.isComplete ?? true
        let damage = DamageAccount(of: disc, knowing: terms.losses)
        self.damage = damage
        vouching = Vouching(of: disc)
        burning = Burnability(of: disc, findings)
        let counting = findings.filter(\.counts)
        let isLossy = !terms.losses.isEmpty
        if terms.failOn != nil && isLossy || counting.contains(where: { terms.fails($0.severity) }) {
            verdict = .fail
        } else {
            verdict = hasSubject && isComplete && open.isEmpty ? .pass : .open
        }
        // Of an image that is cut, padding may be all that is missing.
        let isUnpackable = disc.facts(PackedBlockFacts.self).map { $0.damaged > 0 } ?? false
        let isCut = Cut(of: disc)?.losesAnything ?? false || disc.iso?.stump != nil
        word = VerdictWord(
            verdict, counting,
            isContentLost: isLossy || isCut || isUnpackable || damage.map { $0.count(.certain) > 0 } ?? false)
    }

    /// The judgement with what rules from outside of the book say, such as those of a policy.
    public func adding(_ findings: [Finding], _ outcomes: [RuleOutcome], of disc: Disc) -> Judgement {
        Judgement(
            findings: (self.findings + findings.weighed(on: terms)).graveFirst,
            outcomes: self.outcomes + outcomes, authoring: authoring, of: disc, on: terms)
    }

    /// The judgement with other findings of the same rules, such as accepted ones, and with what the rules of acceptance make of
    /// the facts that came with them.
    func with(_ findings: [Finding], of disc: Disc) -> Judgement {
        let own = RuleBook.judge(disc, RuleBook.cards.filter(AcceptanceFacts.judges), on: terms)
        return Judgement(
            findings: (findings + own.findings).graveFirst,
            outcomes: outcomes.map { outcome in
                own.outcomes.first { $0.rule == outcome.rule }
                    ?? outcome.unlessAccepted(in: findings)
            }, authoring: authoring, of: disc, on: terms)
    }

    /// Findings of a severity that count.
    public func count(_ severity: Severity) -> Int { findings.count { $0.counts && $0.severity == severity } }

    /// Rules that came to one of some outcomes.
    public func count(_ kinds: RuleOutcome.Kind...) -> Int { outcomes.count { kinds.contains($0.kind) } }
}
