import Bytes
import DiscModel
import FileSystems
import Specimens

/// What a record names lies on this volume of the set (ECMA-119, 9.1.9).
enum RecordsBelongToTheVolume: Rule {
    static let card = RuleCard(
        id: "dir-volume-seq",
        title: "Each directory record names the volume it is on",
        rationale: """
            In a set of several discs the record says on which of them the data lies. On a single disc any other number than \
            that of the descriptor is damage or carelessness; readers ignore it.
            """,
        remedy:
            "Look for the other discs of the set if there is one; otherwise compare the image with its source.",
        severity: .warning,
        clause: .ecma119("9.1.9, 8.4.11"))

    static var concerns: RecordTraits { .otherVolume }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let number = row.record.sequence.read
        guard number != row.volumeSequence else { return }
        let set = row.tree.descriptor.volumeSetSize.read
        findings.report(
            "the record names volume \(number) of the set, and this is volume \(row.volumeSequence) of \(set)",
            expected: "\(row.volumeSequence)", actual: "\(number)",
            at: row.place(DirectoryRecord.sequence),
            // 0 was never set, as by Easy CD Creator; the records or the descriptor.
            severity: number == 0 || row.volumeSequence == 0 || set > 1 && number <= set ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("volume 2 of 1", .plain, at: "record:/README.TXT", DirectoryRecord.sequence) {
                $0.set(DirectoryRecord.sequence, of: "record:/README.TXT", 2)
            },
            .passes("volume 1 of 1", .everything),
        ]
    }
}
