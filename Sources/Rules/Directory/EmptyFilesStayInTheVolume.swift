import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file of size 0 names no block behind the end of the volume (ECMA-119, 9.1.3).
enum EmptyFilesStayInTheVolume: Rule {
    static let card = RuleCard(
        id: "dir-empty-file-astray",
        title: "A file of size 0 names no block behind the end",
        rationale: """
            The block of an empty file means nothing, and Linux, Windows, xorriso and 7-Zip do not look at it. Programs that \
            check places before lengths take it for a file behind the end and call the image truncated; old mkisofs numbers \
            empty files from 4294967279 downwards.
            """,
        remedy:
            "Make the image with a newer program if it is to be published: xorriso names a block of the volume.",
        severity: .warning,
        profiles: [.release, .preservation, .forensic, .pedantic],
        clause: .ecma119("9.1.3"))

    static func weigh(_ row: TreeRecord, in disc: Disc, _ findings: inout Findings) {
        let record = row.record
        guard record.dataLength.read == 0, !record.isDirectory, !row.isPlaceholder else { return }
        let start = UInt64(record.extent.read).times(row.tree.blockSize)
        guard start > max(disc.size, row.tree.descriptor.declaredBytes) else { return }
        findings.report(
            "the empty file names block \(record.extent.read), far behind the end",
            expected: "a block of the volume, or 0", actual: "\(record.extent.read)",
            at: row.place(DirectoryRecord.extent))
    }

    static var examples: [Example] {
        [
            .fires("as old mkisofs has it", .plain, at: "record:/DOCS/EMPTY.DAT", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS/EMPTY.DAT", 0xFFFF_FFEF)
            },
            .passes("block 0", .plain),
        ]
    }
}
