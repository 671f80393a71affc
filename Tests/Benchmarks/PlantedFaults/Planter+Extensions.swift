import Bytes
import FileSystems
import Specimens

// What is recorded behind the names, and what boots.

extension Planter {
    mutating func systemUse() {
        family = .systemUse
        plant("SP is missing", in: .rockRidge) { $0.removeEntry("susp:/.:SP") }
        plant("a check byte of SP", in: .rockRidge) { $0.flip("susp:/.:SP", 4) }
        plant("SP skips bytes", in: .rockRidge) { $0.set(SharingEntry.skip, of: "susp:/.:SP", 4) }
        plant("length of an entry too long", in: .rockRidge) { $0.flip("susp:/README.TXT:TF", 2, 0x40) }
        plant("length of an entry 0", in: .rockRidge) {
            $0.set(SystemUseEntry.length, of: "susp:/README.TXT:TF", 0)
        }
        plant("length of an entry too short by one", in: .rockRidge) { $0.flip("susp:/README.TXT:TF", 2, 1) }
        plant("signature of an entry", in: .rockRidge) { $0.flip("susp:/README.TXT:TF", 0) }
        plant("version of an entry", in: .rockRidge) {
            $0.set(SystemUseEntry.version, of: "susp:/README.TXT:TF", 9)
        }
        let pointer = "susp:/LONGNAME.TXT:CE"
        plantHalves(
            [
                .init(pointer, 4, 4, "block of a continuation"),
                .init(pointer, 12, 4, "offset of a continuation"),
                .init(pointer, 20, 4, "length of a continuation"),
            ], in: .everything)
        plant("a continuation points behind the end", in: .everything) { $0.setBoth32(pointer, 4, 88_888) }
        plant("a continuation points into a file", in: .everything) {
            $0.setBoth32(pointer, 4, $0.block("data:/DOCS/MANUAL.TXT"))
        }
        plant("a continuation reaches over its block", in: .everything) { $0.setBoth32(pointer, 20, 4000) }
        plant("continuation areas lost to zeros", in: .everything) { $0.lose("continuation") }
        plant("continuation areas lost to noise", in: .everything) { $0.lose("continuation", to: .noise) }
    }

    mutating func rockRidge() {
        family = .rockRidge
        plantHalves(
            [
                .init("susp:/README.TXT:PX", 4, 4, "mode of a file"),
                .init("susp:/README.TXT:PX", 12, 4, "links of a file"),
            ], in: .rockRidge)
        plant("ER is missing", in: .rockRidge) { $0.removeEntry("susp:/.:ER") }
        plant("identifier in ER", in: .rockRidge) { $0.flip("susp:/.:ER", 8) }
        plant("a file's mode is a directory's", in: .rockRidge) {
            $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o040755)
        }
        plant("a directory's mode is a file's", in: .rockRidge) {
            $0.set(PosixAttributes.mode, of: "susp:/DOCS:PX", 0o100644)
        }
        plant("a mode without a type", in: .rockRidge) {
            $0.set(PosixAttributes.mode, of: "susp:/README.TXT:PX", 0o644)
        }
        plant("a file's PX is missing", in: .rockRidge) { $0.removeEntry("susp:/README.TXT:PX") }
        plant("links of a directory", in: .rockRidge, pardon: "programs write what they like here") {
            $0.set(PosixAttributes.links, of: "susp:/DOCS:PX", 77)
        }
        plant("a file's NM is missing", in: .rockRidge) { $0.removeEntry("susp:/README.TXT:NM") }
        plant("a name goes on nowhere", in: .rockRidge) { $0.flip("susp:/README.TXT:NM", 4, 1) }
        plant("a slash in a name", in: .rockRidge) { $0.set8("susp:/README.TXT:NM", 7, 0x2F) }
        plant("a name climbs", in: .rockRidge) { $0.set("susp:/README.TXT:NM", 5, Array("../evil.tx".utf8)) }
        plant("a NUL in a name", in: .rockRidge) { $0.set8("susp:/README.TXT:NM", 7, 0) }
        plant("two files of one name", in: .rockRidge) {
            $0.replaceEntry(
                "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("docs".utf8)))
        }
        plant("a component of a link is too long", in: .rockRidge) { $0.flip("susp:/LINK:SL", 6, 0x40) }
        plant("a letter of a link's target", in: .rockRidge) { $0.flip("susp:/LINK:SL", 7) }
        plant("a link leads out of the image", in: .rockRidge) {
            $0.replaceEntry(
                "susp:/LINK:SL",
                with: Specimen.systemUseEntry("SL", [0, 4, 0, 4, 0, 0, 3] + Array("etc".utf8)))
        }
        plant("a link has no target", in: .rockRidge) { $0.removeEntry("susp:/LINK:SL") }
        plant("month 14 in a time", in: .rockRidge) { $0.set8("susp:/README.TXT:TF", 6, 14) }
        plant("time flags promise more than there is", in: .rockRidge) {
            $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:TF", 0x7F)
        }
        relocations()
    }

