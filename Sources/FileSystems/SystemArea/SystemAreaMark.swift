import Bytes

/// What a mark in the system area says stands there, by its name in reports.
public enum SystemAreaMark: String, Sendable, Hashable, CaseIterable {
    case isohybrid = "isohybrid boot code"
    case appleDriverMap = "Apple driver map"
    case grub2 = "GRUB 2 boot code"
    case executable = "MS-DOS or EFI executable header"
    case elf = "ELF executable"
    case script = "script"
    case pdf = "PDF document"
    case zip = "ZIP archive"
    case gzip = "gzip data"
    case xz = "xz data"
    case png = "PNG picture"
    case jpeg = "JPEG picture"
    case gif = "GIF picture"
    case rar = "RAR archive"
    case sevenZip = "7-Zip archive"
    case ole = "OLE document"
    case mips = "MIPS volume header"
    case palo = "HP-PA PALO boot block"
    case alpha = "DEC Alpha boot block"
    case decStation = "DECstation boot block"
    case playStation = "PlayStation licence text"
    case dreamcast = "Dreamcast boot header"
    case megaCD = "Mega-CD boot header"
    case sun = "SUN disk label"
    case mbr = "MBR"
    case gpt = "GPT"
    case appleMap = "Apple partition map"
    case appleMap2048 = "Apple partition map of 2048-byte blocks"
    case hfs = "HFS volume"
    case hfsPlus = "HFS+ volume"
    case hfsX = "HFSX volume"

    /// Volumes that begin in the system area.
    public static let hfsVolumes: Set<Self> = [.hfs, .hfsPlus, .hfsX]

    /// Its bytes, and the byte of the system area at which they stand.
    var pattern: (offset: Int, bytes: [UInt8]) {
        switch self {
        case .isohybrid: (0, [0x33, 0xED])
        case .appleDriverMap: (0, [0x45, 0x52])
        case .grub2: (0, [0xEB, 0x63, 0x90])
        case .executable: (0, [0x4D, 0x5A])
        case .elf: (0, [0x7F, 0x45, 0x4C, 0x46])
        case .script: (0, [0x23, 0x21])
        case .pdf: (0, [0x25, 0x50, 0x44, 0x46])
        case .zip: (0, [0x50, 0x4B, 0x03, 0x04])
        case .gzip: (0, [0x1F, 0x8B, 0x08])
        case .xz: (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
        case .png: (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: (0, [0xFF, 0xD8, 0xFF])
        case .gif: (0, [UInt8]("GIF8".utf8))
        case .rar: (0, [UInt8]("Rar!".utf8) + [0x1A, 0x07])
        case .sevenZip: (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])
        case .ole: (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        case .mips: (0, [0x0B, 0xE5, 0xA9, 0x41])
        case .palo: (0, [0x80, 0x00] + [UInt8]("PALO".utf8))
        case .alpha: (0, [UInt8]("Linux/Alpha aboot".utf8))
        case .playStation: (0, [UInt8]("Licensed by".utf8))
        case .dreamcast: (0, [UInt8]("SEGA SEGAKATANA".utf8))
        case .megaCD: (0, [UInt8]("SEGADISCSYSTEM".utf8))
        case .decStation: (8, [0x7A, 0x75, 0x02, 0x00])
        case .sun: (508, [0xDA, 0xBE])
        case .mbr: (510, [0x55, 0xAA])
        case .gpt: (512, [UInt8]("EFI PART".utf8))
        case .appleMap: (512, [0x50, 0x4D, 0, 0])
        case .appleMap2048: (.sector, [0x50, 0x4D, 0, 0])
        case .hfs: (1024, [0x42, 0x44])
        case .hfsPlus: (1024, [0x48, 0x2B])
        case .hfsX: (1024, [0x48, 0x58])
        }
    }
}
