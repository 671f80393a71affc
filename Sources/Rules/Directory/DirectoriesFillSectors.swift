public import DiscModel
import FileSystems
import Specimens

/// The size of a directory is a whole number of sectors (ECMA-119, 6.8.1.3).
public enum DirectoriesFillSectors: Rule {
    public static let card = RuleCard(
        id: "dir-size-not-sector",
        title: "The size of a directory is a multiple of the sector size",
        rationale: """
            A directory takes whole sectors, and its size says so. ImgBurn and several games record the bytes of the records \
            instead; readers cope, but it tells which program made the image.
            """,
        remedy: "Nothing to do for readers of today.",
        severity: .note,
        clause: .ecma119("6.8.1.3"))

    public static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        let size = row.directory.recordedLength
        guard size % 2048 != 0 else { return }
        findings.report(
            "the directory is \(size) bytes long", expected: "a multiple of 2048", actual: "\(size)",
            at: row.tree.place(ofDirectory: row.index, field: "dataLength"))
    }

    public static var fires: [Example] {
        [Example("an exact size", .plain) { $0.setBoth32("record:/EMPTYDIR", 10, 68) }]
    }

    public static var staysSilent: [Example] { [Example("whole sectors", .everything)] }
}
