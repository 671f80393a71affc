import Bytes
import DiscModel
import FileSystems
import Specimens

/// The image of an emulated floppy has exactly its size, that of a hard disk holds its partitions (El Torito 1.0, 2.2).
enum EmulatedMediumHasItsSize: Rule {
    static let card = RuleCard(
        id: "eltorito-emulation-size",
        title: "The image of an emulated medium has the size of that medium",
        rationale: """
            A system started from an emulated floppy of 1.44 MB reads all its 1,474,560 bytes; where the image is shorter it \
            reads the next file of the disc instead. A wrong size mostly means a wrong media type.
            """,
        remedy:
            "Make the image again with the floppy or hard disk image as it is, and the emulation that fits it.",
        severity: .warning,
        clause: .elTorito("2.2"))

    static func weigh(_ image: BootImage, in disc: Disc, _ findings: inout Findings) {
        guard let needed = needed(image), needed > 0 else { return }
        let place = { image.entry.place(BootCatalogEntry.mediaType) }
        if let file = image.fileLength {
            let fits = image.entry.emulation == .hardDisk ? file >= needed : file == needed
            guard !fits else { return }
            findings.report(
                "\(image.words) is a file of \(file.of("byte")), the medium it emulates has \(needed)",
                expected: "\(needed.of("byte"))", actual: "\(file.of("byte"))", at: place())
        } else if image.offset.adding(needed) > disc.size {
            let cut = image.offset.adding(needed) <= disc.iso?.declaredSize ?? 0
            findings.report(
                "\(image.words) emulates a medium of \(needed.of("byte")), the image ends after \(disc.size - image.offset)",
                expected: "\(needed.of("byte"))", actual: "\((disc.size - image.offset).of("byte"))",
                at: place(),
                causedBy: cut ? ImageTruncated.self : nil)
        }
    }

    /// Bytes of the floppy, or up to the end of the last partition of the hard disk.
    private static func needed(_ image: BootImage) -> UInt64? {
        guard image.entry.emulation == .hardDisk else { return image.entry.emulation?.floppySize }
        return MasterBootRecord.partitions(in: image.head).filter { $0.type != 0 }
            .map { $0.start + $0.length }.max()
    }

    static var examples: [Example] {
        [
            .fires(
                "a file of 2048 bytes as a floppy of 1.44 MB", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.mediaType
            ) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 2)
            },
            .fires(
                "a partition longer than the hard disk image", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.mediaType
            ) {
                SystemTypeMatchesPartition.makeHardDisk(&$0, systemType: 6)
                $0.set(MBRPartition.blocks, of: "boot-image", at: MasterBootRecord.entry(0).offset, 100)
                $0.fixBootInformationTable()
            },
            .passes("a floppy of 1.2 MB", floppy),
            .passes("a hard disk of four sectors", .bootable) {
                SystemTypeMatchesPartition.makeHardDisk(&$0, systemType: 6)
            },
        ]
    }

    /// A file of 1,228,800 bytes as emulated floppy.
    static let floppy = Specimen {
        $0.elTorito = true
        $0.files = [
            Specimen.File(
                "/FLOPPY.IMG",
                .bytes(
                    [UInt8](repeating: 0, count: 510) + [0x55, 0xAA]
                        + [UInt8](repeating: 0, count: 1_228_800 - 512)))
        ]
    }.with {
        $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 1)
        $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 1)
        $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("data:/FLOPPY.IMG"))
    }
}
