import Bytes
import DiscModel
import FileSystems
import Specimens

/// The boot record points to a block of the image that no other structure uses (El Torito 1.0, figure 7, byte 47h).
enum CatalogPointerLeadsToCatalog: Rule {
    static let card = RuleCard(
        id: "eltorito-catalog-pointer",
        title: "The boot record points into the image, and to no other structure",
        rationale: """
            Without its catalog a disc does not boot. The pointer is recorded once, in one byte order, so nothing else in \
            the image can replace it. In truncated images the catalog is often among what is missing.
            """,
        remedy: "Copy or make the image again.",
        severity: .error,
        clause: .elTorito("figure 7"))

    static func weigh(_ facts: ElToritoFacts, in disc: Disc, _ findings: inout Findings) {
        let block = facts.record.bootCatalogBlock
        let place = facts.record.place(VolumeDescriptor.bootCatalogPointer)
        if liesBehindEnd(facts, disc) {
            let cut = UInt64(block) * .sector < disc.iso?.declaredSize ?? 0
            findings.report(
                "the boot record points to a catalog at LBA \(block), behind the end of the image",
                expected: "below LBA \(disc.size / .sector)", actual: "LBA \(block)", at: place,
                causedBy: cut ? ImageTruncated.self : nil)
        } else if let owner = otherOwner(facts, disc) {
            findings.report(
                "the boot record points to a catalog at LBA \(block), which is \(owner.label)",
                expected: "a block of its own", actual: "LBA \(block)", at: place)
        }
    }

    private static func liesBehindEnd(_ facts: ElToritoFacts, _ disc: Disc) -> Bool {
        (UInt64(facts.record.bootCatalogBlock) * .sector).adding(64) > disc.size
    }

    /// The structure to which the pointer leads instead of a catalog.
    static func otherOwner(_ facts: ElToritoFacts, _ disc: Disc) -> Claim? {
        guard facts.catalog?.hasValidationEntry != true else { return nil }
        return MetadataClaims(disc).owner(of: UInt64(facts.record.bootCatalogBlock) * .sector)
    }

    static var examples: [Example] {
        [
            .fires(
                "the pointer leads far behind the end", .bootable, at: "boot-record",
                VolumeDescriptor.bootCatalogPointer
            ) {
                $0.set(VolumeDescriptor.bootCatalogPointer, of: "boot-record", 1_000_000)
            },
            .fires(
                "the pointer leads to the primary descriptor", .bootable, at: "boot-record",
                VolumeDescriptor.bootCatalogPointer
            ) {
                $0.set(VolumeDescriptor.bootCatalogPointer, of: "boot-record", 16)
            },
            .passes("a catalog that is also a file", .bootable),
        ]
    }
}
