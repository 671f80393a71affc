public import DiscModel

/// What is accepted of the images of a run, image by image in the order of the report: suppressions, and a baseline. Neither takes
/// anything out of a report; what is accepted decides nothing.
public struct Acceptance: Sendable {
    private let suppressions: [Suppression]
    private let baseline: Baseline?
    private let isStrict: Bool
    /// Places that a finding keeps in reports; 0 keeps all.
    private let placeLimit: Int
    private let today: Day
    /// The images that are still to come, the next one last.
    private var ahead: [String]
    private var used: Set<Int> = []
    private var seen: Set<String> = []

    /// - Parameters:
    ///   - isStrict: whether a baseline that knows what is no longer there is an error.
    ///   - placeLimit: places that a finding keeps in reports; 0 keeps all.
    ///   - today: the day that suppressions are held against.
    ///   - images: all that will be looked at, in order.
    public init(
        _ suppressions: [Suppression], _ baseline: Baseline?, isStrict: Bool = false, placeLimit: Int = 100,
        today: Day, images: [String]
    ) {
        self.suppressions = suppressions
        self.baseline = baseline
        self.isStrict = isStrict
        self.placeLimit = placeLimit
        self.today = today
        ahead = images.reversed()
    }

    /// Whether there is anything to be held against findings.
    public var isEmpty: Bool { suppressions.isEmpty && baseline == nil }

    /// Places of a finding that suppressions look at, where they are of some places only: an image can be made so that there are
    /// billions.
    private static let placesLookedAt = 100_000

    /// Places that findings must come with, so that suppressions find theirs, of which as many as reports keep are left.
    public func placesNeeded(of limit: Int) -> Int {
        limit == 0 || suppressions.allSatisfy(\.isWide) ? limit : max(limit, Self.placesLookedAt)
    }

    /// Takes note that the next image could not be looked at.
    public mutating func skip() { _ = ahead.popLast() }

    /// Judges the next image anew.
    public mutating func apply(to judgement: Judgement, of disc: Disc) -> Judgement {
        guard let image = ahead.popLast(), !isEmpty else { return judgement }
        var findings = judgement.findings
        for (number, suppression) in suppressions.enumerated()
        where suppression.covers(image: image) && suppression.isInForce(on: today) {
            let before = findings
            findings = findings.flatMap { $0.accepting(suppression) }
            if before != findings { used.insert(number) }
        }
        if let baseline {
            for index in findings.indices where findings[index].counts && baseline.knows(findings[index]) {
                findings[index].accepted = .known
                seen.insert(findings[index].fingerprint)
            }
        }
        if placeLimit > 0 { findings = findings.map { $0.keeping(placeLimit) } }
        let state = disc.adding(AcceptanceFacts(doubts(image, judgement)))
        return judgement.with(findings, of: state)
    }

    /// What is wrong with suppressions and baseline themselves; what no image of the run needs is told at the last one that could.
    private func doubts(_ image: String, _ judgement: Judgement) -> [AcceptanceFacts.Doubt] {
        var doubts: [AcceptanceFacts.Doubt] = []
        let undecided = Set(judgement.outcomes.filter { $0.kind == .open }.map(\.rule.id))
        for (number, suppression) in suppressions.enumerated() where suppression.covers(image: image) {
            if ahead.contains(where: suppression.covers(image:)) { continue }
            if let day = suppression.expires, !suppression.isInForce(on: today) {
                doubts.append(.init(.expired(day, today), suppression.origin, suppression.rule))
            } else if !used.contains(number), !undecided.contains(suppression.rule) {
                doubts.append(.init(.unused, suppression.origin, suppression.rule))
            }
        }
        if let baseline, ahead.isEmpty {
            let gone = baseline.entries.values.filter { !seen.contains($0.fingerprint) }.sorted()
            doubts += gone.map { .init(.gone(isStrict: isStrict, $0.message), baseline.name, $0.rule) }
        }
        return doubts
    }
}

/// What is to be said of suppressions and of a baseline.
public struct AcceptanceFacts: Facts {
    struct Doubt: Hashable {
        enum Kind: Hashable {
            case expired(Day, Day)
            case unused
            /// What the baseline knows and the images no longer have.
            case gone(isStrict: Bool, String)
        }

        let kind: Kind
        let origin: String
        let rule: String

        init(_ kind: Kind, _ origin: String, _ rule: String) {
            self.kind = kind
            self.origin = origin
            self.rule = rule
        }
    }

    let doubts: [Doubt]

    init(_ doubts: [Doubt]) { self.doubts = doubts }

    /// Whether a rule is one about suppressions and baselines.
    static func judges(_ card: RuleCard) -> Bool { ["suppression", "baseline"].contains(card.area) }
}

extension AcceptanceFacts.Doubt: Weighable {
    static func each(in disc: Disc, _ body: (Self) -> Void) {
        disc.facts(AcceptanceFacts.self)?.doubts.forEach(body)
    }

    static func wereSought(in disc: Disc) -> Bool { disc.facts(AcceptanceFacts.self) != nil }
}

extension Finding {
    /// The finding as a suppression leaves it: whole, accepted, or in two parts.
    fileprivate func accepting(_ suppression: Suppression) -> [Finding] {
        guard rule.id == suppression.rule, counts else { return [self] }
        let accepted = Accepted.suppressed(reason: suppression.reason, until: suppression.expires)
        if suppression.isWide { return [with(accepted)] }
        let covered = places.filter { suppression.covers($0, in: tree) }
        if places.isEmpty { return suppression.covers(nil, in: tree) ? [with(accepted)] : [self] }
        if covered.isEmpty { return [self] }
        if covered.count == count { return [with(accepted)] }
        let rest = places.filter { !suppression.covers($0, in: tree) }
        return [part(covered, covered.count).with(accepted), part(rest, count - covered.count)]
    }

    fileprivate func keeping(_ limit: Int) -> Finding {
        var finding = self
        finding.places = Array(places.prefix(limit))
        return finding
    }

    private func with(_ accepted: Accepted) -> Finding {
        var finding = self
        finding.accepted = accepted
        return finding
    }
}
