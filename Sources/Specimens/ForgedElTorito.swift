import Bytes

/// The structures of El Torito 1.0 and the boot information table.
enum ForgedElTorito {
    /// The boot record (ECMA-119 8.2, El Torito figure 7).
    static func bootRecord(catalog: UInt32) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: .sector)
        bytes.place([0] + Array("CD001".utf8) + [1], at: 0)
        bytes.place("EL TORITO SPECIFICATION".utf8, at: 7)
        bytes.place(catalog.little, at: 71)
        return bytes
    }

    /// Validation entry, initial entry for BIOS, one section for UEFI with one entry (El Torito 2.1-2.4).
    static func catalog(bios: UInt32, efi: UInt32) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: .sector)
        bytes.place([1, 0], at: 0)
        bytes.place("ISOCHECK".utf8, at: 4)
        bytes.place([0x55, 0xAA], at: 30)
        bytes.place(checksum(bytes).little, at: 28)
        bytes.place(entry(sectors: 4, block: bios), at: 32)
        bytes.place([0x91, 0xEF] + UInt16(1).little, at: 64)
        bytes.place(entry(sectors: UInt16(clamping: EFIImage.sectors), block: efi), at: 96)
        return bytes
    }

    /// A bootable image without emulation, loaded to the default segment (El Torito 2.2, 2.4).
    private static func entry(sectors: UInt16, block: UInt32) -> [UInt8] {
        [0x88, 0, 0, 0, 0, 0] + sectors.little + block.little
    }

    /// What byte 28 must hold for the 16 words of a validation entry to sum to 0 (El Torito 2.1).
    static func checksum(_ entry: some Collection<UInt8>) -> UInt16 {
        var sum: UInt16 = 0
        for (index, byte) in entry.prefix(32).enumerated() where index != 28 && index != 29 {
            sum &+= index % 2 == 0 ? UInt16(byte) : UInt16(byte) << 8
        }
        return 0 &- sum
    }

    /// A boot sector that halts the processor, with room for the boot information table; one block long.
    static let biosImage: [UInt8] = {
        var bytes: [UInt8] = Array(repeating: 0, count: .sector)
        bytes.place([0xEB, 0x3E, 0x90], at: 0)
        bytes.place([0xFA, 0xF4, 0xEB, 0xFC], at: 64)
        bytes.place("isocheck specimen".utf8, at: 80)
        bytes.place([0x55, 0xAA], at: 510)
        return bytes
    }()

    /// The 56 bytes at byte 8 of a boot image: primary descriptor, own block, length, sum (mkisofs).
    ///
    /// The sum is that of the words of 32 bits, least significant byte first, from byte 64 to the end.
    static func bootInformationTable(image: ArraySlice<UInt8>, block: UInt32) -> [UInt8] {
        var sum: UInt32 = 0
        for (index, byte) in image.dropFirst(64).enumerated() {
            sum &+= UInt32(byte) << UInt32(index % 4 * 8)
        }
        let fields = [16, block, UInt32(clamping: image.count), sum]
        return fields.flatMap(\.little).padded(to: 56, with: 0)
    }
}
