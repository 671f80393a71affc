import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Behind the declared volume stands nothing but zeros and what explains itself.
enum NothingAfterVolume: Rule {
    static let card = RuleCard(
        id: "hidden-after-volume",
        title: "Nothing unexplained follows the volume",
        rationale: """
            Bytes behind the volume are shown by no file manager and survive most copies. Appended partitions, backup \
            tables, further sessions, UDF anchors and padding are normal there; anything else was appended afterwards, \
            as archives, scripts and malware that use an image as cover are. The length \
            and SHA-256 tell whether other copies have the same; what repeats one value is the pattern of a medium.
            """,
        remedy: "Look at the bytes; compare the length of the file with that of the publisher's.",
        severity: .warning,
        confidence: .firm,
        clause: .ecma119("8.4.8"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let space = HiddenSpace(of: disc), !space.behind.isEmpty else { return }
        if let doubt = space.doubt {
            findings.cannotDecide(doubt)
            return
        }
        for piece in space.behind {
            findings.report("the volume is followed by \(piece.account)", expected: "zeros", at: piece.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("24 KB of text appended", .plain, at: "padding", 307_200) {
                $0.append(Array(repeating: 0x41, count: 24_000))
            },
            .fires("one byte appended", .plain, at: "padding", 307_200) { $0.append([1]) },
            .passes("zeros appended", .plain) { $0.append(Array(repeating: 0, count: 4_096)) },
            .passes("an appended partition", .plain) {
                let entry = MasterBootRecord.entry(0).offset
                $0.set("system-area", entry, [0, 0, 1, 0, 0xEF, 0, 1, 0])
                $0.set(
                    MBRPartition.firstBlock, of: "system-area", at: entry,
                    UInt32(clamping: $0.bytes.count / 512))
                $0.set(MBRPartition.blocks, of: "system-area", at: entry, 8)
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
                $0.append(Array(repeating: 0x41, count: 4_096))
            },
        ]
    }
}
