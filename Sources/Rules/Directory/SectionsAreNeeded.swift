import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file that fits into one section is recorded in one (ECMA-119, 6.5.1).
enum SectionsAreNeeded: Rule {
    static let card = RuleCard(
        id: "dir-multi-extent-small",
        title: "Only a file of 4 GiB or more is recorded in sections",
        rationale: """
            Several readers and boot programs know one section only. A file that would fit into one is recorded so that they \
            show a part of it, without need. Test images do it, and writers of sparse files.
            """,
        remedy: "Make the image again if old readers are to see the whole file.",
        severity: .note,
        clause: .ecma119("6.5.1, 9.1.4"))

    /// The longest section of whole blocks that a number of 32 bits can tell.
    private static let longest: UInt64 = 0xFFFF_F800

    static func weigh(_ file: FileSections, in _: Disc, _ findings: inout Findings) {
        guard file.isTerminated, file.size < longest else { return }
        findings.report(
            "the file of \(file.size.of("byte")) is recorded in \(file.slots.count.of("section"))",
            expected: "1 section",
            actual: "\(file.slots.count.of("section"))", at: file.tree.place(ofRecord: file.slots.lowerBound))
    }

    static var examples: [Example] {
        [
            .fires("5,096 bytes in two sections", .multiExtent, at: "record:/BIG.DAT"),
            .passes("a first section of nearly 4 GiB", .multiExtent) {
                $0.set(DirectoryRecord.dataLength, of: "record:/BIG.DAT", 0xFFFF_F800)
            },
        ]
    }
}
