import Bytes
import DiscModel
import FileSystems
import Specimens

/// A path of the primary tree has at most 255 characters (ECMA-119, 6.8.2.1).
enum PathsAreNotTooLong: Rule {
    static let card = RuleCard(
        id: "dir-path-length",
        title: "Each path of the primary tree has at most 255 characters",
        rationale: """
            The standard sums up all identifiers of a path and their number. Readers with a fixed buffer of that length lose \
            or cut longer paths.
            """,
        remedy: "For old readers, use shorter names or fewer levels.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("6.8.2.1"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.kind == .iso9660 else { return }
        // Bytes of all identifiers above, one more for each directory; parents come before children.
        var lengths: [Int] = []
        lengths.reserveCapacity(tree.directories.count)
        for directory in tree.directories {
            let slot = Int(directory.slot)
            let parent = Int(directory.parent)
            guard slot >= 0, lengths.indices.contains(parent) else {
                lengths.append(0)
                continue
            }
            lengths.append(
                lengths[parent] + Int(tree.byte(DirectoryRecord.identifierLength.offset, ofRecord: slot)) + 1)
        }
        for (slot, entry) in tree.slots.enumerated() {
            let above = lengths[Int(entry.directory)]
            guard above > 0 else { continue }
            let length = above + Int(tree.byte(DirectoryRecord.identifierLength.offset, ofRecord: slot))
            guard length > 255 else { continue }
            findings.report(
                "the path is \(length.of("character")) long", expected: "255 or less", actual: "\(length)",
                at: tree.place(ofRecord: slot))
        }
    }

    static var examples: [Example] {
        [
            .fires("nine names of 31 characters", image(levels: 9), at: "system-area", 57_344),
            .passes("seven names of 31 characters", image(levels: 7)),
        ]
    }

    private static func image(levels: Int) -> Specimen {
        let name = "/" + String(repeating: "A", count: 31)
        return Specimen { $0.files = [Specimen.File(String(repeating: name, count: levels), .directory)] }
    }
}
