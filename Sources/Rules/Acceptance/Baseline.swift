/// What is known of images from an earlier run, so that only what is new fails them. It names findings by what survives a
/// rebuild of the same tree: rule, tree and the name of the place, and no offset, image or date.
///
/// What says that content is lost is never known: the next loss would look the same.
public struct Baseline: Sendable, Hashable {
    public struct Entry: Sendable, Hashable, Comparable {
        public let rule: String
        public let fingerprint: String
        public let severity: Severity
        /// How often it was so; more of it is new.
        public let count: Int
        /// For people who read the file.
        public let message: String

        public init(rule: String, fingerprint: String, severity: Severity, count: Int, message: String) {
            self.rule = rule
            self.fingerprint = fingerprint
            self.severity = severity
            self.count = count
            self.message = message
        }

        public static func < (left: Entry, right: Entry) -> Bool {
            (left.rule, left.fingerprint, left.severity, left.count)
                < (right.rule, right.fingerprint, right.severity, right.count)
        }
    }

    public private(set) var entries: [String: Entry] = [:]
    /// What it is called in what is said of it.
    public let name: String

    public init(_ entries: [Entry] = [], named name: String) {
        self.name = name
        for entry in entries { note(entry) }
    }

    /// Of two entries for one finding, the one that forgives more.
    public mutating func note(_ entry: Entry) {
        let known = entries[entry.fingerprint]
        entries[entry.fingerprint] = known.map { $0.count >= entry.count ? $0 : entry } ?? entry
    }

    /// Takes note of what an image is not to be failed for again.
    public mutating func note(_ judgement: Judgement) {
        for finding in judgement.findings where Self.takes(finding) {
            guard finding.accepted == nil || finding.accepted == .known, finding.causedBy == nil,
                finding.exemption == nil,
                finding.severity >= min(judgement.terms.failOn ?? .warning, .warning)
            else { continue }
            note(
                Entry(
                    rule: finding.rule.id, fingerprint: finding.fingerprint, severity: finding.severity,
                    count: finding.count, message: finding.message))
        }
    }

    /// Whether a finding was there before, and is not more or graver than it was.
    func knows(_ finding: Finding) -> Bool {
        guard Self.takes(finding), let entry = entries[finding.fingerprint] else { return false }
        return entry.rule == finding.rule.id && finding.severity <= entry.severity
            && finding.count <= entry.count
    }

    /// What says that content is lost.
    private static let losses = VerdictWord.losses.union([ImageTruncated.card, PayloadIsWhole.card])

    private static func takes(_ finding: Finding) -> Bool {
        !(finding.severity == .error && losses.contains(finding.rule))
            && !AcceptanceFacts.judges(finding.rule)
    }
}
