import Bytes
import DiscModel
import Specimens
import Surveys

/// The header of dvdisaster's data is whole.
enum DVDisasterHeaderIsWhole: Rule {
    static let card = RuleCard(
        id: "dvdisaster-header",
        title: "The header of dvdisaster's error correction data is whole",
        rationale: """
            The header says where the redundancy lies and for how long an image it is. dvdisaster finds copies of it (RS02), \
            or what its sums repeat (RS03), and searches long for them; without any of them nothing can be repaired.
            """,
        remedy: "Let dvdisaster repair a copy of the image; it writes the header anew.",
        severity: .warning,
        clause: .practice("dvdisaster codec specification, Ecc header"))

    static func weigh(_ subject: DVDisasterSubject, in _: Disc, _ findings: inout Findings) {
        let set = subject.set
        // That somebody asked for it is left open by the rule about sectors.
        if let obstacle = set.obstacle, set.headerFault == nil, set.file?.isGiven != true {
            findings.report(
                "\(set.name) \(obstacle)", at: set.place, severity: set.file == nil ? nil : .note)
        }
        guard let fault = set.headerFault else { return }
        let rest =
            set.header == nil
            ? "there is no copy, so nothing can be checked or repaired with it" : "a copy serves instead"
        findings.report("the header of \(set.name) \(fault); \(rest)", at: set.place)
    }

    static var examples: [Example] {
        [
            .fires("a damaged first header", DVDisasterForge.protected, at: "dvdisaster") {
                $0.set("dvdisaster", 70, [0xFF])
            },
            .fires("one that was written over", DVDisasterForge.protected, at: "dvdisaster") {
                $0.fill("dvdisaster", count: 4_096, with: 0)
            },
            .fires("a damaged header of RS03", DVDisasterForge.layered, at: "dvdisaster") {
                $0.set("dvdisaster", 70, [0xFF])
            },
            .passes("a whole one", DVDisasterForge.protected),
        ]
    }
}
