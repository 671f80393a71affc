/// The programs that make images, by the traces they leave (reference: traces that mastering programs leave).
public enum AuthoringTool: String, Sendable, Hashable, CaseIterable {
    case mkisofs, genisoimage, libisofs, libarchive, makefs, imgburn, nero, roxio, k3b, oscdimg, hdiutil,
        toast
    case pycdlib, ipxe, poweriso, ultraiso, winiso, cdburnerxp, burnatonce, magiciso, discutils,
        isocheckSpecimen

    /// How reports call it.
    public var name: String {
        switch self {
        case .mkisofs: "mkisofs"
        case .genisoimage: "genisoimage"
        case .libisofs: "xorriso"
        case .libarchive: "libarchive"
        case .makefs: "makefs"
        case .imgburn: "ImgBurn"
        case .nero: "Nero"
        case .roxio: "Easy CD Creator"
        case .k3b: "K3b"
        case .oscdimg: "oscdimg"
        case .hdiutil: "hdiutil"
        case .toast: "Toast"
        case .pycdlib: "pycdlib"
        case .ipxe: "iPXE build system"
        case .poweriso: "PowerISO"
        case .ultraiso: "UltraISO"
        case .winiso: "WinISO"
        case .cdburnerxp: "CDBurnerXP"
        case .burnatonce: "Burnatonce"
        case .magiciso: "MagicISO"
        case .discutils: "DiscUtils"
        case .isocheckSpecimen: "isocheck specimen"
        }
    }

    /// Whether it lays out images itself; the others let one of these do it.
    var isWriter: Bool { self != .k3b && self != .ipxe && self != .burnatonce }

    /// Words by which the programs name themselves, the longer of two that begin alike first.
    private static let marks: [(text: String, tool: AuthoringTool)] = [
        ("GENISOIMAGE", .genisoimage), ("MKISOFS", .mkisofs), ("XORRISO", .libisofs), ("LIBISOFS", .libisofs),
        ("LIBISOBURN", .libisofs), ("LIBARCHIVE", .libarchive), ("MAKEFS", .makefs), ("IMGBURN", .imgburn),
        ("NERO BURNING ROM", .nero), ("NEROAPI", .nero), ("NERO", .nero), ("EASY CD CREATOR", .roxio),
        ("ADAPTEC TOAST", .toast), ("TOAST", .toast), ("ADAPTEC", .roxio), ("ROXIO", .roxio),
        ("K3B THE CD KREATOR VERSION", .k3b), ("K3B", .k3b), ("OSCDIMG", .oscdimg), ("CDIMAGE", .oscdimg),
        ("HDIUTIL", .hdiutil), ("PYCDLIB", .pycdlib), ("IPXE", .ipxe), ("POWERISO", .poweriso),
        ("ULTRAISO", .ultraiso), ("WINISO", .winiso), ("CDBURNERXP", .cdburnerxp),
        ("BURNATONCE", .burnatonce), ("MAGICISO", .magiciso), ("MAGIC ISO", .magiciso),
        ("DISCUTILS", .discutils), ("APPLE INC.", .hdiutil), ("APPLE COMPUTER, INC.", .hdiutil),
        ("ISOCHECK SPECIMEN", .isocheckSpecimen),
    ]

    /// The program that a text names, and the version that follows its name.
    static func named(in text: String) -> (tool: AuthoringTool, version: String?)? {
        let text = text.uppercased()
        for mark in marks {
            guard let range = text.firstRange(of: mark.text) else { continue }
            // "PIONERO" is not Nero.
            if range.lowerBound > text.startIndex, text[text.index(before: range.lowerBound)].isLetter {
                continue
            }
            return (mark.tool, version(after: text[range.upperBound...]))
        }
        return nil
    }

    /// Digits and dots right behind the name, after a space or hyphen and perhaps a V.
    private static func version(after name: Substring) -> String? {
        var rest = name
        guard let first = rest.popFirst(), first == " " || first == "-" else { return nil }
        if rest.first == "V" { rest.removeFirst() }
        let version = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return version.first?.isNumber == true ? String(version) : nil
    }
}
