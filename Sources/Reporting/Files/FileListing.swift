import Bytes
import Checksums
public import Digests
public import DiscModel
import Rules

/// The listing of `isocheck list`: size, extents as first sector and number of sectors, trees, path.
public struct FileListing {
    /// Bytes that are written at once.
    private static let piece = 1 << 16

    private let disc: Disc
    private let digests: [DigestAlgorithm]
    private let music: Music
    private var bytes: [UInt8] = []

    /// Writes the files of all trees, each once; or those of one tree, with that tree's names.
    ///
    /// - Parameter write: takes the lines, many at once.
    public static func write(
        _ disc: Disc, tree kind: TreeKind? = nil, digests: Set<DigestAlgorithm> = [],
        _ write: ([UInt8]) throws -> Void
    ) rethrows {
        var listing = FileListing(
            disc: disc, digests: DigestAlgorithm.allCases.filter(digests.contains), music: Music(of: disc))
        if let kind {
            for tree in disc.trees where tree.kind == kind {
                for index in tree.nodes.indices.dropFirst() {
                    listing.add(tree, index, kind.rawValue)
                    try listing.flush(beyond: piece, write)
                }
            }
        } else {
            for entry in FileList(of: disc).entries {
                listing.add(entry.tree, entry.index, entry.trees.map(\.rawValue).joined(separator: ","))
                try listing.flush(beyond: piece, write)
            }
        }
        try listing.flush(beyond: 0, write)
    }

    private mutating func flush(beyond limit: Int, _ write: ([UInt8]) throws -> Void) rethrows {
        guard bytes.count > limit else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ tree: FileTree, _ index: Int, _ trees: String) {
        let node = tree.nodes[index]
        let extents = tree.extents(of: node)
        let size = String(node.size)
        bytes += node.kind.letter.utf8
        bytes += repeatElement(0x20, count: max(0, 12 - size.utf8.count))
        bytes += size.utf8
        column(14) { bytes in
            if extents.isEmpty { bytes.append(0x2D) }
            for (number, extent) in extents.enumerated() {
                if number > 0 { bytes.append(0x2C) }
                bytes += "\(extent.offset / .sector)+\(extent.length.sectorsNeeded)".utf8
            }
        }
        column(24) { $0 += trees.utf8 }
        for algorithm in digests {
            let digest = disc.outcome(of: DigestRequest(algorithm, ofFile: extents))?.digest
            column(algorithm.hexLength) { $0 += (node.kind == .file ? digest?.hex ?? "?" : "-").utf8 }
        }
        column(0) { tree.appendEscapedPath(of: index, to: &$0) }
        if node.kind == .directory { bytes.append(0x2F) }
        if let track = extents.first.flatMap(music.track) { bytes += " (audio track \(track))".utf8 }
        bytes.append(0x0A)
    }

    /// A column behind those before it.
    private mutating func column(_ width: Int, _ write: (inout [UInt8]) -> Void) {
        bytes += [0x20, 0x20]
        let start = bytes.count
        write(&bytes)
        bytes += repeatElement(0x20, count: max(0, width - (bytes.count - start)))
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
