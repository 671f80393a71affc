public import DiscModel
import FileSystems

/// A file as listings have it: each once under the name of the richest tree that knows it, or those of one tree; then the
/// files in partitions, boot images and files, behind the name of what they are in: "/boot/efi.img!/EFI/BOOT/BOOTX64.EFI".
struct FileRow {
    let tree: FileTree
    let index: Int
    /// The trees that know it, the richest first.
    let trees: [TreeKind]
    let volume: ListedVolume
    /// nil for a file that the image shows.
    var fate: FileFate?

    var node: FileTree.Node { tree.nodes[index] }
    var details: FileDetails { volume.source.details(of: index, in: tree) }

    /// The path as it can be shown.
    var escapedPath: String {
        var path: [UInt8] = []
        appendPath(to: &path)
        return String(decoding: path, as: UTF8.self)
    }

    func appendPath(to bytes: inout [UInt8]) {
        bytes += volume.prefix.utf8
        tree.appendEscapedPath(of: index, to: &bytes)
    }

    /// Calls `body` with each file of a choice.
    static func each(
        of choice: FileChoice, in disc: Disc, _ body: (FileRow) throws -> Void
    ) rethrows {
        switch choice {
        case .shown(let tree): try each(in: disc, tree: tree, body)
        case .deleted: try eachDeleted(in: disc, body)
        }
    }

    /// Calls `body` with each file, volume by volume.
    private static func each(
        in disc: Disc, tree kind: TreeKind?, _ body: (FileRow) throws -> Void
    ) rethrows {
        let volume = ListedVolume(disc: disc, window: nil, prefix: "")
        if let kind {
            for tree in disc.trees where tree.kind == kind { try each(of: tree, volume, body) }
        } else {
            for entry in FileList(of: disc).entries {
                try body(FileRow(tree: entry.tree, index: entry.index, trees: entry.trees, volume: volume))
            }
        }
        guard kind == nil || kind == .fat else { return }
        try eachVolume(in: volume) { inner in
            for tree in inner.disc.trees where tree.kind == .fat { try each(of: tree, inner, body) }
        }
    }

    private static func each(
        of tree: FileTree, _ volume: ListedVolume, _ body: (FileRow) throws -> Void
    ) rethrows {
        for index in tree.nodes.indices.dropFirst() {
            try body(FileRow(tree: tree, index: index, trees: [tree.kind], volume: volume))
        }
    }

    /// Calls `body` with what was read in partitions, boot images and files, each before what is in it.
    static func eachVolume(in outer: ListedVolume, _ body: (ListedVolume) throws -> Void) rethrows {
        let volumes = outer.disc.nested.filter(\.isInside)
        guard !volumes.isEmpty else { return }
        let starts = Set(volumes.map(\.window.run.offset))
        var owners: [UInt64: DisplayName] = [:]
        for entry in FileList(of: outer.disc).entries where entry.kind == .file {
            if let start = entry.extents.first?.offset, starts.contains(start), owners[start] == nil {
                owners[start] = entry.path
            }
        }
        for inner in volumes {
            let owner = owners[inner.window.run.offset]?.escaped ?? "(\(inner.window.title.escaped))"
            let volume = ListedVolume(
                disc: inner.disc, window: inner.window, prefix: outer.prefix + owner + "!")
            try body(volume)
            try eachVolume(in: volume, body)
        }
    }
}

/// The files that are listed.
public enum FileChoice: Sendable {
    /// Those that the image shows; of one tree alone, with its own names.
    case shown(TreeKind?)
    /// Those that it does not show any more.
    case deleted

    /// Whether they are not of the image any more.
    var isDeleted: Bool { if case .deleted = self { true } else { false } }
}

/// The image, or what was read in a part of it.
struct ListedVolume {
    let disc: Disc
    /// nil for the image itself.
    let window: InnerWindow?
    /// What stands before the paths of its files.
    let prefix: String
    let source: FileDetailsSource

    init(disc: Disc, window: InnerWindow?, prefix: String, source: FileDetailsSource? = nil) {
        self.disc = disc
        self.window = window
        self.prefix = prefix
        self.source = source ?? FileDetailsSource(disc)
    }
}
