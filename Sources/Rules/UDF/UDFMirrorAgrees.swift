import Bytes
import DiscModel
import FileSystems
import Specimens

/// The mirror of the metadata holds the same as the metadata file.
enum UDFMirrorAgrees: Rule {
    static let card = RuleCard(
        id: "udf-metadata-mirror",
        title: "The mirror of the metadata holds the same as the metadata file",
        rationale: """
            Entries and directories lie in the metadata file and once more in its mirror, which systems read \
            where the first is damaged. A mirror that differs shows old files then, or none.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.2.13.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let place = volume.mirrorDifference else { return }
        findings.report(
            "the metadata mirror file differs from the metadata file", expected: "the same bytes", at: place)
    }

    static var examples: [Example] {
        [
            .fires("one byte of the mirror", .udfMetadata, at: mirror) { $0.bytes[mirror] ^= 1 },
            .passes("equal files", .udfMetadata),
        ]
    }

    /// A byte of the mirror, found through its entry.
    private static let mirror: Int = {
        let (volume, entry) = (Specimen.udfMetadata, "udf:metadata-mirror")
        // The partition begins so many blocks before the entry as its tag counts.
        let start = volume.offset(entry) / .sector - Int(volume.get32LE(entry, 12))
        return (start + Int(volume.get32LE(entry, 220))) * .sector + 100
    }()
}
