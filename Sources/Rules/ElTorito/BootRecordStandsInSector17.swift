import Bytes
import DiscModel
import FileSystems
import Specimens

/// The boot record stands in sector 17, right behind the primary volume descriptor (El Torito 1.0, figure 7).
enum BootRecordStandsInSector17: Rule {
    static let card = RuleCard(
        id: "eltorito-boot-record-position",
        title: "The El Torito boot record stands in sector 17",
        rationale: """
            A BIOS reads sector 17 and nothing else to learn whether a disc is bootable. Firmware that searches the whole \
            descriptor set, as UEFI does, finds the record elsewhere; a PC of the older kind does not boot such a disc.
            """,
        remedy:
            "Make the image with a program that writes the boot record right behind the primary volume descriptor.",
        severity: .warning,
        clause: .elTorito("figure 7"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .bootRecord, descriptor.namesElTorito,
            descriptor.offset != disc.startOffset + 17 * .sector
        else {
            return
        }
        let sector = descriptor.offset / .sector
        findings.report(
            "the El Torito boot record stands in sector \(sector)", expected: "sector 17",
            actual: "sector \(sector)",
            at: descriptor.place(VolumeDescriptor.whole))
    }

    static var examples: [Example] {
        [
            .fires(
                "boot record and Joliet descriptor have changed places",
                Specimen {
                    $0.joliet = true
                    $0.elTorito = true
                }, at: "svd"
            ) {
                let (record, joliet) = ($0.get("boot-record", count: .sector), $0.get("svd", count: .sector))
                $0.set("boot-record", joliet)
                $0.set("svd", record)
            },
            .passes("the boot record in sector 17", .bootable),
            .passes(
                "the record of another boot system behind it",
                Specimen {
                    $0.joliet = true
                    $0.elTorito = true
                }
            ) {
                $0.set("svd", [0] + "CD001".utf8 + [1] + "ANOTHER BOOT SYSTEM".utf8)
            },
        ]
    }
}
