import Bytes
import DiscModel
import FileSystems
import Specimens

/// What a BIOS is told to start looks like code: not zeros, not text, and with the boot signature where a medium is
/// emulated.
enum BootImageIsCode: Rule {
    static let card = RuleCard(
        id: "eltorito-boot-image-signature",
        title: "What a BIOS starts looks like boot code",
        rationale: """
            An image of zeros or text is a placeholder, a file of the wrong name, or a loader that was lost in copying. \
            Images without emulation need no signature; floppies and hard disks have 55 AA at byte 510, and many BIOSes \
            refuse to start one that has not.
            """,
        remedy: "Make the image again with the loader that was meant.",
        severity: .warning, confidence: .heuristic,
        clause: .practice("boot sectors"))

    static func weigh(_ image: BootImage, in _: Disc, _ findings: inout Findings) {
        guard image.isForBIOS, image.head.bytes.count >= 512 else { return }
        let start = image[BootImage.bootSector]
        if start.isFilled(with: 0) {
            findings.report(
                "\(image.words) begins with 512 zero bytes", expected: "code", actual: "zeros",
                at: image.place(BootImage.bootSector))
        } else if start.prefix(64).allSatisfy(isText) {
            findings.report(
                "\(image.words) begins with text", expected: "code", actual: "text",
                at: image.place(BootImage.bootSector, 0..<64))
        } else if image.entry.emulation != BootCatalogEntry.Emulation.none,
            !image[BootImage.bootSignature].elementsEqual([0x55, 0xAA])
        {
            findings.report(
                "\(image.words) emulates a medium and has no boot signature", expected: "55 AA at byte 510",
                actual: BootWords.hex(image[BootImage.bootSignature]),
                at: image.place(BootImage.bootSignature))
        }
    }

    private static func isText(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || [0x09, 0x0A, 0x0D].contains(byte)
    }

    static var examples: [Example] {
        [
            .fires("a text file", .bootable, at: "data:/DOCS/MANUAL.TXT") {
                $0.set(
                    BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .fires("zeros", .bootable, at: "boot-image") { $0.fill("boot-image", count: .sector, with: 0) },
            .fires("a floppy without signature", EmulatedMediumHasItsSize.floppy, at: "data:/FLOPPY.IMG", 510)
            {
                $0.set("data:/FLOPPY.IMG", 0, [0xEB, 0x3C, 0x90])
                $0.set("data:/FLOPPY.IMG", 510, [0, 0])
            },
            .passes("a boot sector", .bootable),
            .passes("code without signature and without emulation", .bootable) {
                $0.set("boot-image", 510, [0, 0])
            },
        ]
    }
}
