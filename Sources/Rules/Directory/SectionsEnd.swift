import Bytes
import DiscModel
import FileSystems
import Specimens

/// The chain of file sections has an end (ECMA-119, 6.5.1 and 9.1.6).
enum SectionsEnd: Rule {
    static let card = RuleCard(
        id: "dir-multi-extent-unterminated",
        title: "The last section of a file says that it is the last",
        rationale: """
            A file over 4 GiB is recorded in sections, and each but the last says that more follows. If none follows, readers take \
            the next file for the rest, or refuse the directory.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.5.1, 9.1.6"))

    static func weigh(_ file: FileSections, in _: Disc, _ findings: inout Findings) {
        guard !file.isTerminated else { return }
        let last = file.slots.upperBound - 1
        findings.report(
            "the record says that the file goes on in the next, and no record of the same name follows",
            at: file.tree.place(ofRecord: last, DirectoryRecord.flags))
    }

    static var examples: [Example] {
        [
            .fires(
                "a file of one section that promises more", .plain, at: "record:/README.TXT",
                DirectoryRecord.flags
            ) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 0x80)
            },
            .fires(
                "the last section promises more", .multiExtent, at: "record:/BIG.DAT#2", DirectoryRecord.flags
            ) {
                $0.set(DirectoryRecord.flags, of: "record:/BIG.DAT#2", 0x80)
            },
            .passes("two sections", .multiExtent),
        ]
    }
}
