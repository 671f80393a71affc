import Bytes
import DiscModel
import FileSystems
import Specimens

/// A boot image can be reached as a file.
enum BootImageIsAFile: Rule {
    static let card = RuleCard(
        id: "eltorito-image-hidden",
        title: "Each boot image is also a file",
        rationale: """
            Most programs make a boot image of a file in the tree, where it can be inspected and compared. Images without \
            one are partitions appended to the volume, or made by -hide; copying the files of the disc loses them.
            """,
        remedy: "Nothing; to look inside, cut the bytes out of the image at the place that is named.",
        severity: .note,
        clause: .practice("what is executed should be visible"))

    static func weigh(_ image: BootImage, in _: Disc, _ findings: inout Findings) {
        guard image.fileLength == nil else { return }
        findings.report("no file begins where \(image.words) does", at: image.place)
    }

    static var examples: [Example] {
        [
            .fires("the second block of a file", .bootable, at: "data:/DOCS/MANUAL.TXT", .sector) {
                $0.set(
                    BootCatalogEntry.loadRBA, of: "boot-catalog:initial",
                    $0.block("data:/DOCS/MANUAL.TXT") + 1)
            },
            .passes("images that are files", .bootable),
        ]
    }
}
