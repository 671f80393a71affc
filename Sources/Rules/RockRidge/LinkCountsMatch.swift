import Bytes
import DiscModel
import FileSystems
import Specimens

/// The link count of a directory is 2 and one for each directory in it (RRIP 1.12, 4.1.1; POSIX).
enum LinkCountsMatch: Rule {
    static let card = RuleCard(
        id: "rr-px-nlink",
        title: "Link counts are those of a POSIX file system",
        rationale: """
            find and others skip the search for subdirectories when the link count says that there is none. genisoimage \
            counts properly, xorriso writes 1, which means "not counted"; 0 means a file that was deleted.
            """,
        remedy: "Have the mastering program count, or write 1.",
        severity: .note, profiles: Profile.pedants,
        clause: .rrip("4.1.1"))

    static func weigh(_ tree: RockRidgeTree, in _: Disc, _ findings: inout Findings) {
        let nodes = tree.view.nodes
        var shown = [UInt32](repeating: 2, count: nodes.count)
        for node in nodes.dropFirst() where node.kind == .directory { shown[Int(node.parent)] += 1 }
        // Where directories were relocated, some programs count what is recorded instead of what is shown.
        let recorded = recordedLinks(in: tree.tree)
        for index in nodes.indices {
            guard let slot = index == 0 ? tree.tree.slots.indices.first : tree.slot(of: index),
                let entry = tree.tree.entry(slot, .px)
            else { continue }
            let links = entry[PosixAttributes.links].read
            let isDirectory = nodes[index].kind == .directory
            guard isDirectory || links == 0, links != 1, links != shown[index] else { continue }
            let directory = index == 0 ? 0 : Int(tree.tree.slots[slot].child)
            guard !recorded.indices.contains(directory) || links != recorded[directory] else { continue }
            findings.report(
                "the Rock Ridge attributes (PX) count \(links.of("link"))",
                expected: isDirectory ? "\(shown[index]), or 1" : "1 or more",
                actual: "\(links)", at: tree.tree.place(of: entry, slot: slot, PosixAttributes.links.any))
        }
    }

    /// 2 and the number of directory records, for each directory as recorded.
    private static func recordedLinks(in tree: ISOTree) -> [UInt32] {
        var links = [UInt32](repeating: 2, count: tree.directories.count)
        for slot in tree.slots.indices {
            let record = tree.record(slot)
            guard record.isDirectory, !record.isSelf, !record.isParent else { continue }
            links[Int(tree.slots[slot].directory)] += 1
        }
        return links
    }

    static var examples: [Example] {
        [
            .fires(
                "a directory with one subdirectory too many", .rockRidge, at: "susp:/DOCS:PX",
                PosixAttributes.links
            ) {
                $0.set(PosixAttributes.links, of: "susp:/DOCS:PX", 3)
            },
            .fires("a file with no link", .rockRidge, at: "susp:/README.TXT:PX", PosixAttributes.links) {
                $0.set(PosixAttributes.links, of: "susp:/README.TXT:PX", 0)
            },
            .passes("counted", .relocation),
            .passes("1, not counted", .rockRidge) { $0.set(PosixAttributes.links, of: "susp:/DOCS:PX", 1) },
        ]
    }
}
