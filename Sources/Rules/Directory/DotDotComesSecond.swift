import Bytes
import DiscModel
import FileSystems
import Specimens

/// The second record of a directory is its parent (ECMA-119, 6.8.2.2).
enum DotDotComesSecond: Rule {
    static let card = RuleCard(
        id: "dir-dotdot-missing",
        title: "The second record of each directory names its parent",
        rationale: """
            xorriso skips the first two records without looking at them, so that a file in the second place is hidden; \
            isoinfo takes a directory there for one below and lists without end. There is no way up.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.8.2.2"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        guard head.wasRead, head.dot != nil, head.dotDot?.isDirectory != true else { return }
        let found = head.second.map { "\(head.tree.displayName($0).escaped)" } ?? "no record"
        findings.report(
            head.dotDot == nil
                ? "the second record of the directory is \(found)" : "\"..\" is not marked as a directory",
            expected: "a directory named by the byte 1", actual: head.dotDot == nil ? found : "a file",
            at: head.second.map { head.tree.place(ofRecord: $0) } ?? head.tree.place(ofDirectory: head.index))
    }

    static var examples: [Example] {
        [
            .fires("no \"..\"", .plain, at: "record:/DOCS/EMPTY.DAT") { $0.removeRecord("record:/DOCS/..") },
            .fires("\"..\" is a file", .plain, at: "record:/DOCS/..") {
                $0.set(DirectoryRecord.flags, of: "record:/DOCS/..", 0)
            },
            .passes("\"..\" second", .everything),
        ]
    }
}
