import Bytes
import DiscModel
import FileSystems
import Specimens

/// The size of a directory is a whole number of sectors (ECMA-119, 6.8.1.3).
enum DirectoriesFillSectors: Rule {
    static let card = RuleCard(
        id: "dir-size-not-sector",
        title: "The size of a directory is a multiple of the sector size",
        rationale: """
            A directory takes whole sectors, and its size says so. ImgBurn and several games record the bytes of the records \
            instead; readers cope, but it tells which program made the image.
            """,
        remedy: "Nothing to do for readers of today.",
        severity: .note,
        clause: .ecma119("6.8.1.3"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        let size = row.directory.recordedLength
        guard size % .sector != 0 else { return }
        findings.report(
            "the directory is \(size.of("byte")) long", expected: "a multiple of 2048", actual: "\(size)",
            at: row.tree.place(naming: row.index, DirectoryRecord.dataLength))
    }

    static var examples: [Example] {
        [
            .fires("an exact size", .plain, at: "record:/EMPTYDIR", 10) {
                $0.set(DirectoryRecord.dataLength, of: "record:/EMPTYDIR", 68)
            },
            .passes("whole sectors", .everything),
        ]
    }
}
