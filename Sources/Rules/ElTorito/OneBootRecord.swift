import Bytes
import DiscModel
import FileSystems
import Specimens

/// A descriptor set has one El Torito boot record.
enum OneBootRecord: Rule {
    static let card = RuleCard(
        id: "eltorito-multiple-boot-records",
        title: "A descriptor set has one El Torito boot record",
        rationale: """
            The catalog has room for every platform, so a second boot record serves nobody. Which of two catalogs a \
            firmware follows is up to it: a BIOS takes the one in sector 17, others the first or the last.
            """,
        remedy:
            "Put all boot images into one catalog; look for a program that added its record instead of replacing one.",
        severity: .warning,
        clause: .elTorito("2.0"))

    static func weigh(_ facts: ElToritoFacts, in _: Disc, _ findings: inout Findings) {
        guard facts.bootRecords.count > 1 else { return }
        for record in facts.bootRecords.dropFirst() {
            let other = record.bootCatalogBlock == facts.record.bootCatalogBlock ? "the same" : "another"
            findings.report(
                "sector \(record.offset / .sector) holds a further El Torito boot record, which points to \(other) catalog",
                expected: "1 boot record", actual: "\(facts.bootRecords.count) boot records",
                at: record.place(VolumeDescriptor.whole))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a copy of the boot record in place of the Joliet descriptor",
                Specimen {
                    $0.joliet = true
                    $0.elTorito = true
                }, at: "svd"
            ) {
                $0.set("svd", $0.get("boot-record", count: .sector))
            },
            .passes("one boot record", .bootable),
        ]
    }
}
