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
            let (gone, changed) = Self.lost(state.tree, since: later)
            let words = [(gone, "deleted"), (changed, "written anew")].compactMap { names, what in
                names.first.map {
                    "\(names.count.of("file")) \(names.count == 1 ? "was" : "were") \(what) after it, first \($0.escaped)"
                }
            }
            let older =
                index == 0 && volume.history.isCut ? "; there are older ones, which were not read" : ""
            findings.report(
                "state \(index + 1) of \(states.count + 1)\(state.time.map { ", of \($0.text)," } ?? "") can still be read\(words.isEmpty ? "" : ": " + words.joined(separator: "; "))\(older)",
                at: state.place)
        }
    }

    /// The files of a tree that a later one does not have, and those of which it has other data.
    private static func lost(_ tree: FileTree, since later: FileTree) -> (
        gone: [DisplayName], changed: [DisplayName]
    ) {
        let known = Dictionary(
            later.nodes.indices.filter { later.nodes[$0].kind == .file }.map {
                (later.path(of: $0).text, $0)
            },
            uniquingKeysWith: { first, _ in first })
        var (gone, changed): ([DisplayName], [DisplayName]) = ([], [])
        for node in tree.nodes.indices where tree.nodes[node].kind == .file {
            let path = tree.path(of: node)
            if let other = known[path.text] {
                let same = tree.extents(of: tree.nodes[node]).elementsEqual(
                    later.extents(of: later.nodes[other]))
                if !same { changed.append(path) }
            } else {
                gone.append(path)
            }
        }
        return (gone, changed)
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
