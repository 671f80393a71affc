import Bytes
import Containers
import DiscModel
import FileSystems

/// Where the session starts whose descriptors stand in sector 16, when the image tells.
///
/// Programs that add a session to a disc write block numbers counted from the start of the disc, but a volume space size
/// counted from the start of the session (mkisofs -C). In an image of the whole disc the last session's descriptors may
/// have been copied to sector 16; in an image of the last session alone all block numbers point behind the end.
enum SessionStart {
    /// Sessions start at multiples of this many bytes on overwritable media and in images: 16 sectors.
    private static let unit: UInt64 = 16 * .sector

    /// The start, in bytes, of a session that counts its size from its own start: the one that the container tells, or
    /// else one that ends with the image, or whose path tables follow its descriptors. nil when the size is counted from the start of the image.
    static func ofRelativeSize(in disc: Disc) -> UInt64? {
        guard let tree = disc.iso?.isoTree(.iso9660) else { return nil }
        let declared = tree.descriptor.declaredBytes
        guard declared < disc.size, declared > 18 * .sector else { return nil }
        // Containers tell where the session starts.
        if disc.startOffset > 0 {
            let end = disc.startOffset.adding(declared)
            // Counted from the start of the disc, the volume would end before it begins.
            if declared <= disc.startOffset { return disc.startOffset }
            return end <= disc.size && holds(tree, from: disc.startOffset, to: end) ? disc.startOffset : nil
        }
        // Counted from the start of the image, the volume would end before its own root.
        guard let root = tree.directories.first, root.offset >= declared else { return nil }
        // It ends with the image, or further sectors follow: then its path tables stand right behind its descriptors.
        let tables = tree.pathTables.map(\.record.offset).min() ?? root.offset
        let latest = tables - min(tables, 18 * .sector)
        return [disc.size - declared, latest - latest % unit].first { start in
            let end = start.adding(declared)
            return start > 0 && start % unit == 0 && end <= disc.size && holds(tree, from: start, to: end)
        }
    }

    /// Whether the size that a tree's descriptor declares is counted from the start of that session.
    static func isRelative(_ tree: ISOTree, in disc: Disc) -> Bool {
        guard let start = ofRelativeSize(in: disc) else { return false }
        return holds(tree, from: start, to: start.adding(tree.descriptor.declaredBytes))
    }

    /// Whether path tables and directories lie behind the descriptors of a session.
    private static func holds(_ tree: ISOTree, from start: UInt64, to end: UInt64) -> Bool {
        guard !tree.directories.isEmpty else { return false }
        let start = start.adding(18 * .sector)
        return tree.directories.allSatisfy { $0.offset >= start && $0.offset < end }
            && tree.pathTables.allSatisfy { $0.record.offset >= start && $0.record.offset < end }
    }

    /// The start, in bytes, of the session that a plain ISO holds alone, which its root directory tells.
    static func ofPlainSession(in disc: Disc) -> UInt64? {
        guard disc.startOffset > 0, let container = disc.facts(ContainerFacts.self), container.isPlain else {
            return nil
        }
        return disc.startOffset
    }

    /// The likely start, in bytes, of the session that an image of that session alone has lost the count of: everything
    /// the primary descriptor names lies behind the end, as far behind as the session was long before it.
    static func ofLoneSession(in disc: Disc) -> UInt64? {
        guard let iso = disc.iso, let tree = iso.isoTree(.iso9660), let last = iso.descriptors.last else {
            return nil
        }
        let descriptor = tree.descriptor
        let declared = descriptor.declaredBytes
        // The image is as long as the session, give or take what a drive adds or loses.
        guard declared.adding(64 * .sector) > disc.size, declared < disc.size.adding(64 * .sector) else {
            return nil
        }
        var places = [descriptor.rootRecord.dataOffset(blockSize: tree.blockSize)]
        places += [descriptor.typeLPathTable, descriptor.typeMPathTable].filter { $0 != 0 }
            .map { UInt64($0).times(tree.blockSize) }
        guard let lowest = places.min(), let highest = places.max(), lowest >= disc.size else { return nil }
        // The path table stands close behind the descriptors, so the start is at most that far before it.
        let latest = lowest - min(lowest, last.offset.adding(.sector))
        let earliest = highest.adding(.sector) - min(highest.adding(.sector), declared)
        let start = latest - latest % unit
        return start > 0 && start >= earliest ? start : nil
    }
}
