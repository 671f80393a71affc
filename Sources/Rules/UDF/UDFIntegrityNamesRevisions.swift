import Bytes
import DiscModel
import FileSystems
import Specimens

/// The integrity descriptor says which revisions can read and write the volume.
enum UDFIntegrityNamesRevisions: Rule {
    static let card = RuleCard(
        id: "udf-lvid-revision",
        title: "The integrity descriptor says which revisions can read and write the volume",
        rationale: """
            By these numbers a system decides whether it may mount the volume, and whether it may write to it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.2.6.4"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let last = volume.integrity.last, let own = volume.logicalVolume?[UDFLogicalVolume.revision],
            last[UDFIntegrity.partitionCount] <= 64
        else { return }
        let use = UDFIntegrity.tables + 8 * Int(last[UDFIntegrity.partitionCount])
        func place(_ at: Int, _ count: UInt64) -> Place {
            Place(offset: last.offset + UInt64(at), length: count, field: "implementationUse")
        }
        guard last[UDFIntegrity.useLength] >= 46 else {
            return findings.report(
                "the integrity descriptor has \(UInt64(last[UDFIntegrity.useLength]).of("byte")) for counts and revisions",
                expected: "46 bytes at least", actual: "\(last[UDFIntegrity.useLength])", at: place(76, 4))
        }
        let numbers = [40, 42, 44].map { last.record.u16le(use + $0) }
        guard numbers[0] > own || numbers[0] > numbers[1] else { return }
        findings.report(
            "the integrity descriptor asks for a reader of revision \(UDFFacts.revision(numbers[0])), and a writer of \(UDFFacts.revision(numbers[1])), for a volume of revision \(UDFFacts.revision(own))",
            expected: "at most \(UDFFacts.revision(min(own, numbers[1])))",
            actual: UDFFacts.revision(numbers[0]), at: place(use + 40, 2))
    }

    static var examples: [Example] {
        [
            .fires("a reader of revision 9.99", .udf, at: "udf:lvid", 128) {
                $0.set16LE("udf:lvid", 128, 0x0999)
                $0.sealUDF("udf:lvid")
            },
            .fires("no room for the counts", .udf, at: "udf:lvid", 76) {
                $0.set32LE("udf:lvid", 76, 32)
                $0.sealUDF("udf:lvid")
            },
            .passes("revisions in order", .udf),
        ]
    }
}
