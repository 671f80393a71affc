import Bytes
import DiscModel

/// A file system as a loader sees it: names are looked up its way, and bytes are read where the medium has them.
struct BootVolume: Sendable {
    /// Which medium or part of it this is.
    enum Medium: Sendable, Hashable {
        /// The files of the disc.
        case disc
        /// A FAT file system, by its first byte.
        case fat(UInt64)
        /// The file system that GRUB carries in itself.
        case memdisk
    }

    let medium: Medium
    /// What it is in a sentence, such as "the disc" or "the FAT of partition 2".
    let title: String
    /// What `search --label` and kernels know it by.
    let label: String?
    /// What `search --fs-uuid` and kernels know it by.
    let identifier: String?
    /// The trees in which a name is sought, one after the other, and whether letters must have the same case.
    private let views: [(tree: FileTree, isExact: Bool)]
    private let source: any ByteSource

    init(
        _ medium: Medium, title: String, label: String?, identifier: String?,
        views: [(tree: FileTree, isExact: Bool)], source: any ByteSource
    ) {
        self.medium = medium
        self.title = title
        self.label = label
        self.identifier = identifier
        self.views = views
        self.source = source
    }

    /// A file of a volume.
    struct File: Sendable {
        let tree: FileTree
        let node: Int

        var path: DisplayName { tree.path(of: node) }
        var size: UInt64 { tree.nodes[node].size }
        var isDirectory: Bool { tree.nodes[node].kind == .directory }
        var start: UInt64? { tree.firstExtent(of: tree.nodes[node])?.offset }
    }

    /// The file at a path, whose names "/" or "\" separate; "." and ".." are followed.
    func file(at path: String) -> File? {
        let names = Self.names(of: path)
        for view in views {
            if let node = Self.node(names, in: view.tree, isExact: view.isExact) {
                return File(tree: view.tree, node: node)
            }
        }
        return nil
    }

    /// Where a file of this name stands but for the case of its letters: what an author may have meant.
    func fileIgnoringCase(at path: String) -> File? {
        let names = Self.names(of: path)
        for view in views {
            if let node = Self.node(names, in: view.tree, isExact: false) {
                return File(tree: view.tree, node: node)
            }
        }
        return nil
    }

    /// The names of the files in a folder; none where there is no such folder.
    func fileNames(in path: String) -> [String] { names(in: path, .file) }

    /// The names of the folders in a folder.
    func folderNames(in path: String) -> [String] { names(in: path, .directory) }

    private func names(in path: String, _ kind: FileTree.NodeKind) -> [String] {
        guard let folder = file(at: path), folder.isDirectory else { return [] }
        let nodes = folder.tree.nodes
        return nodes.indices.dropFirst().filter {
            Int(nodes[$0].parent) == folder.node && nodes[$0].kind == kind
        }.map { Self.name(of: $0, in: folder.tree) }
    }

    static func names(of path: String) -> [String] {
        var names: [String] = []
        for name in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(String(name)) }
        }
        return names
    }

    private static func node(_ names: [String], in tree: FileTree, isExact: Bool) -> Int? {
        var at = 0
        for name in names {
            let wanted = isExact ? name : name.uppercased()
            let found = tree.nodes.indices.dropFirst().first { index in
                guard Int(tree.nodes[index].parent) == at else { return false }
                let shown = Self.name(of: index, in: tree)
                return isExact ? shown == wanted : shown.uppercased() == wanted
            }
            guard let found else { return nil }
            at = found
        }
        return at
    }

    /// A name as loaders show it: without a version, and without the dot of an empty extension (ECMA-119, 7.5.1).
    private static func name(of index: Int, in tree: FileTree) -> String {
        let node = tree.nodes[index]
        var name =
            tree.encoding == .bytes
            ? String(decoding: tree.nameBytes(of: node), as: UTF8.self)
            : String(
                decoding: tree.name(of: node).pairs.map { UInt16($0) << 8 | UInt16($1) }, as: UTF16.self)
        if tree.kind.hasVersions {
            if let version = name.lastIndex(of: ";") { name = String(name[..<version]) }
            if name.hasSuffix(".") { name.removeLast() }
        }
        return name
    }

    /// The first bytes of a file, up to `limit`; nil where they cannot be read.
    func bytes(of file: File, limit: Int) -> [UInt8]? { bytes(of: file, at: 0, count: limit) }

    /// Bytes of a file from a place on, cut to what it has; nil where they cannot be read.
    func bytes(of file: File, at start: Int, count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        let end = start.addingReportingOverflow(count)
        let part = start..<(end.overflow ? .max : end.partialValue)
        let isRead = pieces(of: file, part, size: .max) {
            if bytes.isEmpty { bytes = $0 } else { bytes += $0 }
        }
        return isRead ? bytes : nil
    }

    /// Gives a part of a file piece by piece, cut to what it has; false where it cannot be read.
    func pieces(of file: File, _ part: Range<Int>, size: UInt64 = 1 << 20, _ body: ([UInt8]) -> Void) -> Bool
    {
        var start: UInt64 = 0
        let wanted = UInt64(max(0, part.lowerBound))..<UInt64(max(0, part.upperBound))
        for extent in file.tree.extents(of: file.tree.nodes[file.node]) where start < wanted.upperBound {
            let end = start.adding(extent.length)
            defer { start = end }
            guard end > wanted.lowerBound else { continue }
            var at = max(start, wanted.lowerBound)
            while at < min(end, wanted.upperBound) {
                let count = Int(min(min(end, wanted.upperBound) - at, size))
                let offset = extent.offset.adding(at - start)
                guard let piece = try? source.bytes(at: offset, count: count), piece.count == count else {
                    return false
                }
                body(piece)
                at += UInt64(count)
            }
        }
        return true
    }

    /// Bytes of a file that lie behind the end of the image.
    func bytesBeyondEnd(of file: File) -> UInt64 {
        let end = source.size
        return file.tree.extents(of: file.tree.nodes[file.node]).reduce(0) {
            $0.adding($1.end > end ? $1.end - max($1.offset, end) : 0)
        }
    }

    /// A text file of a loader's configuration.
    func text(of file: File) -> String? {
        bytes(of: file, limit: Self.textLimit).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Configurations have kilobytes; of longer ones the beginning is read.
    private static let textLimit = 1 << 20
}

extension [UInt8] {
    /// Two bytes at a time.
    fileprivate var pairs: [(UInt8, UInt8)] {
        stride(from: 0, to: count - 1, by: 2).map { (self[$0], self[$0 + 1]) }
    }
}
