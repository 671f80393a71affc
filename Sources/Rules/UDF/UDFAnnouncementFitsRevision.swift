import Bytes
import DiscModel
import FileSystems
import Specimens

/// NSR02 goes with revisions before 2.00, NSR03 with those from 2.00 on.
enum UDFAnnouncementFitsRevision: Rule {
    static let card = RuleCard(
        id: "udf-nsr-version-vs-rev",
        title: "NSR02 goes with revisions before 2.00, NSR03 with those from 2.00 on",
        rationale: """
            Both tell which edition of ECMA-167 the volume keeps to. A reader of old discs believes NSR02 and \
            fails at structures that are not in it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.1.5.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let nsr = volume.recognition.first(where: { $0.name.hasPrefix("NSR") }),
            let descriptor = volume.logicalVolume,
            let revision = volume.revision
        else { return }
        let isNew = descriptor[UDFLogicalVolume.revision] >= 0x0200
        guard (nsr.name == "NSR03") != isNew else { return }
        findings.report(
            "the recognition sequence says \(nsr.name), and the volume is of revision \(revision)",
            expected: isNew ? "NSR03" : "NSR02", actual: nsr.name,
            at: Place(offset: nsr.offset, length: 7, field: "volume recognition sequence"))
    }

    static var examples: [Example] {
        [
            .fires("NSR02 for revision 2.01", .udf, at: "udf:nsr", 0) {
                $0.set8("udf:nsr", 5, 0x32)
            },
            .passes("NSR03 for revision 2.01", .udf),
            .passes("NSR02 for revision 1.02", .udfBridge),
        ]
    }
}
