import Bytes
import DiscModel
import FileSystems
import Specimens

/// The next number for a file is not in use.
enum HFSNextNumberIsFree: Rule {
    static let card = RuleCard(
        id: "hfs-next-id",
        title: "The next number for a file is not in use",
        rationale: """
            Whoever writes to the volume next gives a new file the number of another one, and the two become \
            one.
            """,
        remedy: """
            Write nothing to the volume; copy its files to a new one.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        let header = volume.header
        let next = header[header.nextIDField]
        // Numbers that were used up begin again (attribute bit 12, TN1150).
        let isReused = header.isPlus && header[HFSPlusHeader.attributes] >> 12 & 1 == 1
        guard next <= volume.highestID, !isReused else { return }
        findings.report(
            "the next number for a file is \(next), and a file has \(volume.highestID)",
            expected: "more than \(volume.highestID)", actual: "\(next)", at: header.place(header.nextIDField)
        )
    }

    static var examples: [Example] {
        [
            .fires("the number of the folder", .hfsPlus, at: "hfs:header", 64) {
                $0.set32BE("hfs:header", 64, 16)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
