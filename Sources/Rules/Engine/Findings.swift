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
    }

    private struct Bucket {
        let message: String
        let expected: String?
        let actual: String?
        let causedBy: (any Rule.Type)?
        var count: Int
        var places: [Place]
    }

    /// The program that made the image, for rules that know its habits.
    let authoring: Authoring
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

    init(authoring: Authoring, placeLimit: Int) {
        self.authoring = authoring
        self.placeLimit = placeLimit
    }

    /// Reports one occurrence of the fault that the rule looks for.
    ///
    /// - Parameters:
    ///   - message: a sentence that begins with the subject and ends without a full stop.
    ///   - place: built only while places are still kept.
    ///   - severity: where it differs from the card's.
    ///   - causedBy: the rule whose fault explains this one; the finding then decides nothing.
    ///   - exempt: the habit that this occurrence matches; it holds only if the image is by that program.
    mutating func report(
        _ message: @autoclosure () -> String, expected: @autoclosure () -> String? = nil,
        actual: @autoclosure () -> String? = nil, at place: @autoclosure () -> Place?,
        severity: Severity? = nil,
        causedBy: (any Rule.Type)? = nil, exempt: Exemption? = nil
    ) {
        let exemption = exempt.flatMap { authoring.tools.contains($0.tool) ? $0 : nil }
        let key = Key(
            rule: rule, tree: tree, severity: severity, causedBy: causedBy.map { ObjectIdentifier($0) },
            exemption: exemption)
        guard let number = numbers[key] else {
            numbers[key] = buckets.count
            let bucket = Bucket(
                message: message(), expected: expected(), actual: actual(), causedBy: causedBy,
                count: 1, places: place().map { [$0] } ?? [])
            buckets.append((key, bucket))
            return
        }
        buckets[number].bucket.count += 1
        let isKept = placeLimit == 0 || buckets[number].bucket.places.count < placeLimit
        guard isKept, var place = place() else { return }
        let text = message()
        if place.note == nil, text != buckets[number].bucket.message { place.note = text }
        buckets[number].bucket.places.append(place)
    }

    /// Says that the rule could not decide, and why. Open is never a pass.
    mutating func cannotDecide(_ why: String) { undecided[rule] = why }

    /// The findings of `rules`, worst first, then in the order of the rule book.
    func finished(_ rules: [any Rule.Type]) -> [Finding] {
        let found = buckets.enumerated().map { index, entry in
            let finding = finding(entry.key, entry.bucket, rules[entry.key.rule].card)
            return (order: (finding.severity, entry.key.rule, index), finding: finding)
        }
        return found.sorted { left, right in
            if left.order.0 != right.order.0 { return left.order.0 > right.order.0 }
            return (left.order.1, left.order.2) < (right.order.1, right.order.2)
        }.map(\.finding)
    }

    private func finding(_ key: Key, _ bucket: Bucket, _ card: RuleCard) -> Finding {
        let decides = key.exemption == nil && key.causedBy == nil
        return Finding(
            rule: card, severity: decides ? key.severity ?? card.severity : .note,
            confidence: card.confidence,
            tree: key.tree, message: bucket.message, expected: bucket.expected, actual: bucket.actual,
            count: bucket.count, places: bucket.places, causedBy: bucket.causedBy?.card,
            exemption: key.exemption?.reason)
    }
}
