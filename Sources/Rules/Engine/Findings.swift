import DiscModel

/// Collects what rules report, one bucket for each rule and tree, so that a thousand equal faults make one finding with
/// an exact count and the first places. Nothing is built for an occurrence beyond those.
struct Findings {
    private struct Key: Hashable {
        let rule: Int
        let tree: TreeKind?
        let severity: Severity?
        let causedBy: ObjectIdentifier?
        let exemption: Exemption?
        let remedy: String?
    }

    private struct Bucket {
        let message: String
        let expected: String?
        let actual: String?
        let causedBy: (any Rule.Type)?
        var count: Int
        var occurrences: [Occurrence]
    }

    /// The program that made the image, for rules that know its habits.
    let authoring: Authoring
    /// Who asks.
    let profile: Profile
    /// Places kept for a finding; 0 keeps all.
    let placeLimit: Int
    /// Set by the engine: who speaks, and about which tree.
    var rule = 0
    var tree: TreeKind?
    var applied: Set<Int> = []
    var rowsSeen = false
    /// Whether rules see all records, whatever they are concerned by.
    var everyRecord = false
    /// In order of first occurrence; `numbers` finds them.
    private var buckets: [(key: Key, bucket: Bucket)] = []
    private var numbers: [Key: Int] = [:]
    private(set) var undecided: [Int: String] = [:]

    /// Rules whose occurrences may have different causes, so that more of them are kept until these are known.
    private let isLocal: Set<Int>

    init(
        authoring: Authoring, profile: Profile = .default, placeLimit: Int, _ rules: [any Rule.Type] = []
    ) {
        self.authoring = authoring
        self.profile = profile
        self.placeLimit = placeLimit
        isLocal = Set(
            rules.indices.filter {
                rules[$0].card.severity > .note && Explanations.local.contains(ObjectIdentifier(rules[$0]))
            })
    }

    /// The severity of what is a fact of sound images, and a reason to look twice for some of those who ask: a note, and a
    /// warning in `profiles`.
    func note(warningIn profiles: Set<Profile>) -> Severity { profiles.contains(profile) ? .warning : .note }

    /// Reports one occurrence of the fault that the rule looks for.
    ///
    /// - Parameters:
    ///   - message: a sentence that begins with the subject and ends without a full stop.
    ///   - place: built only while places are still kept.
    ///   - severity: where it differs from the card's.
    ///   - causedBy: the rule whose fault explains this one; the finding then decides nothing.
    ///   - exempt: the habit that this occurrence matches; it holds only if the image is by that program.
    ///   - remedy: what to do, where it is not what the card says; such occurrences make a finding of their own.
    ///   - path: what the occurrence is about, where its place has another path; it serves to find the cause.
    mutating func report(
        _ message: @autoclosure () -> String, expected: @autoclosure () -> String? = nil,
        actual: @autoclosure () -> String? = nil, at place: @autoclosure () -> Place?,
        severity: Severity? = nil,
        causedBy: (any Rule.Type)? = nil, exempt: Exemption? = nil, remedy: String? = nil,
        about path: @autoclosure () -> String? = nil
    ) {
        let exemption = exempt.flatMap { authoring.tools.contains($0.tool) ? $0 : nil }
        let key = Key(
            rule: rule, tree: tree, severity: severity, causedBy: causedBy.map { ObjectIdentifier($0) },
            exemption: exemption, remedy: remedy)
        guard let number = numbers[key] else {
            numbers[key] = buckets.count
            let text = message()
            let bucket = Bucket(
                message: text, expected: expected(), actual: actual(), causedBy: causedBy, count: 1,
                occurrences: [Occurrence(place: place(), about: path(), message: text)])
            buckets.append((key, bucket))
            return
        }
        buckets[number].bucket.count += 1
        let seeks =
            isLocal.contains(rule) && causedBy == nil && exemption == nil && severity != .note
        let limit = seeks ? max(placeLimit, Self.evidenceLimit) : placeLimit
        guard placeLimit == 0 || buckets[number].bucket.occurrences.count < limit else { return }
        buckets[number].bucket.occurrences.append(
            Occurrence(place: place(), about: path(), message: message()))
    }

    /// Places that are looked at to find a cause, before all but the first are forgotten.
    private static let evidenceLimit = 1024

    /// Says that the rule could not decide, and why. Open is never a pass.
    mutating func cannotDecide(_ why: String) { undecided[rule] = why }

    /// The findings of `rules`, worst first, then in the order of the rule book; what others explain names its cause.
    func finished(_ rules: [any Rule.Type], in disc: Disc) -> [Finding] {
        let drafts = buckets.map { key, bucket in
            let rule = rules[key.rule]
            return Draft(
                rule: rule, tree: key.tree, severity: key.severity ?? rule.card.severity,
                causedBy: bucket.causedBy, exemption: key.exemption, remedy: key.remedy,
                expected: bucket.expected,
                actual: bucket.actual, count: bucket.count, occurrences: bucket.occurrences)
        }
        var causes = Causes(drafts, in: disc)
        causes.resolve(Explanations.all)
        let numbers = Dictionary(
            rules.enumerated().map { (ObjectIdentifier($0.element), $0.offset) },
            uniquingKeysWith: { first, _ in first })
        let found = causes.drafts.enumerated().map { index, draft in
            let finding = finding(draft)
            return (
                order: (finding.severity, numbers[ObjectIdentifier(draft.rule)] ?? 0, index),
                finding: finding
            )
        }
        return found.sorted { left, right in
            if left.order.0 != right.order.0 { return left.order.0 > right.order.0 }
            return (left.order.1, left.order.2) < (right.order.1, right.order.2)
        }.map(\.finding)
    }

    private func finding(_ draft: Draft) -> Finding {
        let card = draft.rule.card
        let message = draft.occurrences.first?.message ?? card.title
        let shown = placeLimit == 0 ? draft.occurrences[...] : draft.occurrences.prefix(placeLimit)
        let places = shown.enumerated().compactMap { index, one in
            var place = one.place
            if index > 0, place?.note == nil, one.message != message { place?.note = one.message }
            return place
        }
        return Finding(
            rule: card, severity: draft.counts ? draft.severity : .note,
            confidence: card.confidence,
            tree: draft.tree, message: message, expected: draft.expected, actual: draft.actual,
            count: draft.count, places: places, causedBy: draft.causedBy?.card,
            exemption: draft.exemption?.reason, ownRemedy: draft.remedy)
    }
}
