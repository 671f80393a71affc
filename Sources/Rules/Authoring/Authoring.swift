public import DiscModel
import FileSystems

/// The programs that made an image, by the traces they leave (reference: rules.md, 1.13).
public enum AuthoringTool: String, Sendable, Hashable, CaseIterable {
    case mkisofs, genisoimage, libisofs, libarchive, makefs, imgburn, nero, roxio, k3b, oscdimg, hdiutil,
        toast
    case pycdlib, ipxe, poweriso, ultraiso, cdburnerxp, isocheckSpecimen

    /// How reports call it.
    public var name: String {
        switch self {
        case .mkisofs: "mkisofs"
        case .genisoimage: "genisoimage"
        case .libisofs: "xorriso (libisofs)"
        case .libarchive: "libarchive (bsdtar)"
        case .makefs: "makefs"
        case .imgburn: "ImgBurn"
        case .nero: "Nero Burning ROM"
        case .roxio: "Easy CD Creator (Roxio, Adaptec)"
        case .k3b: "K3b"
        case .oscdimg: "oscdimg (Microsoft)"
        case .hdiutil: "hdiutil (Apple)"
        case .toast: "Toast"
        case .pycdlib: "pycdlib"
        case .ipxe: "iPXE build system"
        case .poweriso: "PowerISO"
        case .ultraiso: "UltraISO"
        case .cdburnerxp: "CDBurnerXP"
        case .isocheckSpecimen: "isocheck specimen"
        }
    }
}

/// Which programs made the image, and what says so.
public struct Authoring: Sendable, Hashable {
    public struct Trace: Sendable, Hashable {
        public let tool: AuthoringTool
        /// The identifier in which the program names itself, cut to a line.
        public let evidence: DisplayName
        public let field: String
    }

    public let traces: [Trace]
    public var tools: Set<AuthoringTool> { Set(traces.map(\.tool)) }

    public init(of disc: Disc) {
        guard let descriptor = disc.facts(ISO9660Facts.self)?.primary else {
            traces = []
            return
        }
        let fields: [VolumeDescriptor.TextField] = [.application, .preparer, .publisher, .system]
        traces = fields.compactMap { field in
            let text = descriptor.display(field)
            return Authoring.tool(named: text.text.uppercased(), in: field).map {
                Trace(tool: $0, evidence: text, field: "pvd/\(field.name)")
            }
        }
    }

    private static func tool(named text: String, in field: VolumeDescriptor.TextField) -> AuthoringTool? {
        let marks: [(String, AuthoringTool)] = [
            ("GENISOIMAGE", .genisoimage), ("MKISOFS", .mkisofs), ("XORRISO", .libisofs),
            ("LIBISOFS", .libisofs),
            ("LIBISOBURN", .libisofs), ("LIBARCHIVE", .libarchive), ("MAKEFS", .makefs),
            ("IMGBURN", .imgburn),
            ("NERO", .nero), ("EASY CD CREATOR", .roxio), ("ADAPTEC", .roxio), ("ROXIO", .roxio),
            ("K3B", .k3b),
            ("OSCDIMG", .oscdimg), ("CDIMAGE", .oscdimg), ("HDIUTIL", .hdiutil), ("TOAST", .toast),
            ("PYCDLIB", .pycdlib), ("IPXE", .ipxe), ("POWERISO", .poweriso), ("ULTRAISO", .ultraiso),
            ("CDBURNERXP", .cdburnerxp), ("ISOCHECK SPECIMEN", .isocheckSpecimen),
        ]
        if field == .system { return ["NETBSD", "FREEBSD"].contains(text) ? .makefs : nil }
        return marks.first { text.contains($0.0) }?.1
    }
}
