import Bytes
import DiscModel
import FileSystems
import Specimens

/// ISOLINUX made for isohybrid (FB C0 78 70 at byte 64) comes with boot code in the system area, and the boot code of
/// isohybrid with such an image.
enum IsohybridImageHasMBR: Rule {
    static let card = RuleCard(
        id: "eltorito-isohybrid-signature",
        title: "ISOLINUX and the boot code of isohybrid come together",
        rationale: """
            The signature tells isohybrid, and its boot code at start-up, that the loader can be started from a hard disk. \
            Without boot code the image boots from a disc only; with boot code but another loader a USB stick stops with \
            "isolinux.bin missing or corrupt".
            """,
        remedy: "To boot from USB, run isohybrid on the image, or make it with xorriso and -isohybrid-mbr.",
        severity: .note,
        clause: .practice("syslinux, isohybrid"))

    static func weigh(_ facts: ElToritoFacts, in disc: Disc, _ findings: inout Findings) {
        guard let area = disc.systemArea?.area else { return }
        let code = [UInt8](area.slice(0..<432))
        for image in facts.images where image.isForBIOS {
            let isMarked = image[BootImage.isohybridSignature].elementsEqual([0xFB, 0xC0, 0x78, 0x70])
            if isMarked, code.isFilled(with: 0) {
                findings.report(
                    "\(image.words) can be started from USB, but the system area holds no boot code",
                    expected: "boot code of isohybrid", actual: "zeros",
                    at: area.place(0, 432, field: "systemArea/bootCode"))
            } else if !isMarked, isIsohybrid(code), UInt64(area.u32le(432)) == UInt64(image.entry.loadRBA) * 4
            {
                findings.report(
                    "the boot code of isohybrid leads to \(image.words), which is not made for it",
                    expected: "FB C0 78 70 at byte 64",
                    actual: BootWords.hex(image[BootImage.isohybridSignature]),
                    at: image.place(BootImage.isohybridSignature))
            }
        }
    }

    private static func isIsohybrid(_ code: [UInt8]) -> Bool {
        let text = [UInt8]("isolinux.bin missing or corrupt".utf8)
        return code.indices.contains { code[$0] == text[0] && code[$0...].starts(with: text) }
    }

    private static func mark(_ specimen: inout Specimen) {
        specimen.set("boot-image", 64, [0xFB, 0xC0, 0x78, 0x70])
        specimen.fixBootInformationTable()
    }

    private static func addBootCode(_ specimen: inout Specimen) {
        specimen.set("system-area", [0x33, 0xED, 0x90])
        specimen.set("system-area", 300, [UInt8]("isolinux.bin missing or corrupt.\r\n".utf8))
        specimen.set32LE("system-area", 432, specimen.block("boot-image") * 4)
        specimen.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
    }

    static var examples: [Example] {
        [
            .fires("ISOLINUX without boot code", .bootable, at: "system-area") { mark(&$0) },
            .fires("boot code of isohybrid for another loader", .bootable, at: "boot-image", 64) {
                addBootCode(&$0)
            },
            .passes("another loader, no boot code", .bootable),
            .passes("ISOLINUX and boot code", .bootable) {
                mark(&$0)
                addBootCode(&$0)
            },
        ]
    }
}
