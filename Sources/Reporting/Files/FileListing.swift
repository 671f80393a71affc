import Bytes
import Checksums
public import Digests
public import DiscModel
import FileSystems
import Rules

/// The listing of `isocheck list`: size, extents as first sector and number of sectors, trees, path.
public struct FileListing {
    /// Bytes that are written at once.
    private static let piece = 1 << 16

    private let disc: Disc
    private let digests: [DigestAlgorithm]
    private let music: Music
    private var bytes: [UInt8] = []

    /// Writes the files of a choice, each once.
    ///
    /// - Parameter write: takes the lines, many at once.
    public static func write(
        _ disc: Disc, _ choice: FileChoice = .shown(nil), digests: Set<DigestAlgorithm> = [],
        _ write: ([UInt8]) throws -> Void
    ) rethrows {
        var listing = FileListing(
            disc: disc, digests: DigestAlgorithm.allCases.filter(digests.contains), music: Music(of: disc))
        try FileRow.each(of: choice, in: disc) { row in
            listing.add(row)
            try listing.flush(beyond: piece, write)
        }
        try listing.flush(beyond: 0, write)
    }

    private mutating func flush(beyond limit: Int, _ write: ([UInt8]) throws -> Void) rethrows {
        guard bytes.count > limit else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ row: FileRow) {
        let (tree, index, node) = (row.tree, row.index, row.node)
        let extents = tree.extents(of: node)
        let size = String(node.size)
        let isSpecial = node.kind == .symbolicLink || node.kind == .device
        let special = isSpecial ? entries(of: node, in: tree, row.volume.disc) : []
        bytes += (deviceLetter(special) ?? node.kind.letter).utf8
        bytes += repeatElement(0x20, count: max(0, 12 - size.utf8.count))
        bytes += size.utf8
        column(14) { bytes in
            if extents.isEmpty { bytes.append(0x2D) }
            for (number, extent) in extents.enumerated() {
                if number > 0 { bytes.append(0x2C) }
                bytes += "\(extent.offset / .sector)+\(extent.length.sectorsNeeded)".utf8
            }
        }
        column(24) { $0 += row.trees.map(\.rawValue).joined(separator: ",").utf8 }
        let (holes, isComplete) = (tree.holes(of: index), tree.obstacle(of: index) == nil)
        for algorithm in digests {
            let request = DigestRequest(algorithm, ofFile: extents, holes: holes)
            let digest = isComplete ? disc.outcome(of: request)?.digest : nil
            column(algorithm.hexLength) { $0 += (node.kind == .file ? digest?.hex ?? "?" : "-").utf8 }
        }
        column(0) { row.appendPath(to: &$0) }
        if node.kind == .directory { bytes.append(0x2F) }
        if node.kind == .symbolicLink, let target = RockRidge.target(in: special) {
            bytes += " -> \(DisplayName(utf8: target).escaped)".utf8
        }
        if let track = extents.first.flatMap(music.track) { bytes += " (audio track \(track))".utf8 }
        if let fate = row.fate { bytes += fate.remark.utf8 }
        bytes.append(0x0A)
    }

    /// What Rock Ridge says of a file.
    private func entries(of node: FileTree.Node, in tree: FileTree, _ disc: Disc) -> [SystemUseEntry] {
        guard tree.kind == .rockridge, node.record >= 0 else { return [] }
        let recorded = disc.facts(ISO9660Facts.self)?.isoTrees.first { $0.kind == .iso9660 }
        guard let recorded, recorded.slots.indices ~= Int(node.record) else { return [] }
        return recorded.entries(Int(node.record))
    }

    /// The letter `ls -l` uses for a kind of device.
    private func deviceLetter(_ entries: [SystemUseEntry]) -> String? {
        switch entries.first(where: { $0.signature == .px }).map({ PosixAttributes($0) })?.type {
        case .fifo: "p"
        case .characterDevice: "c"
        case .socket: "s"
        default: nil
        }
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
