import Bytes
import DiscModel
import FileSystems
import Specimens

/// Sections in a row can be read as one extent (ECMA-119, 6.5.1).
enum SectionsFollowEachOther: Rule {
    static let card = RuleCard(
        id: "dir-multi-extent-not-consecutive",
        title: "The sections of a file lie behind one another",
        rationale: """
            Sections may lie anywhere, but some readers (libcdio warns) take the first block and the total size, and read \
            something else behind the first section.
            """,
        remedy: "Check the file with the programs that will have to read it.",
        severity: .note,
        clause: .ecma119("6.5.1"))

    static func weigh(_ file: FileSections, in _: Disc, _ findings: inout Findings) {
        for slot in file.slots.dropFirst() {
            let before = file.tree.record(slot - 1).dataExtent(blockSize: file.tree.blockSize)
            let expected = before.end.roundedUp(to: file.tree.blockSize)
            let start = file.tree.record(slot).dataOffset(blockSize: file.tree.blockSize)
            guard start != expected else { continue }
            findings.report(
                "section \(slot - file.slots.lowerBound + 1) begins at offset \(start), the one before it ends at \(before.end)",
                expected: "offset \(expected)", actual: "offset \(start)",
                at: file.tree.place(ofRecord: slot, DirectoryRecord.extent))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the second section elsewhere", .multiExtent, at: "record:/BIG.DAT#2", DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "record:/BIG.DAT#2", $0.block("padding"))
            },
            .passes("sections in a row", .multiExtent),
        ]
    }
}
