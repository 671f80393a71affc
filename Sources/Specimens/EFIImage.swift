/// A FAT12 file system of 16 KiB with `/EFI/BOOT/BOOTX64.EFI`, a program that returns success.
///
/// Sector 0 is the boot sector, 1 and 2 the two tables, 3 the root directory, 4 the first cluster.
enum EFIImage {
    /// Sectors of 512 bytes.
    static let sectors = 32

    /// With that program alone.
    static let bytes = image(of: [("BOOTX64 EFI", EFIProgram.bytes)])

    typealias File = (name: String, bytes: [UInt8])

    /// With programs one after the other from cluster 4 on, then perhaps a folder `/EFI/OS` and its files; names are those of FAT,
    /// eight bytes and three.
    static func image(of programs: [File], andOfSystem files: [File] = []) -> [UInt8] {
        var image: [UInt8] = Array(repeating: 0, count: sectors * 512)
        var chain: [UInt16] = [0xFF8, 0xFFF, 0xFFF, 0xFFF]
        image.place(bootSector, at: 0)
        image.place(entry("EFI", directory: true, cluster: 2), at: 3 * 512)
        let dot = entry(".", directory: true, cluster: 2)
        let root = entry("..", directory: true, cluster: 0)
        var folders = dot + root + entry("BOOT", directory: true, cluster: 3)
        func place(_ files: [File], inCluster cluster: UInt16) {
            var inner = entry(".", directory: true, cluster: cluster)
            inner += entry("..", directory: true, cluster: 2)
            for file in files {
                let first = chain.count
                let count = (file.bytes.count + 511) / 512
                inner += entry(file.name, directory: false, cluster: UInt16(first), length: file.bytes.count)
                chain += (first + 1..<first + count).map { UInt16($0) } + [0xFFF]
                image.place(file.bytes, at: (first + 2) * 512)
            }
            image.place(inner, at: (Int(cluster) + 2) * 512)
        }
        place(programs, inCluster: 3)
        if !files.isEmpty {
            let cluster = UInt16(chain.count)
            chain.append(0xFFF)
            folders += entry("OS", directory: true, cluster: cluster)
            place(files, inCluster: cluster)
        }
        image.place(folders, at: 4 * 512)
        for copy in [1, 2] { image.place(table(chain), at: copy * 512) }
        return image
    }

    /// The BIOS parameter block (FAT 1.03, section 3.1).
    private static let bootSector: [UInt8] = {
        var bytes: [UInt8] = Array(repeating: 0, count: 512)
        bytes.place([0xEB, 0x3C, 0x90] + Array("ISOCHECK".utf8), at: 0)
        bytes.place(UInt16(512).little + [1] + UInt16(1).little + [2], at: 11)
        bytes.place(UInt16(16).little + UInt16(sectors).little + [0xF8] + UInt16(1).little, at: 17)
        bytes.place(UInt16(32).little + UInt16(2).little, at: 24)
        bytes.place([0x80, 0, 0x29] + UInt32(0x2024_0102).little, at: 36)
        bytes.place("NO NAME    FAT12   ".utf8, at: 43)
        bytes.place([0xF4, 0xEB, 0xFD], at: 62)
        bytes.place([0x55, 0xAA], at: 510)
        return bytes
    }()

    /// Entries of 12 bits, two in three bytes: media, end, two directories, the programs.
    private static func table(_ chain: [UInt16]) -> [UInt8] {
        stride(from: 0, to: chain.count, by: 2).flatMap { at in
            let next: UInt16 = at + 1 < chain.count ? chain[at + 1] : 0
            return (UInt32(chain[at]) | UInt32(next) << 12).little.prefix(3)
        }
    }

    /// A directory entry of 32 bytes, dated 2024-01-02 03:04:04.
    private static func entry(_ name: String, directory: Bool, cluster: UInt16, length: Int = 0) -> [UInt8] {
        var bytes = Array(name.utf8).padded(to: 11, with: 0x20) + [directory ? 0x10 : 0x20, 0, 0]
        let time = UInt16(3 << 11 | 4 << 5 | 2).little
        let date = UInt16(44 << 9 | 1 << 5 | 2).little
        bytes += time + date + date + [0, 0] + time + date
        return bytes + cluster.little + UInt32(clamping: length).little
    }
}

/// A PE32+ program for x86-64 UEFI: one section, three bytes of code (PE/COFF 2, 3, 4).
enum EFIProgram {
    static let bytes: [UInt8] = {
        var file: [UInt8] = Array(repeating: 0, count: 1_024)
        file.place("MZ".utf8, at: 0)
        file.place(UInt32(64).little, at: 60)
        file.place(Array("PE".utf8) + [0, 0], at: 64)
        file.place(fileHeader, at: 68)
        file.place(optionalHeader, at: 88)
        file.place(section, at: 88 + 240)
        // xor eax, eax; ret
        file.place([0x31, 0xC0, 0xC3], at: 512)
        return file
    }()

    private static let fileHeader: [UInt8] =
        UInt16(0x8664).little + UInt16(1).little + Array(repeating: 0, count: 12)
        + UInt16(240).little + UInt16(0x0206).little

    private static let optionalHeader: [UInt8] = {
        var bytes: [UInt8] = Array(repeating: 0, count: 240)
        bytes.place(UInt16(0x20B).little, at: 0)
        bytes.place(UInt32(512).little, at: 4)
        bytes.place(UInt32(0x1000).little, at: 16)
        bytes.place(UInt32(0x1000).little, at: 20)
        bytes.place(UInt32(0x1000).little + UInt32(512).little, at: 32)
        bytes.place(UInt32(0x2000).little + UInt32(512).little, at: 56)
        bytes.place(UInt16(10).little, at: 68)
        bytes.place(UInt32(16).little, at: 108)
        return bytes
    }()

    private static let section: [UInt8] = {
        var bytes: [UInt8] = Array(repeating: 0, count: 40)
        bytes.place(".text".utf8, at: 0)
        for (index, field) in [UInt32(3), 0x1000, 512, 512].enumerated() {
            bytes.place(field.little, at: 8 + 4 * index)
        }
        bytes.place(UInt32(0x6000_0020).little, at: 36)
        return bytes
    }()
}
