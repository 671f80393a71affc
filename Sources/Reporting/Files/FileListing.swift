import Checksums
public import Digests
public import DiscModel

/// The listing of `isocheck list`: size, extents as first sector and number of sectors, trees, path.
public enum FileListing {
    /// The files of all trees, each once; or those of one tree, with that tree's names.
    public static func text(
        _ disc: Disc, tree kind: TreeKind? = nil, digests: Set<DigestAlgorithm> = []
    ) -> String {
        func sums(_ kind: FileTree.NodeKind, _ extents: ArraySlice<FileTree.Extent>) -> [String] {
            DigestAlgorithm.allCases.filter(digests.contains).map { algorithm in
                let digest = disc.outcome(of: DigestRequest(algorithm, ofFile: extents))?.digest
                return (kind == .file ? digest?.hex ?? "?" : "-").padded(to: algorithm.hexLength)
            }
        }
        var lines: [String] = []
        if let kind {
            for tree in disc.trees where tree.kind == kind {
                lines += tree.nodes.indices.dropFirst().map { index in
                    let node = tree.nodes[index]
                    let extents = tree.extents(of: node)
                    return line(
                        tree.path(of: index), node.kind, node.size, extents, [kind], sums(node.kind, extents))
                }
            }
        } else {
            lines = FileList(of: disc).entries.map {
                line($0.path, $0.kind, $0.size, $0.extents[...], $0.trees, sums($0.kind, $0.extents[...]))
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func line(
        _ path: DisplayName, _ kind: FileTree.NodeKind, _ size: UInt64,
        _ extents: ArraySlice<FileTree.Extent>,
        _ trees: [TreeKind], _ digests: [String]
    ) -> String {
        let sectors = extents.map { "\($0.offset / 2048)+\(($0.length + 2047) / 2048)" }.joined(
            separator: ",")
        let number = String(size)
        let pad = String(repeating: " ", count: max(0, 12 - number.count))
        let columns = [
            kind.letter + pad + number, (sectors.isEmpty ? "-" : sectors).padded(to: 14),
            trees.map(\.rawValue).joined(separator: ",").padded(to: 24),
        ]
        let last = path.escaped + (kind == .directory ? "/" : "")
        return (columns + digests + [last]).joined(separator: "  ")
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
