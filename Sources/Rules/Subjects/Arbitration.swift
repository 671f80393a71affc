import Bytes
import DiscModel
import FileSystems

/// Two recordings of one number that differ, and what the rest of the image says it is.
///
/// It decides nothing by itself: readers read on with the half that others read. It tells people which half to trust.
struct Arbitration {
    let little, big: UInt32
    private var forLittle: [String] = []
    private var forBig: [String] = []

    init(little: UInt32, big: UInt32) {
        self.little = little
        self.big = big
    }

    /// Hears a witness, who may say something else, or nothing.
    mutating func hear(_ number: UInt32?, _ witness: String) {
        if number == little { forLittle.append(witness) } else if number == big { forBig.append(witness) }
    }

    /// Whether one half has witnesses and more than the other.
    private var borneOut: (number: UInt32, witnesses: [String])? {
        if forLittle.count == forBig.count { return nil }
        return forLittle.count > forBig.count ? (little, forLittle) : (big, forBig)
    }

    /// The right number, if anybody can tell.
    var right: UInt32? { borneOut?.number }

    /// The same, or what is expected of it.
    var expected: String { borneOut.map { "\($0.number)" } ?? "the same number twice" }

    /// What witnesses say, to stand behind a sentence: "; path table L and "." say 23". Empty without one.
    var words: String {
        guard let (number, witnesses) = borneOut else { return "" }
        let last = witnesses.count > 1 ? " and \(witnesses[witnesses.count - 1])" : ""
        let first = witnesses.count > 1 ? witnesses.dropLast().joined(separator: ", ") : witnesses[0]
        return "; \(first)\(last) \(witnesses.count > 1 ? "say" : "says") \(number)"
    }
}

// MARK: Witnesses

extension Arbitration {
    /// A number of a descriptor: the other descriptors, the path tables, the root itself, and what the image has room for.
    init(_ field: String, _ number: BothEndian<UInt64>, of descriptor: VolumeDescriptor, in disc: Disc) {
        self.init(little: UInt32(clamping: number.little), big: UInt32(clamping: number.big))
        let tree = disc.iso?.isoTrees.first { $0.descriptor.offset == descriptor.offset }
        switch field {
        case "rootDirectoryRecord/extent":
            for table in tree?.pathTables ?? [] where !table.isOptional {
                hear(table.records.first?.extent, table.name)
            }
            hearRoot(of: tree) { $0.extent.read }
        case "rootDirectoryRecord/dataLength": hearRoot(of: tree) { $0.dataLength.read }
        case "pathTableSize":
            for table in tree?.pathTables ?? [] where !table.isOptional {
                hear(UInt32(clamping: table.consumed), "the records of \(table.name)")
            }
        default: hearOthers(than: descriptor, of: field, in: disc)
        }
        if field == "logicalBlockSize" { hear(.sector, "practice") }
        if field == "volumeSpaceSize" {
            hear(UInt32(clamping: disc.size / .sector), "the length of the image")
        }
    }

    /// What is said of the volume as a whole stands in each of its descriptors.
    private mutating func hearOthers(than descriptor: VolumeDescriptor, of field: String, in disc: Disc) {
        for other in disc.iso?.descriptors ?? [] where other.offset != descriptor.offset && other.hasTree {
            let same = other.numbersRecordedTwice.first { $0.field.name == field }?.number
            if let same, same.agrees { hear(UInt32(clamping: same.little), "the \(other.name)") }
        }
    }

    private mutating func hearRoot(of tree: ISOTree?, _ number: (DirectoryRecord) -> UInt32) {
        guard let tree, !tree.directories.isEmpty, let slot = tree.slots(of: 0).first,
            tree.record(slot).isSelf
        else { return }
        hear(number(tree.record(slot)), "the root's own \".\"")
    }

    /// Most records of a path table among which a witness is looked for.
    private static let longestTable = 4096

    /// The block of a directory record.
    init(extentOf row: TreeRecord, in disc: Disc) {
        let tree = row.tree
        self.init(little: row.record.extent.little, big: row.record.extent.big)
        hearOfEnd(of: disc, { UInt64($0).times(tree.blockSize).adding(UInt64(row.record.dataLength.read)) })
        guard row.record.isDirectory else {
            hearTrees(than: tree, disc) { [little, big] other in
                guard other.dataLength.read == row.record.dataLength.read else { return nil }
                return [little, big].contains(other.extent.read) ? other.extent.read : nil
            }
            return
        }
        let child = Int(tree.slots[row.slot].child)
        if child >= 0, let first = tree.slots(of: child).first, tree.record(first).isSelf {
            hear(tree.record(first).extent.read, "\".\" in the directory")
        }
        let identifier = tree.identifier(row.slot)
        for table in tree.pathTables where !table.isOptional && table.records.count <= Self.longestTable {
            let named = table.records.first {
                $0.identifier == identifier && ($0.extent == little || $0.extent == big)
            }
            hear(named?.extent, table.name)
        }
        if row.isDot {
            hear(tree.directories[Int(tree.slots[row.slot].directory)].block(tree), "its own place")
        }
    }

    /// The length of what a directory record names.
    init(lengthOf row: TreeRecord, in disc: Disc) {
        let tree = row.tree
        self.init(little: row.record.dataLength.little, big: row.record.dataLength.big)
        let start = UInt64(row.record.extent.read).times(tree.blockSize)
        hearOfEnd(of: disc, { start.adding(UInt64($0)) })
        let child = Int(tree.slots[row.slot].child)
        guard row.record.isDirectory else {
            hearTrees(than: tree, disc) { other in
                other.extent.read == row.record.extent.read ? other.dataLength.read : nil
            }
            return
        }
        if child >= 0, let first = tree.slots(of: child).first, tree.record(first).isSelf {
            hear(tree.record(first).dataLength.read, "\".\" in the directory")
        }
        // A directory is whole sectors (ECMA-119, 6.8.1).
        let whole = [little, big].filter { $0 > 0 && $0 % .sector == 0 }
        if whole.count == 1 { hear(whole[0], "the rule that a directory is whole sectors") }
    }

    /// What other trees, whose files are the same data, record of a file.
    private mutating func hearTrees(
        than tree: ISOTree, _ disc: Disc, _ number: (DirectoryRecord) -> UInt32?
    ) {
        for other in disc.iso?.isoTrees ?? [] where other !== tree {
            for slot in other.slots.indices {
                let record = other.record(slot)
                guard !record.isDirectory, record.halvesAgree, let found = number(record) else { continue }
                hear(found, "the \(other.kind.word) tree")
                break
            }
        }
    }

    /// What ends behind the image cannot be meant, if the other half ends in it.
    private mutating func hearOfEnd(of disc: Disc, _ end: (UInt32) -> UInt64) {
        let inside = [little, big].filter { end($0) <= disc.size }
        if inside.count == 1 { hear(inside[0], "the end of the image") }
    }
}

extension ISOTree.Directory {
    /// The block at which it was read.
    fileprivate func block(_ tree: ISOTree) -> UInt32? {
        tree.blockSize > 0 ? UInt32(exactly: offset / tree.blockSize) : nil
    }
}
