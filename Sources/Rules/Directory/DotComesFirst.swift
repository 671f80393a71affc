import Bytes
import DiscModel
import FileSystems
import Specimens

/// The first record of a directory is the directory itself (ECMA-119, 6.8.2.2).
enum DotComesFirst: Rule {
    static let card = RuleCard(
        id: "dir-dot-missing",
        title: "The first record of each directory names the directory itself",
        rationale: """
            Readers take the first record for \".\" without asking; xorriso reads the length of the directory from it and \
            gives up, isoinfo lists directories without end. If something else stands there, the block is no directory, or a \
            file is hidden from those readers.
            """,
        remedy: "Look where the record of the directory points; if it is right, make the image again.",
        severity: .error,
        clause: .ecma119("6.8.2.2"))

    static func weigh(_ head: DirectoryHead, in _: Disc, _ findings: inout Findings) {
        guard head.wasRead else { return }
        if head.dot?.isDirectory == true { return }
        let found = head.first.map { "\(head.tree.displayName($0).escaped)" } ?? "no record"
        findings.report(
            head.dot == nil
                ? "the directory begins with \(found)" : "\".\" is not marked as a directory",
            expected: "a directory named by the byte 0", actual: head.dot == nil ? found : "a file",
            at: head.tree.place(ofDirectory: head.index),
            causedBy: head.tree.halves(naming: head.index)
                ?? (head.isBlank
                    ? NoDirectorySectorIsBlank.self : head.beginsMalformed ? RecordsAreWhole.self : nil))
    }

    static var examples: [Example] {
        [
            .fires("the first record has a name", .plain, at: "record:/DOCS/.") {
                $0.set(DirectoryRecord.firstIdentifierByte, of: "record:/DOCS/.", 0x41)
            },
            .fires("\".\" is a file", .plain, at: "record:/DOCS/.") {
                $0.set(DirectoryRecord.flags, of: "record:/DOCS/.", 0)
            },
            .fires("the block is no directory", .plain, at: "data:/DOCS/MANUAL.TXT", severity: .note) {
                $0.lead("record:/DOCS", 2, to: $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .passes("\".\" first", .everything),
        ]
    }
}
