import Bytes
import DiscModel
import FileSystems

// Cause and effect among what the rules of one image reported.

/// What a rule reported about a tree, on the way to a finding.
struct Draft {
    let rule: any Rule.Type
    let tree: TreeKind?
    fileprivate(set) var severity: Severity
    var causedBy: (any Rule.Type)?
    let exemption: Exemption?
    var expected: String?
    var actual: String?
    var count: Int
    var occurrences: [Occurrence]
    /// The draft that explains this one.
    fileprivate var explainedBy: Int?

    init(
        rule: any Rule.Type, tree: TreeKind?, severity: Severity, causedBy: (any Rule.Type)?,
        exemption: Exemption?, expected: String?, actual: String?, count: Int, occurrences: [Occurrence]
    ) {
        self.rule = rule
        self.tree = tree
        self.severity = severity
        self.causedBy = causedBy
        self.exemption = exemption
        self.expected = expected
        self.actual = actual
        self.count = count
        self.occurrences = occurrences
    }

    /// Whether it decides the verdict.
    var counts: Bool { causedBy == nil && exemption == nil }

}

/// Finds the consequences among drafts.
struct Causes {
    private(set) var drafts: [Draft]
    private let disc: Disc
    private lazy var otherPaths = OtherPaths(of: disc)

    init(_ drafts: [Draft], in disc: Disc) {
        self.drafts = drafts
        self.disc = disc
    }

    /// Names the cause of every draft, or part of one, that another explains.
    mutating func resolve(_ explanations: [Explanation]) {
        guard drafts.count(where: { $0.counts && $0.severity >= .warning }) > 1 else { return }
        var byRule: [ObjectIdentifier: [Int]] = [:]
        for (index, draft) in drafts.enumerated() {
            byRule[ObjectIdentifier(draft.rule), default: []].append(index)
        }
        for explanation in explanations {
            for cause in byRule[ObjectIdentifier(explanation.cause)] ?? [] {
                for rule in explanation.effects {
                    for effect in byRule[ObjectIdentifier(rule)] ?? [] {
                        explain(effect, by: cause, explanation)
                    }
                }
            }
        }
    }

    private mutating func explain(_ effect: Int, by cause: Int, _ explanation: Explanation) {
        guard effect != cause, drafts[effect].counts, drafts[effect].severity >= .warning,
            mayExplain(cause), root(of: cause) != effect
        else { return }
        // A cause is as grave as what follows from it; what is only suspected cannot be.
        let severity = max(drafts[cause].severity, drafts[effect].severity)
        if severity > drafts[cause].severity, drafts[cause].rule.card.confidence == .heuristic { return }
        var places = drafts[cause].occurrences
        if !explanation.fields.isEmpty {
            places.removeAll { one in
                let field = one.place?.field ?? ""
                return !explanation.fields.contains { field.hasSuffix($0) }
            }
            guard !places.isEmpty else { return }
        }
        let isReached = reached(by: places, of: drafts[cause], explanation.reach, drafts[effect])
        let flags = drafts[effect].occurrences.map(isReached)
        guard flags.contains(true) else { return }
        drafts[cause].severity = severity
        let root = root(of: cause)
        drafts[root].severity = max(drafts[root].severity, severity)
        let isKnownWhole = drafts[effect].count <= max(1, flags.count)
        let isWide = explanation.reach == .tree || explanation.reach == .image
        if !flags.contains(false), isKnownWhole || isWide {
            drafts[effect].causedBy = explanation.cause
            drafts[effect].explainedBy = cause
        } else {
            split(effect, flags, explanation.cause, cause)
        }
    }

