import Bytes
public import DiscModel
public import FileSystems

// The kinds of facts that rules weigh. Whole-disc rules weigh the disc itself.

extension Disc: Weighable {
    public static func each(in disc: Disc, _ body: (Disc) -> Void) { body(disc) }

    /// What the ISO 9660 reader learnt. Costs a search; fetch it once, not for every record.
    public var iso: ISO9660Facts? { facts(ISO9660Facts.self) }
    public var elTorito: ElToritoFacts? { facts(ElToritoFacts.self) }
    public var systemArea: SystemAreaFacts? { facts(SystemAreaFacts.self) }
}

extension Gap: Weighable {
    public static func each(in disc: Disc, _ body: (Gap) -> Void) { disc.gaps.forEach(body) }
    public var inTree: TreeKind? { place.tree }
}

/// Every descriptor of the set, in order.
extension VolumeDescriptor: Weighable {
    public static func each(in disc: Disc, _ body: (VolumeDescriptor) -> Void) {
        disc.iso?.descriptors.forEach(body)
    }
}

/// Every tree of the ISO 9660 volume: primary, Joliet, enhanced, other supplementary.
extension ISOTree: Weighable {
    public static func each(in disc: Disc, _ body: (ISOTree) -> Void) { disc.iso?.isoTrees.forEach(body) }
    public var inTree: TreeKind? { kind }
}

/// A path table of a tree, the optional copies included.
public struct TreePathTable: Weighable {
    public let tree: ISOTree
    public let table: PathTable

    public static func each(in disc: Disc, _ body: (TreePathTable) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for table in tree.pathTables { body(TreePathTable(tree: tree, table: table)) }
        }
    }
    public var inTree: TreeKind? { tree.kind }
}

/// A directory of a tree, by index.
public struct TreeDirectory: Weighable {
    public let tree: ISOTree
    public let index: Int
    public var directory: ISOTree.Directory { tree.directories[index] }

    public static func each(in disc: Disc, _ body: (TreeDirectory) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices { body(TreeDirectory(tree: tree, index: index)) }
        }
    }
    public var inTree: TreeKind? { tree.kind }
}

/// A directory record of a tree, "." and ".." included.
public struct TreeRecord: RecordSubject {
    public let tree: ISOTree
    public let slot: Int
    public let record: DirectoryRecord

    public init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        record = tree.record(slot)
    }

    public static func covers(_ tree: ISOTree) -> Bool { true }

    /// First byte behind the volume, and number of the volume in its set, as the descriptor of the tree tells.
    public var declaredEnd: UInt64 { tree.declaredEnd }
    public var volumeSequence: UInt16 { tree.descriptor.volumeSequenceNumber.read }
    public var inTree: TreeKind? { tree.kind }

    /// Whether it is "." or "..".
    public var isDot: Bool { record.isSelf || record.isParent }

    /// Place of `count` bytes at `at` of the record; the whole record without them.
    public func place(_ at: Int = 0, _ count: Int? = nil, _ field: String? = nil) -> Place {
        tree.place(ofRecord: slot, at, count, field: field)
    }
}

/// A compressed file of a tree.
public struct TreeZisofsFile: Weighable {
    public let tree: ISOTree
    public let file: ZisofsFile

    public static func each(in disc: Disc, _ body: (TreeZisofsFile) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for file in tree.zisofsFiles { body(TreeZisofsFile(tree: tree, file: file)) }
        }
    }
    public var inTree: TreeKind? { tree.kind }
}

extension ElToritoFacts: Weighable {
    public static func each(in disc: Disc, _ body: (ElToritoFacts) -> Void) { disc.elTorito.map(body) }
}

/// Every entry of the boot catalog: validation, initial, section headers and their entries.
extension BootCatalogEntry: Weighable {
    public static func each(in disc: Disc, _ body: (BootCatalogEntry) -> Void) {
        disc.elTorito?.catalog?.entries.forEach(body)
    }
}

extension BootImage: Weighable {
    public static func each(in disc: Disc, _ body: (BootImage) -> Void) {
        disc.elTorito?.images.forEach(body)
    }
}

extension SystemAreaFacts: Weighable {
    public static func each(in disc: Disc, _ body: (SystemAreaFacts) -> Void) { disc.systemArea.map(body) }
}
