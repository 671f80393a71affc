import Bytes
import DiscModel
import FileSystems

/// How the rules of this family name things.
enum BootWords {
    /// A number in hexadecimal as El Torito writes it: digits, then "h".
    static func hex(_ number: some BinaryInteger) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return (digits.count % 2 == 0 ? digits : "0" + digits) + "h"
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.hexadecimal(uppercase: true, separator: " ")
    }

    /// "1 byte", "2 bytes".
    static func count(_ number: some BinaryInteger, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension BootCatalogEntry {
    /// The entry at the start of a message.
    var words: String {
        switch role {
        case .validation: "the validation entry of the boot catalog"
        case .initial: "the initial entry of the boot catalog"
        case .sectionHeader: "the header of section \(section) of the boot catalog"
        case .sectionEntry: "entry \(index) of the boot catalog (section \(section))"
        case .sectionExtension: "entry \(index) of the boot catalog (an extension in section \(section))"
        }
    }

    /// Whether firmware would do something with it: marked bootable, or not empty.
    var matters: Bool { isBootable || (isBootEntry && loadRBA > 0) }
}

extension BootImage {
    /// The image at the start of a message.
    var words: String {
        "the boot image for \(BootCatalogEntry.platformName(platform)) at LBA \(entry.loadRBA)"
    }

    var isUEFI: Bool { platform == 0xEF }
    /// For the BIOS of a PC, and to be started.
    var isForBIOS: Bool { platform == 0 && entry.isBootable }

    var place: Place { Place(offset: offset, length: length, field: "bootImage[\(entry.index)]") }
}
