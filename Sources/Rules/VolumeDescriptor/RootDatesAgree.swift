import Bytes
import DiscModel
import FileSystems
import Specimens

/// Both records of the root directory carry the same date (ECMA-119, 6.8.2.2 and 9.1.5).
enum RootDatesAgree: Rule {
    static let card = RuleCard(
        id: "pvd-root-date-vs-dot",
        title: "The root record of the descriptor and the root's own \".\" carry the same date",
        rationale: """
            Both records describe one directory, so both dates ought to be equal. Many programs take the time anew for \
            each, so that they differ by seconds; no reader cares.
            """,
        remedy: "Nothing for a user to do; a mastering program should take the time once.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .ecma119("6.8.2.2, 9.1.5"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard let roots = RootRecords(tree), roots.inDescriptor.date != roots.dot.date else { return }
        findings.report(
            "the root is dated \(roots.inDescriptor.date.inWords) in the descriptor and \(roots.dot.date.inWords) in itself",
            at: roots.place(DirectoryRecord.date))
    }

    static var examples: [Example] {
        [
            .fires("another minute", .plain, at: "pvd:root", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 4, of: "pvd:root", 9)
            },
            .passes("equal in all trees", .everything),
        ]
    }
}
