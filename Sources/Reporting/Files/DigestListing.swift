import Checksums
public import Digests
public import DiscModel

/// The files of a disc with their digests, in the formats that tools verify: `sha256sum -c`, `hashdeep -a`.
public struct DigestListing: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        /// One line for a file as GNU coreutils write it, or with several algorithms as BSD does.
        case sums
        case hashdeep
    }

    /// The lines; bytes, since names are of no known encoding.
    public private(set) var bytes: [UInt8] = []
    /// Files that are not listed, and why, in words that follow the image's name.
    public private(set) var omitted: [String] = []

    /// What `hashdeep` can read.
    public static let hashdeepAlgorithms: [DigestAlgorithm] = [.md5, .sha1, .sha256]

    public init(_ disc: Disc, _ algorithms: Set<DigestAlgorithm>, as format: Format, tree: TreeKind? = nil) {
        let algorithms = DigestAlgorithm.allCases.filter(algorithms.contains)
        if format == .hashdeep {
            let columns = algorithms.map(\.rawValue).joined(separator: ",")
            bytes += "%%%% HASHDEEP-1.0\n%%%% size,\(columns),filename\n".utf8
        }
        for file in ListedFile.all(in: disc, tree: tree) {
            guard !file.path.isCut else {
                omit(file, "its path is longer than any system takes")
                continue
            }
            if let obstacle = file.obstacle {
                omit(file, obstacle)
                continue
            }
            var digests: [Digest] = []
            for algorithm in algorithms {
                let request = DigestRequest(algorithm, ofFile: file.extents, holes: file.holes)
                let outcome = disc.outcome(of: request)
                if let digest = outcome?.digest {
                    digests.append(digest)
                } else {
                    omit(file, "no \(algorithm.title): \(outcome?.obstacle ?? "the content was not read")")
                }
            }
            guard digests.count == algorithms.count else { continue }
            switch format {
            case .sums: addSums(file, digests)
            case .hashdeep: addRow(file, digests)
            }
        }
    }

    private mutating func omit(_ file: ListedFile, _ why: String) {
        omitted.append("\(file.path.escaped) is not listed: \(why)")
    }

    private mutating func addSums(_ file: ListedFile, _ digests: [Digest]) {
        guard !file.name.contains(0) else { return omit(file, "its name holds a zero byte") }
        let name = Self.escaped(file.name)
        for digest in digests {
            if name != file.name { bytes.append(UInt8(ascii: "\\")) }
            if digests.count == 1 {
                bytes += Array("\(digest.hex)  ".utf8) + name
            } else {
                bytes += Array("\(digest.algorithm.tag) (".utf8) + name + Array(") = \(digest.hex)".utf8)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    /// As coreutils escape the name in a line that then begins with a backslash.
    private static func escaped(_ name: [UInt8]) -> [UInt8] {
        name.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\\"): Array("\\\\".utf8)
            case UInt8(ascii: "\n"): Array("\\n".utf8)
            case UInt8(ascii: "\r"): Array("\\r".utf8)
            default: [byte]
            }
        }
    }

    private mutating func addRow(_ file: ListedFile, _ digests: [Digest]) {
        guard !file.name.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
            return omit(file, "hashdeep has no way to write a line break in a name")
        }
        let columns = digests.map(\.hex).joined(separator: ",")
        // As `hashdeep -r -l .` names what it audits.
        bytes += Array("\(file.size),\(columns),./".utf8) + file.name + [0x0A]
    }
}

/// A file with content, under the name that a program gives it that unpacks the image.
struct ListedFile {
    let path: DisplayName
    /// Relative to the root.
    let name: [UInt8]
    let size: UInt64
    let extents: [FileTree.Extent]
    let holes: [FileTree.Hole]
    /// Why its digests would not be those of what people read.
    let obstacle: String?

    static func all(in disc: Disc, tree kind: TreeKind?) -> [ListedFile] {
        guard let kind else {
            return FileList(of: disc).entries.filter { $0.kind == .file }.map {
                ListedFile($0.tree, $0.index, $0.trees.first ?? .iso9660)
            }
        }
        return disc.trees.filter { $0.kind == kind }.flatMap { tree in
            tree.nodes.indices.filter { tree.nodes[$0].kind == .file }.map {
                ListedFile(tree, $0, kind)
            }
        }
    }

    private init(_ tree: FileTree, _ index: Int, _ kind: TreeKind) {
        path = tree.path(of: index)
        extents = Array(tree.extents(of: tree.nodes[index]))
        holes = tree.holes(of: index)
        obstacle = tree.obstacle(of: index)
        let recorded = extents.reduce(0) { $0 + min($1.length, .max - $0) }
        size = holes.reduce(recorded) { $0 + min($1.length, .max - $0) }
        // Bytes that are not text are kept as they are; those of Joliet are UTF-16 and mean their text.
        var name = (kind == .joliet ? nil : path.raw) ?? Array(path.text.utf8)
        if kind.hasVersions { name = Array(name.withoutVersion) }
        self.name = Array(name.drop { $0 == UInt8(ascii: "/") })
    }
}

extension DigestAlgorithm {
    /// The name before the parenthesis of a BSD line.
    fileprivate var tag: String { self == .crc32 ? "CRC32" : rawValue.uppercased() }
}
