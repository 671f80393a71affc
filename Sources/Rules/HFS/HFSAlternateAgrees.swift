import Bytes
import DiscModel
import FileSystems
import Specimens

/// The copy of the header says the same of what does not change.
enum HFSAlternateAgrees: Rule {
    static let card = RuleCard(
        id: "hfs-alternate-differs",
        title: "The copy of the header says the same of what does not change",
        rationale: """
            Blocks and creation date are written when a volume is made. Where header and copy differ in \
            them, one is damaged, and a repair by the copy would destroy the volume. What changes in use is \
            ordinarily older in the copy.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        guard let copy = volume.alternate, !volume.isReadByCopy else { return }
        let fields = volume.header.fields.filter {
            ["blockSize", "totalBlocks", "createDate", "drAlBlkSiz", "drNmAlBlks", "drCrDate"].contains(
                $0.name)
        }
        for field in fields {
            let (own, other) = (number(volume.header, field), number(copy, field))
            guard own != other else { continue }
            findings.report(
                "the header says \(own) and its copy \(other) for \(words[field.name] ?? field.name)",
                expected: "\(own)", actual: "\(other)",
                at: Place(
                    offset: copy.offset + UInt64(field.offset), length: UInt64(field.length),
                    field: copy.prefix + field.name))
        }
    }

    private static func number(_ header: HFSHeader, _ field: AnyField) -> UInt64 {
        header.record.slice(field.offset, field.length).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static let words = [
        "blockSize": "the size of blocks", "drAlBlkSiz": "the size of blocks",
        "totalBlocks": "the number of blocks", "drNmAlBlks": "the number of blocks",
        "createDate": "the time of its creation in seconds since 1904",
        "drCrDate": "the time of its creation in seconds since 1904",
    ]

    static var examples: [Example] {
        [
            .fires("another number of blocks", .hfsPlus, at: "hfs:alternate", 44) {
                $0.set32BE("hfs:alternate", 44, 90)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
