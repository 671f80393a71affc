import DiscModel
import FileSystems

// Cause and effect among what the rules of one image reported.

/// What a rule reported about a tree, on the way to a finding.
struct Report {
    let rule: any Rule.Type
    let tree: TreeKind?
    let severity: Severity
    var causedBy: (any Rule.Type)?
    let exemption: Exemption?
    var expected: String?
    var actual: String?
    var count: Int
    var occurrences: [Occurrence]
    /// The report that explains this one.
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

    /// Whether it can be the cause of something.
    fileprivate var mayExplain: Bool {
        exemption == nil && severity >= .warning && (causedBy == nil || explainedBy != nil)
    }
}

/// Finds the consequences among reports.
struct Causes {
    private(set) var reports: [Report]
    private let disc: Disc
    private lazy var otherPaths = OtherPaths(of: disc)

    init(_ reports: [Report], in disc: Disc) {
        self.reports = reports
        self.disc = disc
    }

    /// Names the cause of every report, or part of one, that another explains.
    mutating func resolve(_ explanations: [Explanation]) {
        guard reports.count(where: { $0.counts && $0.severity >= .warning }) > 1 else { return }
        var byRule: [ObjectIdentifier: [Int]] = [:]
        for (index, report) in reports.enumerated() {
            byRule[ObjectIdentifier(report.rule), default: []].append(index)
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
        guard effect != cause, reports[effect].counts, reports[effect].severity >= .warning,
            reports[cause].mayExplain, root(of: cause) != effect
        else { return }
        var places = reports[cause].occurrences
        if !explanation.fields.isEmpty {
            places.removeAll { one in
                let field = one.place?.field ?? ""
                return !explanation.fields.contains { field.hasSuffix($0) }
            }
            guard !places.isEmpty else { return }
        }
        let isReached = reached(by: places, of: reports[cause], explanation.reach, reports[effect])
        let flags = reports[effect].occurrences.map(isReached)
        guard flags.contains(true) else { return }
        let isKnownWhole = reports[effect].count <= max(1, flags.count)
        let isWide = explanation.reach == .tree || explanation.reach == .image
        if !flags.contains(false), isKnownWhole || isWide {
            reports[effect].causedBy = explanation.cause
            reports[effect].explainedBy = cause
        } else {
            split(effect, flags, explanation.cause, cause)
        }
    }

    /// Takes what is explained out of a report; the rest stays what it is.
    private mutating func split(_ effect: Int, _ flags: [Bool], _ rule: any Rule.Type, _ cause: Int) {
        var part = reports[effect]
        let pairs = zip(part.occurrences, flags)
        part.occurrences = pairs.filter { $0.1 }.map(\.0)
        part.count = part.occurrences.count
        part.causedBy = rule
        part.explainedBy = cause
        reports[effect].occurrences = pairs.filter { !$0.1 }.map(\.0)
        reports[effect].count -= part.count
        // These were said of the first place.
        if flags.first == true { (reports[effect].expected, reports[effect].actual) = (nil, nil) }
        if flags.first == false { (part.expected, part.actual) = (nil, nil) }
        reports.append(part)
    }

    private func root(of report: Int) -> Int {
        var at = report
        while let above = reports[at].explainedBy { at = above }
        return at
    }

    /// Whether the cause reaches an occurrence of the effect.
    private mutating func reached(
        by places: [Occurrence], of cause: Report, _ reach: Explanation.Reach, _ effect: Report
    ) -> (Occurrence) -> Bool {
        switch reach {
        case .image: return { _ in true }
        case .tree:
            let isReached = places.contains { reaches(tree(of: cause, $0), effect) }
            return { _ in isReached }
        case .sectors:
            let sectors = places.compactMap { Self.sectors($0.place) }
            return { one in Self.sectors(one.place).map { own in sectors.contains { $0.overlaps(own) } } ?? false }
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
                guard let path = place.path else { continue }
                if path.text.isEmpty, reaches(tree(of: cause, place), effect) { isRoot = true }
                if !path.text.isEmpty { paths += otherPaths.all(of: path) }
            }
            return { one in
                if isRoot { return true }
                guard let own = one.path else { return false }
                return paths.contains { own.isAtOrBelow($0) }
            }
        }
    }

    private static func sectors(_ place: Place?) -> ClosedRange<UInt64>? {
        guard let place, let offset = place.offset else { return nil }
        let end = offset.addingReportingOverflow(max(1, place.length ?? 1) - 1)
        return end.overflow ? nil : offset / 2048...end.partialValue / 2048
    }

    /// The tree that a fault is in; that of a number in a descriptor is the one the descriptor leads to.
    private func tree(of report: Report, _ one: Occurrence) -> TreeKind? {
        if let known = report.tree ?? one.place?.tree { return known }
        guard let offset = one.place?.offset else { return nil }
        return disc.iso?.isoTrees.first { $0.descriptor.offset / 2048 == offset / 2048 }?.kind
    }

    /// Whether a fault in a tree can show in a report: one of the same tree, of the lists, or of a comparison with the tree.
    private func reaches(_ tree: TreeKind?, _ effect: Report) -> Bool {
        guard let tree else { return true }
        guard let other = effect.tree else { return true }
        let isPrimary = tree == .iso9660 || tree == .rockridge
        if other == tree || isPrimary && (other == .iso9660 || other == .rockridge) { return true }
        return isPrimary && Explanations.comparisons.contains { $0 == effect.rule }
    }
}
