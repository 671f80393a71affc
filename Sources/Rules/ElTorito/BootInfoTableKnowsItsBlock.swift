import Bytes
import DiscModel
import FileSystems
import Specimens

/// The block in a boot information table is the one where the image lies.
enum BootInfoTableKnowsItsBlock: Rule {
    static let card = RuleCard(
        id: "eltorito-boot-info-stale",
        title: "A boot information table names the block in which the image lies",
        rationale: """
            A loader that was taken out of another image and put into a new one keeps the address it had there. It then \
            loads its second half from where that was; the machine hangs or reports a checksum error.
            """,
        remedy: "Make the image again with -boot-info-table, which patches the loader anew.",
        severity: .error,
        clause: .practice("mkisofs(8), boot information table"))

    static func weigh(_ image: BootImage, in _: Disc, _ findings: inout Findings) {
        guard let table = image.bootInfo, table.imageBlock != image.entry.loadRBA else { return }
        findings.report(
            "the boot information table of \(image.words) says that it lies at LBA \(table.imageBlock)",
            expected: "LBA \(image.entry.loadRBA)", actual: "LBA \(table.imageBlock)",
            at: image.place(BootInfoTable.imageBlock))
    }

    static var examples: [Example] {
        [
            .fires("the address of another image", .bootable, at: "boot-image", BootInfoTable.imageBlock) {
                $0.set(BootInfoTable.imageBlock, of: "boot-image", 1_394)
            },
            .passes("a patched loader", .bootable),
            .passes("a loader without the table", .bootable) { $0.fill("boot-image", 8, count: 56, with: 0) },
        ]
    }
}