    /// Takes what is explained out of a draft; the rest stays what it is.
    private mutating func split(_ effect: Int, _ flags: [Bool], _ rule: any Rule.Type, _ cause: Int) {
        var part = drafts[effect]
        let pairs = zip(part.occurrences, flags)
        part.occurrences = pairs.filter { $0.1 }.map(\.0)
        part.count = part.occurrences.count
        part.causedBy = rule
        part.explainedBy = cause
        drafts[effect].occurrences = pairs.filter { !$0.1 }.map(\.0)
        drafts[effect].count -= part.count
        // These were said of the first place.
        if flags.first == true { (drafts[effect].expected, drafts[effect].actual) = (nil, nil) }
        if flags.first == false { (part.expected, part.actual) = (nil, nil) }
        drafts.append(part)
    }

    /// Whether a draft can be the cause of another: it counts, or what it follows from does.
    private func mayExplain(_ cause: Int) -> Bool {
        let draft = drafts[cause]
        guard draft.exemption == nil, draft.severity >= .warning else { return false }
        guard let above = draft.causedBy, draft.explainedBy == nil else { return true }
        return drafts.contains { $0.rule == above && $0.exemption == nil && $0.severity >= .warning }
    }

    private func root(of draft: Int) -> Int {
        var at = draft
        while let above = drafts[at].explainedBy { at = above }
        return at
    }

    /// Whether the cause reaches an occurrence of the effect.
    private mutating func reached(
        by places: [Occurrence], of cause: Draft, _ reach: Explanation.Reach, _ effect: Draft
    ) -> (Occurrence) -> Bool {
        switch reach {
        case .image: return { _ in true }
        case .tree:
            let isReached = places.contains { reaches(tree(of: cause, $0), effect) }
            return { _ in isReached }
        case .sectors:
            let sectors = places.compactMap { Self.sectors($0.place) }
            return { one in
                Self.sectors(one.place).map { own in sectors.contains { $0.overlaps(own) } } ?? false
            }
        case .next:
            let ends = places.compactMap { one in one.place?.offset.map { $0.adding(one.place?.length ?? 0) }
            }
            return { one in one.place?.offset.map { ends.contains($0) } ?? false }
        case .sums:
            let sectors = places.compactMap { Self.sectors($0.place) }
            return { one in
                // A sum whose place does not say of what it is, is one of the whole image.
                guard let own = Self.sectors(one.place), own.count > 1 else { return !sectors.isEmpty }
                return sectors.contains { $0.overlaps(own) }
            }
        case .path:
            var paths: [FoldedPath] = []
            var isRoot = false
            for place in places {
                guard let path = place.paths.last else { continue }
                if path.text.isEmpty, reaches(tree(of: cause, place), effect) { isRoot = true }
                if !path.text.isEmpty { paths += otherPaths.all(of: path) }
            }
            return { one in isRoot || one.paths.contains { own in paths.contains { own.isAtOrBelow($0) } } }
        }
    }

    private static func sectors(_ place: Place?) -> ClosedRange<UInt64>? {
        guard let place, let offset = place.offset else { return nil }
        let end = offset.addingReportingOverflow(max(1, place.length ?? 1) - 1)
        return end.overflow ? nil : offset / 2048...end.partialValue / 2048
    }

    /// The tree that a fault is in; that of a number in a descriptor is the one the descriptor leads to.
    private func tree(of draft: Draft, _ one: Occurrence) -> TreeKind? {
        if let known = draft.tree ?? one.place?.tree { return known }
        guard let offset = one.place?.offset else { return nil }
        return disc.iso?.isoTrees.first { $0.descriptor.offset / 2048 == offset / 2048 }?.kind
    }

    /// Whether a fault in a tree can show in a draft: one of the same tree, of the lists, or of a comparison with the tree.
    private func reaches(_ tree: TreeKind?, _ effect: Draft) -> Bool {
        guard let tree else { return true }
        guard let other = effect.tree else { return true }
        let isPrimary = tree == .iso9660 || tree == .rockridge
        if other == tree || isPrimary && (other == .iso9660 || other == .rockridge) { return true }
        return isPrimary && Explanations.comparisons.contains { $0 == effect.rule }
    }
}
