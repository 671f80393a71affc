import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file without bytes names no block (ECMA-119, 9.1.3).
enum EmptyFilesNameNoBlock: Rule {
    static let card = RuleCard(
        id: "dir-empty-file-extent",
        title: "A file of size 0 names block 0",
        rationale: """
            The block of an empty file has no meaning, and every program has its own: mkisofs counts down from 4294967279, \
            genisoimage names the first file, xorriso an empty block that all share. It tells who made the image.
            """,
        remedy: "Nothing to do: no reader looks at the block.",
        severity: .note,
        profiles: Profile.forensicOnly,
        clause: .ecma119("9.1.3"))

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let record = row.record
        guard record.dataLength.read == 0, record.extent.read != 0, !record.isDirectory else { return }
        findings.report(
            "the empty file names block \(record.extent.read)", expected: "0",
            actual: "\(record.extent.read)",
            at: row.place(DirectoryRecord.extent))
    }

    static var examples: [Example] {
        [
            .fires("the block of a neighbour", .plain, at: "record:/DOCS/EMPTY.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/EMPTY.DAT", 0xFFFF_FFEF)
            },
            .passes("block 0", .plain),
        ]
    }
}
