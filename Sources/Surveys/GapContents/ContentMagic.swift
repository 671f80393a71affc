import Bytes

/// Files and file systems that a sector starts like. Only marks that chance does not make: a wrong alarm costs more than
/// a name, which libmagic gives as well.
public enum ContentMagic: String, Sendable, Hashable, CaseIterable, Codable {
    case elf = "an ELF program"
    case portableExecutable = "a Windows or EFI program"
    case machO = "a Mach-O program"
    case script = "a script"
    case zip = "a ZIP archive or office document"
    case gzip = "gzip data"
    case xz = "xz data"
    case bzip2 = "bzip2 data"
    case zstandard = "Zstandard data"
    case sevenZip = "a 7-Zip archive"
    case rar = "a RAR archive"
    case cabinet = "a Microsoft cabinet"
    case windowsImage = "a Windows image (WIM)"
    case pdf = "a PDF document"
    case oleDocument = "an OLE document"
    case richText = "an RTF document"
    case png = "a PNG picture"
    case jpeg = "a JPEG picture"
    case gif = "a GIF picture"
    case luks = "a LUKS container"
    case squashfs = "a SquashFS file system"
    case ext = "an ext2, ext3 or ext4 file system"
    case fat = "a FAT file system"
    case ntfs = "an NTFS file system"
    case sqlite = "an SQLite database"
    /// Not told by its start: bytes without any pattern.
    case dense = "data without pattern, as encryption or compression leaves it"

    static func of(_ sector: [UInt8]) -> ContentMagic? {
        guard let first = sector.first else { return nil }
        for mark in marks where mark.bytes.first == first && sector.starts(with: mark.bytes) {
            return mark.magic
        }
        if isPortableExecutable(sector) { return .portableExecutable }
        return fileSystem(sector)
    }

    private static let marks: [(magic: ContentMagic, bytes: [UInt8])] = [
        (.elf, [0x7F, 0x45, 0x4C, 0x46]),
        (.machO, [0xCF, 0xFA, 0xED, 0xFE]), (.machO, [0xCE, 0xFA, 0xED, 0xFE]),
        (.script, Array("#!/".utf8)), (.script, Array("#! /".utf8)),
        (.zip, [0x50, 0x4B, 0x03, 0x04]),
        (.gzip, [0x1F, 0x8B, 0x08]),
        (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (.bzip2, Array("BZh".utf8) + [0x39, 0x31, 0x41, 0x59]),
        (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]),
        (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.rar, Array("Rar!".utf8) + [0x1A, 0x07]),
        (.cabinet, Array("MSCF".utf8) + [0, 0, 0, 0]),
        (.windowsImage, Array("MSWIM".utf8) + [0, 0, 0]),
        (.pdf, Array("%PDF-".utf8)),
        (.oleDocument, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.richText, Array("{\\rtf".utf8)),
        (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (.jpeg, [0xFF, 0xD8, 0xFF]),
        (.gif, Array("GIF8".utf8)),
        (.luks, Array("LUKS".utf8) + [0xBA, 0xBE]),
        (.squashfs, Array("hsqs".utf8)),
        (.sqlite, Array("SQLite format 3".utf8)),
    ]

    /// "MZ", and at the place that byte 60 names "PE" (PE/COFF, 2).
    private static func isPortableExecutable(_ sector: [UInt8]) -> Bool {
        guard sector.count >= 64, sector[0] == 0x4D, sector[1] == 0x5A else { return false }
        let header = Int(sector[60]) | Int(sector[61]) << 8 | Int(sector[62]) << 16 | Int(sector[63]) << 24
        // The header of a program with a long stub lies in a later sector.
        guard header + 4 <= sector.count else { return header < 1 << 16 && header % 4 == 0 }
        return sector[header] == 0x50 && sector[header + 1] == 0x45 && sector[header + 2] == 0
            && sector[header + 3] == 0
    }

    private static func fileSystem(_ sector: [UInt8]) -> ContentMagic? {
        guard sector.count >= 1_084 else { return nil }
        if sector.has("NTFS    ", at: 3) { return .ntfs }
        let bootSector =
            sector[510] == 0x55 && sector[511] == 0xAA && (sector[0] == 0xEB || sector[0] == 0xE9)
        if bootSector, sector.has("FAT", at: 54) || sector.has("FAT32", at: 82) { return .fat }
        // The superblock of ext lies 1024 bytes in; besides its magic number, its state is 1, 2 or 4.
        if sector[1_080] == 0x53, sector[1_081] == 0xEF, [1, 2, 4].contains(sector[1_082]), sector[1_083] == 0
        {
            return .ext
        }
        return nil
    }
}
