public import Bytes
import DiscModel
public import Readers

/// A directory to which no tree leads, and what it still leads to.
public struct LostDirectory: Sendable {
    /// Its first byte, as its own "." says it (ECMA-119, 6.8.2.2), and that of the directory that its ".." names.
    public let offset: UInt64
    public let parent: UInt64
    /// It and what lies below it, as if it were the root of a volume.
    public let facts: ISO9660Facts

    public var tree: ISOTree? { facts.isoTrees.first }
}

/// Reads directories where no tree leads. Nothing but a directory itself says there what it is: it begins with a record of
/// its own place and one of its parent.
public struct LostDirectories {
    private let volume: Window
    /// The descriptor that is given another root.
    private let model: Record
    private let blockSize: UInt64
    private let sharing: SystemUseSharing?
    /// Where the directories begin that trees reach, and those of them whose names are wide.
    private let closed, wide: Set<UInt64>
    private var limits: Limits

    /// - Parameter known: the volumes whose directories are theirs, the one that people see first.
    public init(in window: Window, besides known: [ISO9660Facts], limits: Limits) {
        volume = window
        let tree = known.first?.isoTree(.iso9660)
        model = tree?.descriptor.record ?? Self.blank
        blockSize = tree?.blockSize ?? .sector
        // What the first record of a root says of all others (SUSP, 5.3) holds for what was once below it.
        sharing = tree?.sharing.map { SystemUseSharing(skip: $0.skip, start: $0.skip) }
        let directories = known.flatMap { facts in
            facts.isoTrees.flatMap { tree in
                tree.directories.map { ($0.offset.adding(facts.base), tree.kind == .joliet) }
            }
        }
        closed = Set(directories.map(\.0))
        wide = Set(directories.lazy.filter(\.1).map(\.0))
        self.limits = limits.fitted(to: window)
        (self.limits.vainLookups, self.limits.searches) = (0, 0)
    }

    /// A primary descriptor of a volume that has none.
    private static let blank: Record = {
        var bytes = [UInt8](repeating: 0, count: .sector)
        bytes[0] = 1
        bytes.replaceSubrange(1..<6, with: "CD001".utf8)
        return Record(offset: 16 * .sector, bytes)
    }()

    /// Whether no more directories are read.
    public var isExhausted: Bool { limits.records <= 0 || limits.directoryBytes <= 0 }

    /// The directory that begins at a byte; nil where none says that it lies there.
    public mutating func directory(at offset: UInt64) -> LostDirectory? {
        guard !closed.contains(offset) else { return nil }
        var ignored: [Gap] = []
        let head = volume.part(offset, .sector, for: .directory, Place(), gaps: &ignored)
        let dot = DirectoryRecord(head)
        guard dot.length >= DirectoryRecord.headLength, dot.isSelf, dot.isDirectory, dot.extent.agrees,
            dot.dataLength.agrees, dot.dataLength.read > 0, dot.dataOffset(blockSize: blockSize) == offset
        else { return nil }
        let second = DirectoryRecord(head.part(Int(dot.length)))
        guard second.length >= DirectoryRecord.headLength, second.isParent, second.isDirectory,
            second.extent.agrees
        else { return nil }
        let parent = second.dataOffset(blockSize: blockSize)
        let tree = tree(below: head, wide.contains(parent) || Self.hasWideNames(head) ? .joliet : .iso9660)
        let facts = ISO9660Facts(
            descriptors: [], behindDescriptors: head.part(0, 0), isoTrees: [tree], ownGaps: [],
            size: volume.size)
        limits.take(facts)
        return LostDirectory(offset: offset, parent: parent, facts: facts)
    }

    /// The tree of which the directory is the root.
    private func tree(below head: Record, _ kind: TreeKind) -> ISOTree {
        var bytes = Array(model.bytes)
        let root = VolumeDescriptor.rootDirectoryRecord.range
        if bytes.count >= root.upperBound { bytes.replaceSubrange(root, with: head.slice(0, root.count)) }
        let descriptor = VolumeDescriptor(Record(offset: model.offset, bytes))
        let walk = TreeWalk(
            volume: volume, of: descriptor, kind: kind, blockSize: blockSize, pathTables: [], rivals: [],
            limits: limits, sharing: sharing ?? Self.sharing(in: head), closed: closed)
        return ISOTree(
            kind: kind, descriptor: descriptor, blockSize: blockSize, walked: walk, pathTables: [],
            tablesElsewhere: [], extendedAttributes: [], zisofsFiles: [], gaps: walk.gaps)
    }

    /// Where no root is left to say it, entries of Rock Ridge that open the first record do (RRIP, 4.1).
    private static func sharing(in head: Record) -> SystemUseSharing? {
        let start = DirectoryRecord.headLength
        guard Int(head.u8(0)) >= start + 4, head.has("PX", at: start) || head.has("RR", at: start) else {
            return nil
        }
        return SystemUseSharing(skip: 0, start: 0)
    }

    /// Whether a name in the first sector is in 16-bit characters: no other identifier holds a zero.
    private static func hasWideNames(_ head: Record) -> Bool {
        var at = 0
        while at < head.count, head.u8(at) >= DirectoryRecord.headLength {
            let name = head.slice(
                at + DirectoryRecord.fixedLength, Int(head.u8(at + DirectoryRecord.identifierLength.offset)))
            if name.count > 1 { return name.count % 2 == 0 && name.contains(0) }
            at += Int(head.u8(at))
        }
        return false
    }
}
