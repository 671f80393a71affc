import DiscModel
import Specimens
import Surveys

/// What a file holds is what the ending of its name says.
enum NamesFitContents: Rule {
    static let card = RuleCard(
        id: "payload-extension-mismatch",
        title: "Files hold what the ending of their name says",
        rationale: """
            An archive that is an error page of a web server, a picture that is a program, a document that is an archive: \
            the first was broken before the image was made, the others hide what they are. Only endings and contents \
            that are known beyond doubt are compared, by libmagic and marks of our own.
            """,
        remedy:
            "Open the file with care, by its content and not by its name; fetch it again if it should be what its name says.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("media types by content, RFC 6838"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let heads = disc.facts(FileHeadsFacts.self), let types = heads.types else { return }
        var told: Set<UInt64> = []
        for tree in disc.trees {
            for (index, node) in tree.nodes.enumerated() where node.kind == .file && node.size > 0 {
                guard let extent = tree.firstExtent(of: node), let type = types[extent.offset],
                    !told.contains(extent.offset)
                else { continue }
                let path = tree.path(of: index)
                guard let kind = Self.kind(of: path.text), !kind.allows(type) else { continue }
                // A disguised program has a finding of its own.
                if heads.programs[extent.offset] != nil, kind == .text || kind == .picture { continue }
                told.insert(extent.offset)
                findings.report(
                    "\(path.escaped) holds \(type)", expected: kind.inWords, actual: type,
                    at: Place(offset: extent.offset, length: node.size, tree: tree.kind, path: path))
            }
        }
    }

    /// What an ending promises.
    private enum Kind {
        case text, picture, program
        case type([String], String)

        static func == (left: Kind, right: Kind) -> Bool {
            switch (left, right) {
            case (.text, .text), (.picture, .picture), (.program, .program): true
            default: false
            }
        }

        /// Whether a media type is what was promised. Texts can look like very many things.
        func allows(_ type: String) -> Bool {
            switch self {
            case .text:
                !(type.hasPrefix("image/") || type.hasPrefix("audio/") || type.hasPrefix("video/"))
                    && !NamesFitContents.packed.contains(type) && type != "application/pdf"
            case .picture: type.hasPrefix("image/")
            case .program:
                !type.hasPrefix("text/") && !type.hasPrefix("image/") && type != "application/pdf"
            case .type(let types, _): types.contains { type.hasPrefix($0) }
            }
        }

        var inWords: String {
            switch self {
            case .text: "a text"
            case .picture: "a picture"
            case .program: "a program"
            case .type(_, let words): words
            }
        }
    }

    private static let packed: Set<String> = [
        "application/gzip", "application/x-xz", "application/x-bzip2", "application/zstd", "application/zip",
        "application/x-7z-compressed", "application/x-rar",
    ]

    private static func kind(of path: String) -> Kind? {
        let name = path.split(separator: "/").last?.withoutVersion ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return kinds[name[name.index(after: dot)...].lowercased()]
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        func add(_ endings: String, _ kind: Kind) {
            for ending in endings.split(separator: " ") { kinds[String(ending)] = kind }
        }
        add("txt md csv ini inf cfg conf log css json html htm xml", .text)
        add("jpg jpeg png gif bmp tif tiff", .picture)
        add("exe dll efi", .program)
        add("pdf", .type(["application/pdf"], "a PDF document"))
        let zip = [
            "application/zip", "application/java", "application/vnd.", "application/epub",
            "application/x-java",
        ]
        add("zip jar docx xlsx pptx odt ods odp", .type(zip, "a ZIP archive"))
        add("gz tgz", .type(["application/gzip", "application/x-gzip"], "gzip data"))
        add("bz2", .type(["application/x-bzip2"], "bzip2 data"))
        add("xz txz", .type(["application/x-xz"], "xz data"))
        add("zst", .type(["application/zstd", "application/x-zstd"], "Zstandard data"))
        add("7z", .type(["application/x-7z"], "a 7-Zip archive"))
        add("rpm", .type(["application/x-rpm"], "an RPM package"))
        add("deb udeb", .type(["application/vnd.debian", "application/x-debian"], "a Debian package"))
        add("flac", .type(["audio/"], "sound"))
        add("wav", .type(["audio/"], "sound"))
        return kinds
    }()

    private static func image(_ path: String, _ bytes: [UInt8]) -> Specimen {
        Specimen { $0.files = [.init(path, .bytes(bytes + [UInt8](repeating: 0x20, count: 200)))] }
    }

    private static let page = Array(
        "<!DOCTYPE html><html><head><title>404</title></head><body>gone</body></html>".utf8)
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static var examples: [Example] {
        [
            .fires("an error page called DRIVER.ZIP", image("/DRIVER.ZIP", page), at: "data:/DRIVER.ZIP"),
            .fires("a picture called README.TXT", image("/README.TXT", png), at: "data:/README.TXT"),
            .fires(
                "a PDF document called PHOTO.JPG", image("/PHOTO.JPG", Array("%PDF-1.4\n".utf8)),
                at: "data:/PHOTO.JPG"),
            .passes("a page called INDEX.HTM", image("/INDEX.HTM", page)),
            .passes("a picture called PHOTO.PNG", image("/PHOTO.PNG", png)),
            .passes("a picture with an ending that promises nothing", image("/PHOTO.DAT", png)),
        ]
    }
}
