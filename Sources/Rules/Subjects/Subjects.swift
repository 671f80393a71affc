import Bytes
import DiscModel
import FileSystems

// The kinds of facts that rules weigh. Whole-disc rules weigh the disc itself.

extension Disc: Weighable {
    static func each(in disc: Disc, _ body: (Disc) -> Void) { body(disc) }

    /// What the ISO 9660 reader learnt. Costs a search; fetch it once, not for every record.
    var iso: ISO9660Facts? { facts(ISO9660Facts.self) }
    var elTorito: ElToritoFacts? { facts(ElToritoFacts.self) }
    var systemArea: SystemAreaFacts? { facts(SystemAreaFacts.self) }
}

extension Gap: Weighable {
    static func each(in disc: Disc, _ body: (Gap) -> Void) { disc.gaps.forEach(body) }
    static func wereSought(in _: Disc) -> Bool { true }
    var inTree: TreeKind? { place.tree }
}

/// Every descriptor of the set, in order.
extension VolumeDescriptor: Weighable {
    static func each(in disc: Disc, _ body: (VolumeDescriptor) -> Void) {
        disc.iso?.descriptors.forEach(body)
    }
}

/// Every tree of the ISO 9660 volume: primary, Joliet, enhanced, other supplementary.
extension ISOTree: Weighable {
    static func each(in disc: Disc, _ body: (ISOTree) -> Void) { disc.iso?.isoTrees.forEach(body) }
    var inTree: TreeKind? { kind }
}

/// A path table of a tree, the optional copies included.
struct TreePathTable: Weighable {
    let tree: ISOTree
    let table: PathTable

    static func each(in disc: Disc, _ body: (TreePathTable) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for table in tree.pathTables { body(TreePathTable(tree: tree, table: table)) }
        }
    }
    var inTree: TreeKind? { tree.kind }
}

/// A directory of a tree, by index.
struct TreeDirectory: Weighable {
    let tree: ISOTree
    let index: Int
    var directory: ISOTree.Directory { tree.directories[index] }

    static func each(in disc: Disc, _ body: (TreeDirectory) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices { body(TreeDirectory(tree: tree, index: index)) }
        }
    }
    var inTree: TreeKind? { tree.kind }
}

/// A directory record of a tree, "." and ".." included.
struct TreeRecord: RecordSubject {
    let tree: ISOTree
    let slot: Int
    let record: DirectoryRecord

    init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        record = tree.record(slot)
    }

    static func covers(_ tree: ISOTree) -> Bool { true }

    /// First byte behind the volume, and number of the volume in its set, as the descriptor of the tree tells.
    var declaredEnd: UInt64 { tree.declaredEnd }
    var volumeSequence: UInt16 { tree.descriptor.volumeSequenceNumber.read }
    var inTree: TreeKind? { tree.kind }

    /// Whether it is "." or "..".
    var isDot: Bool { record.isSelf || record.isParent }

    /// Place of a field of the record.
    func place<Coding>(_ field: Field<Coding>) -> Place { tree.place(ofRecord: slot, field) }

    /// Place of `count` bytes at `at` of the record; the whole record without them.
    func place(_ at: Int = 0, _ count: Int? = nil, _ field: String? = nil) -> Place {
        tree.place(ofRecord: slot, at, count, field: field)
    }
}

/// A compressed file of a tree.
struct TreeZisofsFile: Weighable {
    let tree: ISOTree
    let file: ZisofsFile

    static func each(in disc: Disc, _ body: (TreeZisofsFile) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for file in tree.zisofsFiles { body(TreeZisofsFile(tree: tree, file: file)) }
        }
    }
    var inTree: TreeKind? { tree.kind }
}

extension ElToritoFacts: Weighable {
    static func each(in disc: Disc, _ body: (ElToritoFacts) -> Void) { disc.elTorito.map(body) }
}

/// Every entry of the boot catalog: validation, initial, section headers and their entries.
extension BootCatalogEntry: Weighable {
    static func each(in disc: Disc, _ body: (BootCatalogEntry) -> Void) {
        disc.elTorito?.catalog?.entries.forEach(body)
    }
}

extension BootImage: Weighable {
    static func each(in disc: Disc, _ body: (BootImage) -> Void) {
        disc.elTorito?.images.forEach(body)
    }
}

extension SystemAreaFacts: Weighable {
    static func each(in disc: Disc, _ body: (SystemAreaFacts) -> Void) { disc.systemArea.map(body) }
}