    private mutating func relocations() {
        let (child, parent, mark) = (
            "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL", "susp:/RR_MOVED/L9/..:PL", "susp:/RR_MOVED/L9:RE"
        )
        plantHalves([.init(child, 4, 4, "CL"), .init(parent, 4, 4, "PL")], in: .everything)
        plant("CL leads to a file", in: .everything) { $0.setBoth32(child, 4, $0.block("data:/README.TXT")) }
        plant("CL leads behind the end", in: .everything) { $0.setBoth32(child, 4, 77_777) }
        plant("PL leads to another directory", in: .everything) {
            $0.setBoth32(parent, 4, $0.block("dir:/DOCS"))
        }
        plant("RE is missing", in: .everything) { $0.removeEntry(mark) }
        plant("moved directory lost to zeros", in: .everything) { $0.lose("dir:/RR_MOVED/L9") }
        plant("directory of moved directories lost to zeros", in: .everything) { $0.lose("dir:/RR_MOVED") }
    }

    mutating func zisofs() {
        family = .zisofs
        plantHalves([.init("susp:/PACKED.TXT:ZF", 8, 4, "unpacked size")], in: .everything)
        plant("a byte of the magic", in: .everything) { $0.flip("data:/PACKED.TXT", 0) }
        plant("unpacked size in the header", in: .everything) { $0.flip("data:/PACKED.TXT", 8) }
        plant("header size", in: .everything) { $0.flip("data:/PACKED.TXT", 12) }
        plant("block size", in: .everything) { $0.flip("data:/PACKED.TXT", 13) }
        plant("block size in ZF", in: .everything) { $0.flip("susp:/PACKED.TXT:ZF", 7) }
        plant("algorithm in ZF", in: .everything) { $0.flip("susp:/PACKED.TXT:ZF", 4) }
        plant("a pointer runs backwards", in: .everything) { $0.set32LE("data:/PACKED.TXT", 20, 5) }
        plant("a pointer far behind the end", in: .everything) {
            $0.set32LE("data:/PACKED.TXT", 24, 9_000_000)
        }
        plant("first sector lost to zeros", in: .everything) { $0.lose("data:/PACKED.TXT") }
        plant(
            "a byte of a stream", in: .everything,
            pardon: "streams are not unpacked, and no list names the file"
        ) {
            $0.flip("data:/PACKED.TXT", 5000)
        }
    }

