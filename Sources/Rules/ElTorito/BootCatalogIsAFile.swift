import Bytes
import DiscModel
import FileSystems
import Specimens

/// The boot catalog can be reached as a file that holds all its entries.
enum BootCatalogIsAFile: Rule {
    static let card = RuleCard(
        id: "eltorito-catalog-not-a-file",
        title: "The boot catalog is also a file",
        rationale: """
            mkisofs and its kin list the catalog as a file (boot.cat) so that the block has an owner in the tree. Without \
            one it was hidden on purpose, or written by a program that lists only what the user put there.
            """,
        remedy: "Nothing.",
        severity: .note,
        clause: .practice("what is executed should be visible"))

    static func weigh(_ facts: ElToritoFacts, in disc: Disc, _ findings: inout Findings) {
        guard let catalog = facts.catalog, catalog.hasValidationEntry else { return }
        let offset = catalog.record.offset
        let place = catalog.record.place(0, catalog.record.bytes.count, field: "bootCatalog")
        let used = catalog.entries.count * 32
        let lengths = disc.trees.filter(\.ownsExtents)
            .compactMap { tree in tree.extents.first { $0.offset == offset && $0.length > 0 }?.length }
        guard let length = lengths.max() else {
            return findings.report(
                "no file begins where the boot catalog does, at LBA \(offset / .sector)", at: place)
        }
        guard length < used else { return }
        findings.report(
            "the file at the boot catalog has \(length.of("byte")), the entries of the catalog take \(used)",
            expected: "at least \(used.of("byte"))", actual: "\(length.of("byte"))", at: place)
    }

    static var examples: [Example] {
        [
            .fires("the record of the catalog taken out", .bootable, at: "boot-catalog") {
                $0.removeRecord("record:/BOOT/BOOT.CAT")
            },
            .fires("a record of 64 bytes for four entries", .bootable, at: "boot-catalog") {
                $0.set(DirectoryRecord.dataLength, of: "record:/BOOT/BOOT.CAT", 64)
            },
            .passes("BOOT.CAT of 2048 bytes", .bootable),
        ]
    }
}
