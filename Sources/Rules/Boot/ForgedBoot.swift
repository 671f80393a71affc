import Bytes
import FileSystems
import Specimens

// Images for the examples of this family.

extension Specimen {
    /// An image that GRUB starts from a disc, with a configuration.
    static func grub(_ configuration: String) -> Specimen {
        var core: [UInt8] = Array(repeating: 0, count: 2 * .sector)
        core.replaceSubrange(64..<68, with: [0xFA, 0xF4, 0xEB, 0xFC])
        let marks = Array("loading\0Geom\0Read\0 Error\0".utf8)
        let second: Int = .sector
        core.replaceSubrange(second..<second + marks.count, with: marks)
        var specimen = Specimen { plan in
            plan.elTorito = true
            plan.files += [
                File("/CORE.IMG", .bytes(core)), File("/GRUB/GRUB.CFG", .bytes(Array(configuration.utf8))),
                File("/LINUX", .bytes([0x4D, 0x5A])),
            ]
        }
        let block = UInt32(clamping: specimen.block("data:/CORE.IMG"))
        specimen.set32LE("boot-catalog:initial", 8, block)
        let sum = stride(from: 64, to: core.count, by: 4).reduce(UInt32(0)) {
            $0 &+ Record(core).u32le($1)
        }
        for (index, number) in [16, block, UInt32(clamping: core.count), sum].enumerated() {
            specimen.set32LE("data:/CORE.IMG", 8 + 4 * index, number)
        }
        return specimen
    }

    /// An image whose EFI image is a small FAT32: boot sector, FSInfo and copy of the boot sector, two tables, the root directory in
    /// cluster 2, and 26 clusters that are free.
    static var fat32: Specimen {
        var specimen = Specimen.bootable
        let sectors = 32
        specimen.fill("efi-image", count: sectors * 512, with: 0)
        func put(_ at: Int, _ bytes: [UInt8]) { specimen.set("efi-image", at, bytes) }
        let boot: [UInt8] =
            [0xEB, 0x58, 0x90] + Array("ISOCHECK".utf8) + [0, 2, 1, 3, 0, 2, 0, 0, UInt8(sectors), 0, 0xF8]
            + [UInt8](repeating: 0, count: 14) + [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 2, 0]
        for sector in [0, 2] {
            put(sector * 512, boot)
            put(sector * 512 + 510, [0x55, 0xAA])
        }
        put(512, Array("RRaA".utf8))
        put(512 + 484, Array("rrAa".utf8) + [26, 0, 0, 0, 3, 0, 0, 0])
        put(512 + 508, [0, 0, 0x55, 0xAA])
        for table in [3, 4] {
            put(table * 512, [0xF8, 0xFF, 0xFF, 0x0F, 0xFF, 0xFF, 0xFF, 0x0F, 0xFF, 0xFF, 0xFF, 0x0F])
        }
        return specimen
    }
}
