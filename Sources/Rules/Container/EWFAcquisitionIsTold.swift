import Containers
import DiscModel
import Specimens

/// What an evidence file says of its case.
enum EWFAcquisitionIsTold: Rule {
    static let card = RuleCard(
        id: "container-ewf-case",
        title: "An evidence file carries no name of a case or a person",
        rationale: """
            The header of an evidence file names the case, the examiner and the program, which belong to the chain of custody. They are \
            personal data, so reports hold them only where somebody asks as an examiner does, with --profile forensic.
            """,
        remedy:
            "Compare with the record of the acquisition. Keep a report with these names as you keep the evidence.",
        severity: .note, profiles: [.forensic],
        clause: .practice("libewf, Expert Witness Compression Format: Header section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        guard let entries = evidence.facts.acquisition?.entries, !entries.isEmpty else { return }
        let told = entries.map { "\($0.name) \(words($0))" }.joined(separator: ", ")
        findings.report("\(evidence.name) tells: \(told)", at: evidence.place("header"))
    }

    private static func words(_ entry: EWFAcquisition.Entry) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        switch entry.time {
        case .seconds(let seconds):
            let (days, rest) = (Int(seconds / 86_400), Int(seconds % 86_400))
            let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(two).joined(separator: ":")
            return "\(Day(daysSince1970: days)) \(clock) UTC"
        case .local(let parts):
            return parts[..<3].map(two).joined(separator: "-") + " "
                + parts[3...].map(two).joined(separator: ":") + ", local time"
        case nil: return "\"\(DisplayName(entry.value).escaped)\""
        }
    }

    static var examples: [Example] {
        [
            .fires("a case", in: .evidence(Specimen.plain.bytes), at: "disc.E01: header"),
            .passes(
                "a header that is damaged, which another rule tells",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("header") + 120] ^= 1
                    $0.bytes[$0.offset("header2") + 120] ^= 1
                }),
        ]
    }
}
