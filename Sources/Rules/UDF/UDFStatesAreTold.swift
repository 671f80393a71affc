import Bytes
import DiscModel
import FileSystems
import Specimens

/// The disc shows its newest state alone.
enum UDFStatesAreTold: Rule {
    static let card = RuleCard(
        id: "udf-vat-earlier",
        title: "The disc shows its newest state alone",
        rationale: """
            A disc that is written once keeps every state that it had: what was deleted or written anew since \
            then can still be read, though no system shows it.
            """,
        remedy: """
            Nothing is wrong; isocheck list --session with the number of a state shows its files. Before the \
            disc is given away, know what it still holds.
            """,
        severity: .note,
        clause: .udf("2.2.11"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let states = volume.history.states
        for (index, state) in states.enumerated() {
            let later = index + 1 < states.count ? states[index + 1].tree : volume.tree
            let changes = TreeChanges(from: state.tree, to: later)
            let words = [
                (changes.deleted, "deleted", state.tree),
                (changes.renamed.map(\.old), "renamed", state.tree),
                (changes.changed, "written anew", later),
            ].compactMap { nodes, what, tree in
                nodes.first.map {
                    "\(nodes.count.of("file")) \(nodes.count == 1 ? "was" : "were") \(what) after it, first \(tree.path(of: $0).escaped)"
                }
            }
            let older =
                index == 0 && volume.history.isCut ? "; there are older ones, which were not read" : ""
            findings.report(
                "state \(index + 1) of \(states.count + 1)\(state.time.map { ", of \($0.text)," } ?? "") can still be read\(words.isEmpty ? "" : ": " + words.joined(separator: "; "))\(older)",
                at: state.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a file that was deleted", .udfTwoStates, at: "udf:vat-icb", 0,
                message:
                    "state 1 of 2, of 2024-01-02T03:04:05Z, can still be read: 1 file was deleted after it, first /readme.txt"
            ),
            .passes("a disc that was written in one go", .udfVirtual),
        ]
    }
}
