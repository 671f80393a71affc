import Comparison
import DiscModel
import Rules

/// One rule on one image as a test that passed or failed, for the formats that list tests: what held is told, too, so that a run
/// without findings leaves evidence of what was looked at.
struct GateCase {
    enum Outcome {
        case passed
        case failed
        /// It could not be decided.
        case open
        /// It does not apply, or does not count; and why.
        case skipped(String)
    }

    let id: String
    let title: String
    let area: String
    let image: DisplayName
    let outcome: Outcome
    /// What was found, the grave first; for a test that passed, what is too slight to fail it.
    let entries: [GateEntry]
}

extension GateCase {
    /// All tests of an image; one at least, whatever became of it.
    static func all(of image: Report.Image, _ terms: Terms) -> [GateCase] {
        let entries = image.entries
        var byID: [String: [GateEntry]] = [:]
        for entry in entries { byID[entry.id, default: []].append(entry) }
        var cases = (image.examination?.judgement.outcomes ?? []).map { outcome in
            GateCase(outcome, image.name, byID.removeValue(forKey: outcome.rule.id) ?? [], terms)
        }
        // What no rule decides stands first: all else hangs on it.
        let looked = byID.removeValue(forKey: "image-looked-at") ?? []
        cases.insert(
            GateCase(
                id: "image-looked-at", title: "The image can be looked at", area: "image", image: image.name,
                outcome: looked.isEmpty ? .passed : .open, entries: looked), at: 0)
        return cases
    }

    private init(_ outcome: RuleOutcome, _ image: DisplayName, _ entries: [GateEntry], _ terms: Terms) {
        id = outcome.rule.id
        title = outcome.rule.title
        area = outcome.rule.area
        self.image = image
        self.entries = entries
        self.outcome = Self.judged(outcome, entries, terms)
    }

    private static func judged(_ outcome: RuleOutcome, _ entries: [GateEntry], _ terms: Terms) -> Outcome {
        if entries.contains(where: { $0.state == .open }) { return .open }
        if entries.contains(where: { $0.fails(terms) }) { return .failed }
        if let accepted = entries.first(where: \.isAccepted),
            !entries.contains(where: { $0.state == .counts })
        {
            return accepted.state.justification.map { .skipped($0) } ?? .passed
        }
        switch outcome.kind {
        case .notApplicable: return .skipped("does not apply")
        case .open: return .skipped("not decided: " + (outcome.reason ?? "no reason given"))
        case .pass: return .passed
        case .fail: break
        }
        if entries.contains(where: { $0.state == .counts }) { return .passed }
        return entries.first?.state.justification.map { .skipped($0) } ?? .passed
    }

    /// A comparison is one test.
    init(of compared: Report.Compared) {
        let entry = GateEntry.comparison(compared)
        let outcome: Outcome = entry.map { $0.state == .open ? .open : .failed } ?? .passed
        self.init(
            id: "readback-same", title: "The readback holds the image", area: "readback",
            image: DisplayName(utf8: [UInt8](compared.readback.utf8)), outcome: outcome,
            entries: [entry].compactMap(\.self))
    }
}
