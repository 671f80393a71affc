import DiscModel
import FileSystems
import Specimens

/// Bytes behind the last record of a directory sector are zero (ECMA-119, 6.8.1.1).
enum SectorsEndInZeros: Rule {
    static let card = RuleCard(
        id: "dir-sector-slack-nonzero",
        title: "Directory sectors are zero behind their last record",
        rationale: """
            Readers stop at the first zero byte, so whatever stands behind it is not seen: records of removed files, the \
            writer's memory (old Nero, mkisofs on Windows, Easy CD Creator), or something that was hidden there.
            """,
        remedy: "Look at the bytes if the origin of the image matters; the files are not affected.",
        severity: .warning,
        clause: .ecma119("6.8.1.1"))

    static func weigh(_ tail: SectorTail, in _: Disc, _ findings: inout Findings) {
        guard tail.isBehindData || tail.bytes.first == 0 else { return }
        let count = tail.bytes.count { $0 != 0 }
        guard count > 0 else { return }
        findings.report(
            "\(count) of the \(tail.bytes.count.of("byte")) behind the last record of the sector are not zero",
            expected: "zeros", actual: "\(count) other bytes", at: tail.place("slack"))
    }

    static var examples: [Example] {
        [
            .fires("a note behind the records of /DOCS", .plain, at: "record:/DOCS/MANUAL.TXT", 46) {
                $0.set("dir:/DOCS", 1_000, Array("hidden".utf8))
            },
            .passes("zeros", .everything),
        ]
    }
}
