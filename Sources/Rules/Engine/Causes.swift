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
    let remedy: String?
    var expected: String?
    var actual: String?
    var count: Int
    var occurrences: [Occurrence]
    /// The draft that explains this one.
    fileprivate var explainedBy: Int?

    init(
        rule: any Rule.Type, tree: TreeKind?, severity: Severity, causedBy: (any Rule.Type)?,
        exemption: Exemption?, remedy: String?, expected: String?, actual: String?, count: Int,
        occurrences: [Occurrence]
    ) {
        self.rule = rule
        self.tree = tree
        self.severity = severity
        self.causedBy = causedBy
        self.exemption = exemption
        self.remedy = remedy
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
        guard drafts.contains(where: { $0.counts && $0.severity >= .warning }), drafts.count > 1 else {
            return
        }
        for index in drafts.indices where drafts[index].severity >= .warning {
            for one in drafts[index].occurrences.indices { drafts[index].occurrences[one].foldPaths() }
        }
        var byRule: [ObjectIdentifier: [Int]] = [:]
        for (index, draft) in drafts.enumerated() {
            byRule[ObjectIdentifier(draft.rule), default: []].append(index)
        }
        linkNamedCauses(byRule)
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

    /// Rules name some causes themselves; they are links like the others, so that nothing is the cause of its own cause.
    private mutating func linkNamedCauses(_ byRule: [ObjectIdentifier: [Int]]) {
        for index in drafts.indices {
            guard let rule = drafts[index].causedBy else { continue }
            let causes = (byRule[ObjectIdentifier(rule)] ?? []).filter { drafts[$0].causedBy == nil }
            drafts[index].explainedBy = causes.first { drafts[$0].tree == drafts[index].tree } ?? causes.first
        }
    }

    private mutating func explain(_ effect: Int, by cause: Int, _ explanation: Explanation) {
        guard effect != cause, drafts[effect].counts, drafts[effect].severity >= .warning,
            mayExplain(cause), root(of: cause) != effect
        else { return }
        // A cause is as grave as what follows from it; what is only suspected cannot be. What follows from an excused habit is
        // excused with it.
        let isExcused = drafts[root(of: cause)].exemption != nil
        let severity =
            isExcused ? drafts[cause].severity : max(drafts[cause].severity, drafts[effect].severity)
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

    /// Whether a draft can be the cause of another: it counts or is excused, or what it follows from is.
    private func mayExplain(_ cause: Int) -> Bool {
        let draft = drafts[cause]
        return draft.severity >= .warning && (draft.causedBy == nil || draft.explainedBy != nil)
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
            let sectors = Self.merged(places.compactMap { Self.sectors($0.place) })
            return { one in Self.sectors(one.place).map { Self.reach(sectors, $0) } ?? false }
        case .next:
            let ends = places.compactMap { one in one.place?.offset.map { $0.adding(one.place?.length ?? 0) }
            }
            return { one in one.place?.offset.map { ends.contains($0) } ?? false }
        case .behind:
            let first = places.compactMap { $0.place?.offset }.min()
            return { one in
                guard let first, let offset = one.place?.offset else { return false }
                return offset >= first
            }
        case .sums:
            let sectors = Self.merged(places.compactMap { Self.sectors($0.place) })
            return { one in
                // A sum whose place does not say of what it is, is one of the whole image.
                guard let own = Self.sectors(one.place), own.lowerBound < own.upperBound else {
                    return !sectors.isEmpty
                }
                return Self.reach(sectors, own)
            }
        case .path, .record:
            var paths: Set<FoldedPath> = []
            var isRoot = false
            for place in places {
                guard let path = place.paths.last else { continue }
                if reach == .record, place.isDot { continue }
                if path.text.isEmpty, reaches(tree(of: cause, place), effect) { isRoot = true }
                if !path.text.isEmpty { paths.formUnion(otherPaths.all(of: path)) }
            }
            return { one in isRoot || one.paths.contains { $0.isAtOrBelow(anyOf: paths) } }
        }
    }

    /// Ranges in order, of which none touches another.
    private static func merged(_ ranges: [ClosedRange<UInt64>]) -> [ClosedRange<UInt64>] {
        var found: [ClosedRange<UInt64>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = found.last, range.lowerBound <= last.upperBound {
                found[found.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                found.append(range)
            }
        }
        return found
    }

    /// Whether one of the ranges, in order, has something in common with another.
    private static func reach(_ ranges: [ClosedRange<UInt64>], _ other: ClosedRange<UInt64>) -> Bool {
        let first = ranges.partitioningIndex { $0.upperBound >= other.lowerBound }
        return first < ranges.count && ranges[first].overlaps(other)
    }

    private static func sectors(_ place: Place?) -> ClosedRange<UInt64>? {
        guard let place, let offset = place.offset else { return nil }
        let end = offset.addingReportingOverflow(max(1, place.length ?? 1) - 1)
        return end.overflow ? nil : offset / .sector...end.partialValue / .sector
    }

    /// The tree that a fault is in; that of a number in a descriptor is the one the descriptor leads to.
    private func tree(of draft: Draft, _ one: Occurrence) -> TreeKind? {
        if let known = draft.tree ?? one.place?.tree { return known }
        guard let offset = one.place?.offset else { return nil }
        return disc.iso?.isoTrees.first { $0.descriptor.offset / .sector == offset / .sector }?
            .kind
    }

    /// Whether a fault in a tree can show in a draft: one of the same tree, of the lists, or of a comparison with the tree.
    private func reaches(_ tree: TreeKind?, _ effect: Draft) -> Bool {
        guard let tree else { return true }
        guard let other = effect.tree else { return true }
        if other.records == tree.records { return true }
        return tree.records == .iso9660 && Explanations.comparisons.contains { $0 == effect.rule }
    }
}
