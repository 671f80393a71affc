import Bytes
import DiscModel
import FileSystems
import Specimens

/// A boot information table tells the truth about volume and image: block of the primary descriptor, length, and sum
/// (mkisofs(8), "EL TORITO BOOT INFORMATION TABLE").
enum BootInfoTableIsTrue: Rule {
    static let card = RuleCard(
        id: "eltorito-boot-info-table",
        title: "A boot information table describes the image it stands in",
        rationale: """
            mkisofs and xorriso patch bytes 8 to 63 of the loader; ISOLINUX and GRUB load themselves by these numbers. \
            ISOLINUX compares the sum and stops with "Image checksum error, sorry" when a byte was changed after that.
            """,
        remedy: "Make the image again with -boot-info-table; if it was copied, compare it with its source.",
        severity: .error,
        clause: .practice("mkisofs(8), boot information table"))

    static func weigh(_ image: BootImage, in disc: Disc, _ findings: inout Findings) {
        guard let table = image.bootInfo else {
            guard image.isGRUB, image.isForBIOS, image[BootInfoTable.imageLength] == 0 else { return }
            return findings.report(
                "\(image.words) is GRUB without a boot information table; it stops with \"no boot info\"",
                expected: "the length of the image", actual: "0", at: image.place(BootInfoTable.whole))
        }
        func check(
            _ name: String, _ field: Field<LittleEndian<UInt32>>, _ right: UInt64?,
            causedBy cause: (any Rule.Type)? = nil
        ) {
            let value = image[field]
            guard let right, UInt64(value) != right else { return }
            findings.report(
                "\(name) in the boot information table of \(image.words) is \(value)", expected: "\(right)",
                actual: "\(value)", at: image.place(field), causedBy: cause)
        }
        if !leadsToDescriptor(table, disc) {
            check(
                "the block of the primary descriptor", BootInfoTable.descriptorBlock,
                disc.iso?.primary.map { $0.offset / .sector })
        }
        check("the length", BootInfoTable.imageLength, image.fileLength)
        let sumWithGRUB = GRUBKnowsItsBlock.change(of: image).map { (table.measured ?? 0) &- $0 }
        check(
            "the sum", BootInfoTable.checksum, table.measured.map { UInt64($0) },
            causedBy: sumWithGRUB == image[BootInfoTable.checksum] ? GRUBKnowsItsBlock.self : nil)
        if table.measured == nil { findings.cannotDecide("the boot image could not be read whole to sum it") }
        if !table.reserved.allSatisfy({ $0 == 0 }) {
            findings.report(
                "the reserved bytes in the boot information table of \(image.words) are not zero",
                expected: "zeros",
                at: image.place(BootInfoTable.reserved))
        }
    }

    /// Whether a primary descriptor of the image stands where the table says: that of its own session, of a partition, or
    /// the one in sector 16. A descriptor inside a file is that of another image.
    private static func leadsToDescriptor(_ table: BootInfoTable, _ disc: Disc) -> Bool {
        table.leadsToDescriptor
            && !disc.map.spans(at: UInt64(table.descriptorBlock) * .sector).contains { $0.owner.isFile }
    }

    static var examples: [Example] {
        [
            .fires("a byte of the loader changed", .bootable, at: "boot-image", BootInfoTable.checksum) {
                $0.set8("boot-image", 100, 0xFF)
            },
            .fires(
                "another block for the primary descriptor", .bootable, at: "boot-image",
                BootInfoTable.descriptorBlock
            ) {
                $0.set(BootInfoTable.descriptorBlock, of: "boot-image", 17)
            },
            .fires("another length", .bootable, at: "boot-image", BootInfoTable.imageLength) {
                $0.set(BootInfoTable.imageLength, of: "boot-image", 4096)
            },
            .fires("a reserved byte in use", .bootable, at: "boot-image", BootInfoTable.reserved) {
                $0.set(BootInfoTable.reserved, byte: 16, of: "boot-image", 1)
            },
            .fires(
                "the descriptor of an image that is a file of this one", holdingImage, at: "boot-image",
                BootInfoTable.descriptorBlock
            ) {
                $0.set(BootInfoTable.descriptorBlock, of: "boot-image", $0.block("data:/INNER.ISO") + 16)
            },
            .passes("a patched loader", .bootable),
            .passes("the descriptor of a session of its own", .bootable) {
                let start = $0.addSession()
                $0.set(BootInfoTable.descriptorBlock, of: "boot-image", start + 16)
            },
            .passes("a loader without the table", .bootable) { $0.fill("boot-image", 8, count: 56, with: 0) },
            .passes("ISOLINUX as it comes, not patched", .bootable) {
                $0.set(BootInfoTable.imageBlock, of: "boot-image", 0)
                $0.fill("boot-image", 24, count: 40, with: 0xDE)
            },
        ]
    }

    private static let holdingImage = Specimen {
        $0.elTorito = true
        $0.files = [.init("/INNER.ISO", .bytes(Specimen.plain.bytes))]
    }
}
