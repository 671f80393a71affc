import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes Blu-ray in another revision of UDF.
enum BDRevisionFits: Rule {
    static let card = RuleCard(
        id: "bd-udf-revision",
        title: "Blu-ray lies in UDF 2.50",
        rationale: """
            BD-ROM has UDF 2.50, and recorders write 2.50 or 2.60. Most players read others, too, AVCHD on DVD has 1.02, and programs on \
            computers do not care.
            """,
        remedy: """
            Nothing, if a computer plays it. For set-top players make the image again with UDF 2.50 (ImgBurn, tsMuxeR).
            """,
        severity: .note,
        clause: .bluRay("file system"))

    static func weigh(_ bluRay: BluRayFacts, in disc: Disc, _ findings: inout Findings) {
        guard !bluRay.isAVCHD else { return }
        let udf = disc.facts(UDFFacts.self)
        let revision = udf?.revision
        guard revision != "2.50", revision != "2.60" else { return }
        findings.report(
            udf == nil
                ? "there is no UDF beside \(bluRay.name)"
                : "the disc has UDF \(revision ?? "of no known revision"), and Blu-ray has 2.50",
            expected: "UDF 2.50", actual: revision.map { "UDF \($0)" }, at: bluRay.directory)
    }

    static var examples: [Example] {
        [
            .fires("UDF 1.02", .avchd, at: nil) {
                for path in ["index.bdmv", "BACKUP/index.bdmv"] { $0.set8("udf:data:/BDMV/" + path, 5, 0x32) }
            },
            .passes("AVCHD in UDF 1.02", .avchd),
            .passes("UDF 2.50", .bluRay),
        ]
    }
}
