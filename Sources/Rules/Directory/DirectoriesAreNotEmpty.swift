import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory has at least the sector with "." and ".." (ECMA-119, 6.8.1.1).
enum DirectoriesAreNotEmpty: Rule {
    static let card = RuleCard(
        id: "dir-size-zero",
        title: "No directory has the size 0",
        rationale: """
            Even an empty directory holds the records of itself and its parent. One of size 0 cannot be entered: Linux and \
            isoinfo show it empty, others read what stands at its block in spite of the size.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.8.1.1, 6.8.2.2"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        guard row.tree.record(naming: row.index).dataLength.read == 0 else { return }
        findings.report(
            "the directory is 0 bytes long", expected: "a multiple of 2048", actual: "0",
            at: row.tree.place(naming: row.index, DirectoryRecord.dataLength))
    }

    static var examples: [Example] {
        [
            .fires("/DOCS of size 0", .plain, at: "record:/DOCS", 10) {
                $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", 0)
            },
            .passes("an empty directory of one sector", .plain),
        ]
    }
}
