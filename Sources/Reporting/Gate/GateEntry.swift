import Bytes
import Comparison
import DiscModel
import Rules

/// One thing that a gate has to tell: a finding, a rule that could not decide, an image that nobody could look at, a readback
/// that is not the image. The formats of CI systems are made of these, so that none of them can forget a kind.
struct GateEntry {
    enum State: Equatable {
        /// It decides, if it is grave enough.
        case counts
        /// It follows from the finding of another rule.
        case consequence(of: String)
        /// A known habit of the program that made the image.
        case excused(String)
        /// Somebody accepts it, for a reason.
        case suppressed(String)
        /// The baseline knows it.
        case known
        /// It could not be decided, which a gate does not let pass.
        case open
    }

    /// The id of the rule, or of what no rule decides: `image-looked-at`, `readback-same`.
    let id: String
    /// What ought to be, as a sentence without a full stop.
    let title: String
    let rationale: String
    let remedy: String
    let area: String
    let clause: String?
    let severity: Severity
    let confidence: Confidence
    let state: State
    /// The file that it is about, as named on the command line.
    let image: DisplayName
    let message: String
    var expected: String?
    var actual: String?
    var count = 1
    var places: [Place] = []
    /// Stable across rebuilds of an image.
    let fingerprint: String

    /// Whether the threshold of the run lets the run fail for it.
    func fails(_ terms: Terms) -> Bool {
        switch state {
        case .counts: terms.fails(severity)
        case .open: true
        case .consequence, .excused, .suppressed, .known: false
        }
    }

    /// Whether somebody accepts it, who would else have been told of it.
    var isAccepted: Bool {
        switch state {
        case .suppressed, .known: true
        case .counts, .consequence, .excused, .open: false
        }
    }

    /// Whether a report for people tells it that shows findings from a severity on.
    func isShown(from show: Severity) -> Bool {
        switch state {
        case .counts: severity >= show
        case .open: true
        case .consequence, .excused, .suppressed, .known: false
        }
    }

    /// The message with how often it is so, and where first: what stands alone on a line.
    var sentence: String {
        let often = count > 1 ? " (first of \(grouped(count)))" : ""
        guard let place = places.first else { return message.harmless + often }
        let path = place.path.flatMap { message.contains($0.escaped) ? nil : " in \($0.told)" } ?? ""
        let spot = place.offset.map { offset in
            " [offset \(offset)" + (place.lba.map { ", LBA \($0.number)" } ?? "") + "]"
        }
        return message.harmless + path + often + (spot ?? "")
    }
}

extension GateEntry.State {
    fileprivate init(_ accepted: Accepted) {
        switch accepted {
        case .suppressed: self = .suppressed(accepted.inWords)
        case .known: self = .known
        }
    }

    /// Why it does not count, where it does not.
    var justification: String? {
        switch self {
        case .counts, .open: nil
        case .consequence(let cause): "follows from \(cause)"
        case .excused(let reason): "excused: \(reason)"
        case .suppressed(let words): words
        case .known: Accepted.known.inWords
        }
    }
}

extension Accepted {
    /// Why somebody accepts it, in words.
    var inWords: String {
        switch self {
        case .suppressed(let reason, let until):
            "suppressed\(until.map { " until \($0)" } ?? ""): \(reason.told)"
        case .known: "known from the baseline"
        }
    }
}

extension GateEntry {
    init(_ finding: Finding, in image: DisplayName) {
        let state: State =
            finding.causedBy.map { .consequence(of: $0.id) } ?? finding.exemption.map { .excused($0) }
            ?? finding.accepted.map(State.init) ?? .counts
        self.init(
            finding.rule, finding.remedy, finding.severity, state, image, finding.message,
            finding.fingerprint, finding.confidence)
        expected = finding.expected
        actual = finding.actual
        count = finding.count
        places = finding.places
    }

    init(open outcome: RuleOutcome, in image: DisplayName) {
        self.init(
            outcome.rule, outcome.rule.remedy, outcome.rule.severity, .open, image,
            "not decided: " + (outcome.reason ?? "no reason given"), "open-\(outcome.rule.id)",
            outcome.rule.confidence)
    }

    private init(
        _ rule: RuleCard, _ remedy: String, _ severity: Severity, _ state: State, _ image: DisplayName,
        _ message: String, _ fingerprint: String, _ confidence: Confidence
    ) {
        self.init(
            id: rule.id, title: rule.title, rationale: rule.rationale, remedy: remedy, area: rule.area,
            clause: rule.clause.text, severity: severity, confidence: confidence, state: state, image: image,
            message: message, fingerprint: fingerprint)
    }

    /// What no rule decides: whether there was anything to judge, and all of it was read.
    static func notLookedAt(_ image: DisplayName, _ why: String) -> GateEntry {
        GateEntry(
            id: "image-looked-at", title: "The image can be looked at",
            rationale: "What was not looked at may be anything: a gate must not let it pass.",
            remedy: "See that the file is there, can be read, and is a disc image.", area: "image",
            clause: nil,
            severity: .error, confidence: .certain, state: .open, image: image, message: why,
            fingerprint: "image-looked-at")
    }

    static func comparison(_ compared: Report.Compared) -> GateEntry? {
        let comparison = compared.comparison
        let verdict = comparison.verdict
        guard verdict != .pass else { return nil }
        let differing = comparison.states.runs.filter {
            $0.state.meaning == .loss || $0.state.meaning == .open
        }
        var entry = GateEntry(
            id: "readback-same", title: "The readback holds the image",
            rationale: "A disc that does not hold its image cannot be trusted.",
            remedy: "Read the text report: it names the files that are lost. "
                + (comparison.isMedium ? "Burn the disc again." : "Copy the file again."),
            area: "readback", clause: nil, severity: .error, confidence: .certain,
            state: verdict == .open ? .open : .counts,
            image: DisplayName(utf8: [UInt8](compared.readback.utf8)),
            message: "\(compared.readback.harmless) against \(compared.image.harmless): "
                + comparison.answer.inWords.lowercased(), fingerprint: "readback-same")
        entry.count = max(1, differing.count)
        entry.places = differing.prefix(compared.runLimit == 0 ? differing.count : compared.runLimit).map {
            let (offset, isTooBig) = $0.first.multipliedReportingOverflow(by: .sector)
            let (length, isTooLong) = $0.count.multipliedReportingOverflow(by: .sector)
            return Place(
                offset: isTooBig ? nil : offset, length: isTooLong ? nil : length, note: $0.state.rawValue)
        }
        return entry
    }
}

extension Report.Image {
    /// All there is to tell of the image, in the order of the report; nothing of one that is as it should be.
    var entries: [GateEntry] {
        guard let judgement = examination?.judgement else {
            if case .failed(let why) = look { return [.notLookedAt(name, why)] }
            return []
        }
        var entries = judgement.findings.map { GateEntry($0, in: name) }
        entries += judgement.open.map { GateEntry(open: $0, in: name) }
        if !judgement.hasSubject {
            entries.append(.notLookedAt(name, "it has no file system that isocheck reads"))
        }
        if !judgement.isComplete { entries.append(.notLookedAt(name, "it was not read to its end")) }
        return entries
    }
}