    mutating func elTorito() {
        family = .elTorito
        for filler in [Filler.zeros, .ones, .text] {
            plant("catalog lost to \(filler.name)", in: .bootable) { $0.lose("boot-catalog", to: filler) }
        }
        plant("boot image lost to zeros", in: .bootable) { $0.lose("boot-image") }
        plant("boot image lost to text", in: .everything) { $0.lose("boot-image", to: .text) }
        plant("first sector of the EFI image lost to zeros", in: .bootable) { $0.lose("efi-image") }
        plant("a cluster of the EFI image that no file has", in: .bootable) { specimen in
            for table in [512, 1024] { specimen.set("efi-image", table + 30, [0xFF, 0x0F]) }
        }
        plant("total sectors of the EFI image", in: .bootable) { $0.set("efi-image", 19, [64, 0]) }
        plant("55 AA of the EFI image", in: .bootable) { $0.fill("efi-image", 510, count: 2, with: 0) }
        plant("checksum of the validation entry", in: .bootable) { $0.flip("boot-catalog", 28) }
        plant("a bit of the identifier in the validation entry", in: .bootable) { $0.flip("boot-catalog", 5) }
        plant("key byte 55", in: .bootable) { $0.flip("boot-catalog", 30) }
        plant("catalog pointer one sector on", in: .bootable) {
            $0.set(VolumeDescriptor.bootCatalogPointer, of: "boot-record", $0.get32LE("boot-record", 71) + 1)
        }
        plant("catalog pointer behind the end", in: .bootable) {
            $0.set(VolumeDescriptor.bootCatalogPointer, of: "boot-record", 400_000)
        }
        plant("a letter of EL TORITO", in: .bootable) { $0.flip("boot-record", 8) }
        plant("boot image one sector on", in: .bootable) {
            $0.set(
                BootCatalogEntry.loadRBA, of: "boot-catalog:initial",
                $0.get32LE("boot-catalog:initial", 8) + 1)
        }
        plant("boot image behind the end", in: .bootable) {
            $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", 400_000)
        }
        plant("EFI image behind the end", in: .everything) {
            $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:entry", 400_000)
        }
        plant("EFI image one sector on", in: .bootable) {
            $0.set(
                BootCatalogEntry.loadRBA, of: "boot-catalog:entry", $0.get32LE("boot-catalog:entry", 8) + 1)
        }
        plant("boot indicator", in: .bootable) { $0.flip("boot-catalog:initial", 0, 0x10) }
        plant("medium of emulation", in: .bootable) { $0.flip("boot-catalog:initial", 1, 8) }
        plant("platform of the section", in: .bootable) { $0.flip("boot-catalog:section", 1, 0x40) }
        plant("entries in the section: two", in: .bootable) {
            $0.set(BootCatalogEntry.entryCount, of: "boot-catalog:section", 2)
        }
        plant("sectors to load: none", in: .bootable) {
            $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 0)
        }
        plant("information table: descriptor", in: .bootable) { $0.flip("boot-image", 8) }
        plant("information table: block", in: .bootable) { $0.flip("boot-image", 12) }
        plant("information table: length", in: .bootable) { $0.flip("boot-image", 16) }
        plant("information table: sum", in: .bootable) { $0.flip("boot-image", 20) }
        plant("a byte of the boot image's code", in: .bootable) { $0.flip("boot-image", 66) }
        plant("boot image moved by a sector, its record too", in: .bootable) {
            let image = $0.get("boot-image", count: 2048)
            $0.set("padding", 2048, image)
            $0.set(DirectoryRecord.extent, of: "record:/BOOT/BIOS.IMG", $0.block("padding") + 1)
            $0.set(DirectoryRecord.extent, of: "svd:record:/boot/bios.img", $0.block("padding") + 1)
        }
        let (shim, loader) = (Specimen.shimOffset, Specimen.loaderOffset)
        plant("a bit of shim's code", in: .secureBoot) { $0.flip("efi-image", shim + 512) }
        plant("a bit of the code of shim's loader", in: .secureBoot) { $0.flip("efi-image", loader + 512) }
        plant("a letter of the loader's generation", in: .secureBoot) { $0.flip("efi-image", loader + 1030) }
        plant("the place of the loader's signatures", in: .secureBoot) { $0.flip("efi-image", loader + 233) }
        plant("the length of the loader's signatures", in: .secureBoot) { $0.flip("efi-image", loader + 237) }
        plant("a bit of the loader's signature", in: .secureBoot) { $0.flip("efi-image", loader + 3000) }
        plant("a loader that is not signed", in: .secureBoot) {
            $0.set("efi-image", loader, SignedEFIPrograms.unsignedLoader)
            $0.fill("efi-image", loader + 232, count: 8, with: 0)
        }
    }
}
