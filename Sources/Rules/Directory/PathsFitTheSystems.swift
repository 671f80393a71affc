import DiscModel
import FileSystems
import Specimens

/// Paths can be used on the systems that read the tree.
enum PathsFitTheSystems: Rule {
    static let card = RuleCard(
        id: "dir-path-exceeds-os",
        title: "Paths are short enough for the systems that show them",
        rationale: """
            Windows programs stop at 260 characters with drive and end, macOS at 1024 bytes, Linux at 4096. Files with longer \
            paths are listed, and cannot be opened or copied.
            """,
        remedy: "Copy such files from inside a directory near them, or make the image with shorter names.",
        severity: .note,
        clause: .practice("MAX_PATH 260, PATH_MAX 1024 and 4096"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for (index, tree) in disc.trees.enumerated() where tree.kind == .joliet || tree.kind == .rockridge {
            weigh(tree, index, disc, &findings)
        }
    }

    private static func weigh(_ tree: FileTree, _ number: Int, _ disc: Disc, _ findings: inout Findings) {
        let isJoliet = tree.kind == .joliet
        // Bytes or 16-bit units from the root on, with a separator before each name; parents come before children.
        var lengths: [Int] = []
        lengths.reserveCapacity(tree.nodes.count)
        for (index, node) in tree.nodes.enumerated() {
            guard index > 0, lengths.indices.contains(Int(node.parent)) else {
                lengths.append(0)
                continue
            }
            let length = lengths[Int(node.parent)] + 1 + Int(node.nameLength) / (isJoliet ? 2 : 1)
            lengths.append(length)
            if length < 256 { continue }
            guard let system = system(stoppedBy: length, isJoliet) else { continue }
            findings.report(
                "the path is \(length) \(isJoliet ? "characters" : "bytes") long, too long for \(system)",
                at: disc.place(ofNode: index, in: number))
        }
    }

    private static func system(stoppedBy length: Int, _ isJoliet: Bool) -> String? {
        // The drive takes two characters, the end of a string one more.
        if isJoliet { return length + 3 > 260 ? "Windows (260 with drive and end)" : nil }
        if length + 1 > 4096 { return "Linux (4096 with end) and macOS" }
        return length + 1 > 1024 ? "macOS (1024 with end)" : nil
    }

    static var examples: [Example] {
        [
            .fires("five names of 60 characters", image(levels: 5), at: "system-area", 67_652),
            .passes("four names of 60 characters", image(levels: 4)),
        ]
    }

    private static func image(levels: Int) -> Specimen {
        let name = "/" + String(repeating: "A", count: 60)
        return Specimen {
            $0.joliet = true
            $0.files = [Specimen.File(String(repeating: name, count: levels), .directory)]
        }
    }
}
