import Bytes
import DiscModel
import FileSystems
import Specimens

/// ES selects an extension that an ER has named (SUSP 1.12, 5.6).
enum SelectedExtensionExists: Rule {
    static let card = RuleCard(
        id: "susp-es-selector",
        title: "ES selects an extension that has an ER",
        rationale: """
            ES says to which of several extensions the next entries belong, by the number of its ER. A number without an \
            ER leaves those entries without an owner. Hardly any program writes ES.
            """,
        remedy: "Write an ER for each extension, or leave ES out.",
        severity: .note, profiles: Profile.pedants,
        clause: .susp("5.6"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.sharing != nil else { return }
        let slots = tree.slots(having: .es)
        guard !slots.isEmpty else { return }
        let references = ExtensionReference.all(in: tree).count
        for slot in slots {
            for entry in tree.entries(slot)
            where entry.signature == .es && Int(entry[SystemUseEntry.extensionSequence]) >= references {
                findings.report(
                    "an entry (ES) selects extension \(entry[SystemUseEntry.extensionSequence]) of \(references)",
                    expected: "a number below \(references)",
                    actual: "\(entry[SystemUseEntry.extensionSequence])",
                    at: tree.place(of: entry, slot: slot))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("the second extension of one", .rockRidge, at: "susp:/README.TXT:ES") {
                $0.insertEntry(Specimen.systemUseEntry("ES", [1]), into: "record:/README.TXT")
            },
            .passes("the first extension", .rockRidge) {
                $0.insertEntry(Specimen.systemUseEntry("ES", [0]), into: "record:/README.TXT")
            },
        ]
    }
}
