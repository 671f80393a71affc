import Bytes
import DiscModel
import FileSystems
import Specimens

/// GRUB's loader names its own address at byte 2548: the image's block × 4 + 5 (grub-mkrescue).
enum GRUBKnowsItsBlock: Rule {
    static let card = RuleCard(
        id: "eltorito-grub2-boot-info",
        title: "GRUB's loader names the sector in which it goes on",
        rationale: """
            Started from a USB stick, the master boot record loads one sector of GRUB, and that one loads the rest from the \
            address at byte 2548. From a disc all is loaded at once and the address not used, so a wrong one stays \
            unnoticed until somebody copies the image to a stick.
            """,
        remedy: "Make the image again with grub-mkrescue, or with xorriso and --grub2-boot-info.",
        severity: .error,
        clause: .practice("grub-mkrescue"))

    static func weigh(_ image: BootImage, in disc: Disc, _ findings: inout Findings) {
        guard image.isForBIOS, image.isGRUB, let recorded = image.grub2BootInfo else { return }
        let right = UInt64(image.entry.loadRBA) * 4 + 5
        guard recorded != right else { return }
        // As built, the field holds a small number; it matters only where a master boot record leads here.
        if recorded < 16, !startsFromMBR(disc) { return }
        findings.report(
            "\(image.words) is GRUB and goes on at sector \(recorded)", expected: "\(right)",
            actual: "\(recorded)",
            at: image.place(BootImage.grub2BootInfo))
    }

    /// By how much the sum over an image is off because of a wrong address; nil where that is right, or none is meant.
    static func change(of image: BootImage) -> UInt32? {
        guard image.isForBIOS, image.isGRUB, let recorded = image.grub2BootInfo else { return nil }
        let right = UInt64(image.entry.loadRBA) * 4 + 5
        func sum(_ number: UInt64) -> UInt32 {
            UInt32(truncatingIfNeeded: number) &+ UInt32(truncatingIfNeeded: number >> 32)
        }
        return recorded == right ? nil : sum(recorded) &- sum(right)
    }

    /// GRUB's boot code for a master boot record: a jump over 63h bytes.
    private static func startsFromMBR(_ disc: Disc) -> Bool {
        disc.systemArea?.area.slice(0..<3).elementsEqual([0xEB, 0x63, 0x90]) == true
    }

    /// A specimen with a GRUB image whose address is `right` or off by one.
    private static func grub(_ offBy: UInt32) -> Specimen {
        var image = [UInt8](repeating: 0, count: 4096)
        let text = [UInt8]("loading\0.\0\r\n\0Geom\0Read\0 Error\0".utf8)
        image.replaceSubrange(2400..<2400 + text.count, with: text)
        let file = Specimen.File("/GRUB.IMG", .bytes(image))
        return Specimen {
            $0.elTorito = true
            $0.files = [file]
        }.with {
            $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("data:/GRUB.IMG"))
            $0.set32LE("data:/GRUB.IMG", 2548, $0.block("data:/GRUB.IMG") * 4 + 5 + offBy)
        }
    }

    static var examples: [Example] {
        [
            .fires("the address of another image", grub(4), at: "data:/GRUB.IMG", 2_548),
            .passes("its own address", grub(0)),
            .passes("no address, and no master boot record that would use it", grub(0)) {
                $0.set32LE("data:/GRUB.IMG", 2548, 1)
            },
        ]
    }
}
