public import DiscModel

/// The listing of `isocheck list`: size, extents as first sector and number of sectors, trees, path.
public enum FileListing {
    /// The files of all trees, each once; or those of one tree, with that tree's names.
    public static func text(_ disc: Disc, tree kind: TreeKind? = nil) -> String {
        var lines: [String] = []
        if let kind {
            for tree in disc.trees where tree.kind == kind {
                lines += tree.nodes.indices.dropFirst().map { index in
                    let node = tree.nodes[index]
                    return line(tree.path(of: index), node.kind, node.size, tree.extents(of: node), [kind])
                }
            }
        } else {
            lines = FileList(of: disc).entries.map {
                line($0.path, $0.kind, $0.size, $0.extents[...], $0.trees)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(
        _ path: DisplayName, _ kind: FileTree.NodeKind, _ size: UInt64,
        _ extents: ArraySlice<FileTree.Extent>,
        _ trees: [TreeKind]
    ) -> String {
        let sectors = extents.map { "\($0.offset / 2048)+\(($0.length + 2047) / 2048)" }.joined(
            separator: ",")
        let number = String(size)
        let pad = String(repeating: " ", count: max(0, 12 - number.count))
        return [
            kind.letter + pad + number, (sectors.isEmpty ? "-" : sectors).padded(to: 14),
            trees.map(\.rawValue).joined(separator: ",").padded(to: 24),
            path.escaped + (kind == .directory ? "/" : ""),
        ].joined(separator: "  ")
    }
}

extension FileTree.NodeKind {
    /// The letter `ls -l` uses; `a` for an associated file.
    var letter: String {
        switch self {
        case .directory: "d"
        case .file: "-"
        case .symbolicLink: "l"
        case .device: "b"
        case .associated: "a"
        }
    }
}
