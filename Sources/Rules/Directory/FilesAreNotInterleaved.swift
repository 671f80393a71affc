import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files lie in one piece, not in units with gaps between them (ECMA-119, 6.4.3).
enum FilesAreNotInterleaved: Rule {
    static let card = RuleCard(
        id: "dir-interleave",
        title: "No file is interleaved",
        rationale: """
            Interleaving was made for CD-i and for slow drives. xorriso refuses an image with such a file, Linux shows the \
            file with no bytes, others read straight on and mix it with its neighbours.
            """,
        remedy: "Read the file with a program that knows interleaving, or make the image again without it.",
        severity: .warning,
        clause: .ecma119("6.4.3, 9.1.7, 9.1.8"))

    static var concerns: RecordTraits { .interleaved }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let record = row.record
        guard record.fileUnitSize != 0 || record.interleaveGap != 0 else { return }
        findings.report(
            "the file is recorded in units of \(record.fileUnitSize.of("block")) with gaps of \(record.interleaveGap)",
            expected: "0 and 0", actual: "\(record.fileUnitSize) and \(record.interleaveGap)",
            at: row.place(DirectoryRecord.interleaving))
    }

    static var examples: [Example] {
        [
            .fires(
                "units of one block with gaps of one", .plain, at: "record:/DOCS/MANUAL.TXT",
                DirectoryRecord.fileUnitSize
            ) {
                $0.set("record:/DOCS/MANUAL.TXT", 26, [1, 1])
            },
            .fires("a gap without a unit", .plain, at: "record:/DOCS", DirectoryRecord.fileUnitSize) {
                $0.set("record:/DOCS", 26, [0, 1])
            },
            .passes("files in one piece", .everything),
        ]
    }
}
