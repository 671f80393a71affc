import Bytes
import DiscModel
import FileSystems
import Specimens

/// "." and ".." carry the date of the directory that they name (ECMA-119, 6.8.2.2 and 9.1.5).
enum DotDatesAgree: Rule {
    static let card = RuleCard(
        id: "dir-dot-date",
        title: "\".\" and \"..\" carry the date of the directory that they name",
        rationale: """
            A directory is recorded in its parent, in itself, and in each of its subdirectories, every time with the date. \
            All programs tried write the same date into all of them, save for directories that they add themselves. Another \
            date in one of them is a record that was changed or damaged; no reader looks at it.
            """,
        remedy: "Compare the image with its source; nothing is wrong with the files themselves.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("6.8.2.2, 9.1.5"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        // The root's own "." is held against the descriptor by `RootDatesAgree`.
        if let dot = head.dot, let slot = head.first, head.directory.slot >= 0, dot.date != head.naming.date {
            findings.report(
                "\".\" is dated \(dot.date.inWords), the record in the parent \(head.naming.date.inWords)",
                expected: head.naming.date.inWords, actual: dot.date.inWords,
                at: head.tree.place(ofRecord: slot, DirectoryRecord.date))
        }
        guard let dotDot = head.dotDot, let slot = head.second else { return }
        let parent = date(of: head.parent, in: head.tree) ?? head.namingParent.date
        let target = dotDot.dataOffset(blockSize: head.tree.blockSize)
        // A ".." that names something else has the date of something else; one that names its own directory, as libisofs
        // has it in Joliet, may have either date.
        guard dotDot.date != parent, target != head.directory.offset || dotDot.date != head.naming.date,
            target == head.tree.directories[head.parent].offset || target == head.directory.offset
        else { return }
        findings.report(
            "\"..\" is dated \(dotDot.date.inWords), the parent \(parent.inWords)",
            expected: parent.inWords, actual: dotDot.date.inWords,
            at: head.tree.place(ofRecord: slot, DirectoryRecord.date))
    }

    /// The date of the root as its own "." has it: programs that add a directory to the root late date it anew, but not in
    /// the descriptor.
    private static func date(of directory: Int, in tree: ISOTree) -> ShortDate? {
        guard directory == 0, let slot = tree.slots(of: directory).first, tree.record(slot).isSelf else {
            return nil
        }
        return tree.record(slot).date
    }

    static var examples: [Example] {
        [
            .fires("another second in \".\"", .plain, at: "record:/DOCS/.", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 5, of: "record:/DOCS/.", 59)
            },
            .fires("another day in \"..\"", .plain, at: "record:/DOCS/..", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 2, of: "record:/DOCS/..", 9)
            },
            .fires("another zone in \"..\" of the root", .joliet, at: "svd:record:/..", DirectoryRecord.date)
            {
                $0.set(DirectoryRecord.date, byte: 6, of: "svd:record:/..", 4)
            },
            .passes("equal dates in all trees", .everything),
            .passes("another date in the descriptor, which another rule reports", .plain) {
                $0.set(DirectoryRecord.date, byte: 4, of: "pvd:root", 9)
            },
        ]
    }
}
