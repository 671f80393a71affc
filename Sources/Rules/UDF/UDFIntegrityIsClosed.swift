import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume was closed when it was last written.
enum UDFIntegrityIsClosed: Rule {
    static let card = RuleCard(
        id: "udf-lvid-open",
        title: "The volume was closed when it was last written",
        rationale: """
            An open integrity descriptor means that the volume was being written when it was taken out: counts \
            and bitmaps may be old. Discs that are written once stay open.
            """,
        remedy: """
            Mount the original and unmount it, or check the files against their source.
            """,
        severity: .warning,
        clause: .ecma167("3/10.10.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let isOpen = volume.maps.contains { $0.kind == .virtual }
        guard volume.logicalVolume != nil else { return }
        guard let last = volume.integrity.last else {
            // What is blank was never written; anything else is what became of one.
            let other = volume.notIntegrity
            return findings.report(
                other == nil
                    ? "the volume has no integrity descriptor"
                    : "something else stands where the integrity descriptor ought to (block \(other?.block ?? 0))",
                expected: "one",
                at: volume.logicalVolume.map {
                    Place(offset: $0.offset + 432, length: 8, field: "integritySequenceExtent")
                },
                severity: isOpen && other == nil ? .note : nil)
        }
        guard last[UDFIntegrity.type] == 0 else { return }
        findings.report(
            "the integrity descriptor is open: the volume was not closed when it was last written",
            expected: "1", actual: "0",
            at: Place(offset: last.offset + 28, length: 4, field: "integrityType"),
            severity: isOpen ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("an open one", .udf, at: "udf:lvid", 28) {
                $0.set32LE("udf:lvid", 28, 0)
                $0.sealUDF("udf:lvid")
            },
            .fires("none", .udf, at: "udf:lvd", 432) {
                $0.fill("udf:lvid", count: 512, with: 0)
            },
            .fires("another on a disc that is written once", .udfVirtual, at: "udf:lvd", 432) {
                $0.set16LE("udf:lvid", 0, 8)
                $0.sealUDF("udf:lvid")
            },
            .passes("a closed one", .udf),
            .fires("a disc that is written once", .udfVirtual, at: "udf:lvid", 28, severity: .note),
        ]
    }
}
