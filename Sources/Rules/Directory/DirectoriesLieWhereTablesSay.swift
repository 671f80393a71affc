import Bytes
import DiscModel
import FileSystems
import Specimens

/// The record of a directory leads to the block that everything else names for it (ECMA-119, 9.1.3).
enum DirectoriesLieWhereTablesSay: Rule {
    static let card = RuleCard(
        id: "dir-extent-astray",
        title: "The record of each directory leads where the path tables say it lies",
        rationale: """
            The block of a directory is recorded in its record and in path tables L and M. Where both tables contradict the \
            record, and what stands at its block is another directory or none, the record is the one that is wrong: readers \
            that walk the tree show wrong files, those that use the tables show the right ones.
            """,
        remedy:
            "Copy the image again; if the fault stays, read the files with a program that uses the path tables.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.3, 9.4.3"))

    static func weigh(_ join: PathTableJoin, in disc: Disc, _ findings: inout Findings) {
        let tree = join.tree
        guard !join.isSound, let left = tree.mainTable(.l), let right = tree.mainTable(.m),
            left.isWhole, right.isWhole
        else { return }
        let testimony = [left, right].map { DirectoryTestimony(of: $0, in: tree) }
        let others = directories(ofOthersThan: tree, disc)
        for index in tree.directories.indices {
            guard let block = testimony[0].blocks[index], block == testimony[1].blocks[index] else {
                continue
            }
            let record = tree.record(naming: index)
            guard block != record.extent.read, record.extent.agrees, record.extendedAttributeLength == 0
            else { continue }
            let other = others[tree.directories[index].offset]
            if other == nil, isBorneOut(index, in: tree, by: testimony[0]) { continue }
            findings.report(
                "the record leads to block \(record.extent.read)\(words(for: other)); path tables L and M name block \(block) for this directory",
                expected: "block \(block)", actual: "block \(record.extent.read)",
                at: tree.place(naming: index, DirectoryRecord.extent),
                about: tree.path(ofDirectory: index).text)
        }
    }

    private typealias Other = (tree: ISOTree, index: Int)

    /// The directories of other trees by their place. Joliet shares none with the others, whose names are of another kind.
    private static func directories(ofOthersThan tree: ISOTree, _ disc: Disc) -> [UInt64: Other] {
        var found: [UInt64: Other] = [:]
        for other in disc.iso?.isoTrees ?? [] where (other.kind == .joliet) != (tree.kind == .joliet) {
            for (index, directory) in other.directories.enumerated() {
                found[directory.offset] = (other, index)
            }
        }
        return found
    }

    private static func words(for other: Other?) -> String {
        guard let other else { return "" }
        let name =
            other.tree.kind == .joliet ? "Joliet" : other.tree.kind == .enhanced ? "enhanced" : "primary"
        return ", which is \(other.tree.path(ofDirectory: other.index).escaped) of the \(name) tree"
    }

    /// Whether what stands at the block of the record is this directory: it names itself and its parent, and no table knows
    /// the block by another name.
    private static func isBorneOut(_ index: Int, in tree: ISOTree, by table: DirectoryTestimony) -> Bool {
        let record = tree.record(naming: index)
        if table.isTaken(record.extent.read, byOtherThan: index) { return false }
        let slots = tree.slots(of: index)
        guard let first = slots.first, let second = slots.dropFirst().first else { return false }
        let (dot, dotDot) = (tree.record(first), tree.record(second))
        let parent = max(0, Int(tree.directories[index].parent))
        return dot.isSelf && dot.extent.read == record.extent.read && dotDot.isParent
            && dotDot.extent.read == tree.record(naming: parent).extent.read
    }

    static var examples: [Example] {
        [
            .fires("the record leads to its neighbour", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("dir:/EMPTYDIR"))
            },
            .fires("the record leads into a file", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .fires(
                "the root of a descriptor leads to another directory", .joliet, at: "pvd:root",
                DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "pvd:root", $0.block("dir:/DOCS"))
            },
            .passes("only one table says so", .plain) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", $0.block("dir:/EMPTYDIR"))
            },
            .passes("everything agrees", .everything),
        ]
    }
}

/// What a path table says of the directories of a tree, found by their names alone.
struct DirectoryTestimony {
    /// The block of each directory that the table has under the same names.
    private(set) var blocks: [Int: UInt32] = [:]
    private var owners: [UInt32: Set<Int>] = [:]
    /// Blocks of directories that the tree does not have.
    private var strangers: Set<UInt32> = []

    private struct Name: Hashable {
        let parent: Int
        let identifier: ArraySlice<UInt8>
    }

    init(of table: PathTable, in tree: ISOTree) {
        var byName: [Name: Int] = [:]
        for (index, directory) in tree.directories.enumerated() where directory.slot >= 0 {
            byName[Name(parent: Int(directory.parent), identifier: tree.identifier(Int(directory.slot)))] =
                index
        }
        var found: [Int?] = []
        found.reserveCapacity(table.records.count)
        for (number, record) in table.records.enumerated() {
            let parent = Int(record.parent) - 1
            var index: Int?
            if number == 0 {
                index = tree.directories.isEmpty ? nil : 0
            } else if found.indices.contains(parent), let above = found[parent] {
                index = byName[Name(parent: above, identifier: record.identifier)]
            }
            found.append(index)
            if let index {
                blocks[index] = record.extent
                owners[record.extent, default: []].insert(index)
            } else {
                strangers.insert(record.extent)
            }
        }
    }

    /// Whether the table knows a block as that of another directory.
    func isTaken(_ block: UInt32, byOtherThan directory: Int) -> Bool {
        strangers.contains(block) || owners[block].map { $0 != [directory] } ?? false
    }
}
