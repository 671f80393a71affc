import Rules

/// How what was found in an image differs from what an earlier report said of it.
struct ImageDiff: Sendable {
    /// What became of a finding.
    enum Change: String, Sendable {
        /// It was not there.
        case new
        /// It is graver than it was.
        case graver
        /// There is more of it.
        case more
        /// It was there and did not count: a consequence, excused, or accepted.
        case counts
        case unchanged
        /// It was there and counted; somebody accepts it, or it follows from another one.
        case accepted
        /// It is gone, and its rule decided.
        case fixed
        /// It is not there, but its rule could not decide.
        case undecided
        /// It is not there, and its rule was not asked.
        case unasked

        /// Whether it is worse than it was.
        var isNew: Bool {
            switch self {
            case .new, .graver, .more, .counts: true
            case .unchanged, .accepted, .fixed, .undecided, .unasked: false
            }
        }
    }

    struct Line: Sendable {
        let change: Change
        /// As it is now, or as it was where it is gone.
        let finding: SavedImage.Finding
        /// As it was, where it was there.
        let old: SavedImage.Finding?
    }

    struct ChangedFact: Sendable {
        let name: String
        let old: String?
        let new: String?
    }

    /// A rule that decided before, and does not any more.
    struct OpenedRule: Sendable {
        let rule: String
        let was: String
        let reason: String?
    }

    /// Nil where only the other report speaks of it.
    let old: SavedImage?
    let new: SavedImage?
    let lines: [Line]
    let facts: [ChangedFact]
    let opened: [OpenedRule]

    var name: String { new?.name ?? old?.name ?? "" }

    init(_ old: SavedImage?, _ new: SavedImage?) {
        self.old = old
        self.new = new
        guard let new else {
            // Nobody knows what became of its findings.
            (lines, facts, opened) = ([], [], [])
            return
        }
        lines = Self.lines(old, new)
        facts = old.map { Self.facts($0, new) } ?? []
        opened = old.map { Self.opened($0, new) } ?? []
    }

    func lines(_ change: Change) -> [Line] { lines.filter { $0.change == change } }

    /// Whether something is worse that decides, from a severity on.
    func worse(from severity: Severity) -> [Line] {
        lines.filter { $0.change.isNew && $0.finding.excuse == nil && $0.finding.severity >= severity }
    }

    // MARK: Findings

    private struct Key: Hashable {
        let rule: String
        let fingerprint: String
    }

    private static func lines(_ old: SavedImage?, _ new: SavedImage) -> [Line] {
        var earlier: [Key: [SavedImage.Finding]] = [:]
        // Backwards, so that the first of several under one name is the first that is taken.
        for finding in (old?.findings ?? []).reversed() {
            earlier[Key(rule: finding.rule, fingerprint: finding.fingerprint), default: []].append(finding)
        }
        var lines: [Line] = []
        for finding in new.findings {
            let was = earlier[Key(rule: finding.rule, fingerprint: finding.fingerprint)]?.popLast()
            lines.append(Line(change: change(from: was, to: finding), finding: finding, old: was))
        }
        let outcomes = Dictionary(new.outcomes.map { ($0.rule, $0.outcome) }) { first, _ in first }
        for finding in old?.findings ?? [] {
            let key = Key(rule: finding.rule, fingerprint: finding.fingerprint)
            guard let gone = earlier[key]?.popLast() else { continue }
            let change: Change =
                switch outcomes[gone.rule] {
                case nil: .unasked
                case "open": .undecided
                default: new.failure == nil ? .fixed : .undecided
                }
            lines.append(Line(change: change, finding: gone, old: gone))
        }
        return lines
    }

    private static func change(from old: SavedImage.Finding?, to new: SavedImage.Finding) -> Change {
        guard let old else { return .new }
        switch (old.excuse, new.excuse) {
        case (_?, nil): return .counts
        case (nil, _?): return .accepted
        case (_?, _?), (nil, nil): break
        }
        if new.severity > old.severity { return .graver }
        return new.count > old.count ? .more : .unchanged
    }

    // MARK: Facts and rules

    private static func facts(_ old: SavedImage, _ new: SavedImage) -> [ChangedFact] {
        let was = Dictionary(old.facts.map { ($0.name, $0.value) }) { first, _ in first }
        let now = Dictionary(new.facts.map { ($0.name, $0.value) }) { first, _ in first }
        var seen: Set<String> = []
        return (new.facts + old.facts).compactMap { fact in
            let before = was[fact.name] ?? fact.absence
            let after = now[fact.name] ?? fact.absence
            guard seen.insert(fact.name).inserted, before != after else { return nil }
            return ChangedFact(name: fact.name, old: before, new: after)
        }
    }

    private static func opened(_ old: SavedImage, _ new: SavedImage) -> [OpenedRule] {
        let was = Dictionary(old.outcomes.map { ($0.rule, $0.outcome) }) { first, _ in first }
        return new.outcomes.compactMap { now in
            guard now.outcome == "open", let before = was[now.rule], before != "open" else { return nil }
            return OpenedRule(rule: now.rule, was: before, reason: now.reason)
        }
    }
}
