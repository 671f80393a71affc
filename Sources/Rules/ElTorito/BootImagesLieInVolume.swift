import Bytes
import DiscModel
import FileSystems
import Specimens

/// A boot image lies in the image, as a whole, and not in a structure of the file system (El Torito 1.0, 2.2).
enum BootImagesLieInVolume: Rule {
    static let card = RuleCard(
        id: "eltorito-image-location",
        title: "Boot images lie inside the image and outside its metadata",
        rationale: """
            The address is recorded once, in one byte order. If it is wrong, the firmware executes what happens to stand \
            there, or nothing. Images behind the end of the volume but inside the file are normal: appended partitions.
            """,
        remedy: "Copy the image again if it is truncated; otherwise make it again.",
        severity: .error,
        clause: .elTorito("2.2"))

    static func weigh(_ facts: ElToritoFacts, in disc: Disc, _ findings: inout Findings) {
        let entries = facts.catalog?.entries.filter(\.matters) ?? []
        guard !entries.isEmpty else { return }
        let metadata = MetadataClaims(disc)
        let declared = disc.iso?.declaredSize ?? 0
        for entry in entries {
            let offset = UInt64(entry.loadRBA) * .sector
            let place = { entry.place(BootCatalogEntry.loadRBA) }
            if entry.loadRBA == 0 {
                findings.report(
                    "\(entry.words) is bootable and has no image: its load address is LBA 0", actual: "LBA 0",
                    at: place())
            } else if offset >= disc.size {
                findings.report(
                    "\(entry.words) has its image at LBA \(entry.loadRBA), behind the end of the image",
                    expected: "below LBA \(disc.size / .sector)", actual: "LBA \(entry.loadRBA)", at: place(),
                    causedBy: offset < declared ? ImageTruncated.self : nil)
            } else if let owner = metadata.owner(of: offset) {
                findings.report(
                    "\(entry.words) has its image at LBA \(entry.loadRBA), in \(owner.label)",
                    expected: "blocks of its own", actual: "LBA \(entry.loadRBA)", at: place())
            }
        }
        for image in facts.images where image.end > disc.size && image.knowsItsLength {
            findings.report(
                "\(image.words) has \(image.length.of("byte")), of which \(image.end - disc.size) lie behind the end of the image",
                expected: "\(image.length.of("byte"))", actual: "\((disc.size - image.offset).of("byte"))",
                at: image.place,
                causedBy: disc.size < declared ? ImageTruncated.self : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "an image far behind the end", .bootable, at: "boot-catalog:entry", BootCatalogEntry.loadRBA
            ) {
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:entry", 1_000_000)
            },
            .fires(
                "a bootable entry with address 0", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.loadRBA
            ) {
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", 0)
            },
            .fires(
                "the root directory as boot image", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.loadRBA
            ) {
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("dir:/"))
            },
            .fires("a FAT of which half is there", noFiles, at: "efi-image", severity: .note) {
                $0.truncate(to: $0.offset("efi-image") + 8192)
            },
            .passes("both images in files", .bootable),
            .passes(
                "an image behind the end of the volume",
                Specimen {
                    $0.elTorito = true
                    $0.padding = 0
                }
            ) {
                let end = UInt32($0.bytes.count / .sector)
                $0.append($0.get("efi-image", count: 16_384))
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:entry", end)
            },
            .passes("an entry that is not bootable and has no image", .bootable) {
                $0.fill("boot-catalog:initial", count: 32, with: 0)
            },
        ]
    }

    /// A specimen whose volume ends with the EFI image.
    private static let noFiles = Specimen {
        $0.elTorito = true
        $0.padding = 0
    }
}

extension BootImage {
    /// Whether something better than the sector count tells how long it is.
    fileprivate var knowsItsLength: Bool {
        fileLength != nil || fatLength != nil || entry.emulation?.floppySize != nil
    }
}
