import Bytes
import DiscModel
import FileSystems
import Specimens

/// What a directory record names lies inside the volume that is declared (ECMA-119, 6.2 and 8.4.8).
enum ExtentsLieInTheVolume: Rule {
    static let card = RuleCard(
        id: "dir-extent-outside-volume",
        title: "Every file and directory ends inside the volume that is declared",
        rationale: """
            Programs that copy or burn by the declared size leave out what lies behind it, and nobody notices until the file \
            is read. Easy CD Creator declared too little.
            """,
        remedy: "Copy the image by its file size, not by the size it declares, or make it again.",
        severity: .warning,
        clause: .ecma119("6.2, 8.4.8"))

    static var concerns: RecordTraits { .reachesOut }

    static func weigh(_ row: TreeRecord, in disc: Disc, _ findings: inout Findings) {
        let end = row.endOfData
        guard end > row.declaredEnd, end <= disc.size, row.record.dataLength.read > 0, !row.isDot,
            !row.isPlaceholder
        else {
            return
        }
        guard row.tree.descriptor.volumeSpaceSize.agrees else {
            findings.cannotDecide("the size of the volume is recorded as two different numbers")
            return
        }
        findings.report(
            "block \(row.record.extent.read) and \(row.record.dataLength.read.of("byte")) reach \((end - row.declaredEnd).of("byte")) behind the end of the volume",
            expected: "an end at \(row.declaredEnd) or before", actual: "\(end)",
            at: row.place(DirectoryRecord.range), causedBy: row.record.halves ?? VolumeIncludesItsTree.self)
    }

    static var examples: [Example] {
        [
            .fires(
                "a volume that ends before its last file", .plain, at: "record:/DOCS/MANUAL.TXT",
                DirectoryRecord.extent,
                severity: .note
            ) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .passes("everything in the volume", .everything),
        ]
    }
}
