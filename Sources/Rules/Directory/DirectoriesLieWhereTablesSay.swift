import Bytes
import DiscModel
import FileSystems
import Specimens

/// The record of a directory leads to the block where it lies (ECMA-119, 9.1.3).
enum DirectoriesLieWhereTablesSay: Rule {
    static let card = RuleCard(
        id: "dir-extent-astray",
        title: "The record of each directory leads to where it lies",
        rationale: """
            The block of a directory is recorded in its record, in path tables L and M, and in the directory itself. Where \
            the others agree against the record, the record is the one that is wrong, and isocheck read on where they say. \
            Linux, Windows, 7-Zip and libarchive follow the records and show wrong files or none. Where all agree and the \
            directory lies elsewhere, sectors were lost or inserted before it.
            """,
        remedy:
            "Copy the image again; if the fault stays, correct the records that are named, or read the files with a program that uses the path tables.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.3, 9.4.3"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let strays = (disc.iso?.isoTrees ?? []).map { StrayDirectories(of: $0) }.filter {
            !$0.detours.isEmpty
        }
        guard !strays.isEmpty else { return }
        let lost = strays.compactMap(\.lost)
        let loss =
            lost.isEmpty
            ? "" : "; whoever follows the records cannot reach \(lost.joined(separator: " and "))"
        for (treeNumber, stray) in strays.enumerated() {
            for (number, detour) in stray.detours.enumerated() {
                let tree = stray.tree
                let record = tree.record(naming: detour.directory)
                let used = detour.used / tree.blockSize
                findings.report(
                    words(detour, record, tree, disc) + (treeNumber + number == 0 ? loss : ""),
                    expected: "block \(used)",
                    actual: "block \(detour.recorded / tree.blockSize)",
                    at: tree.place(naming: detour.directory, DirectoryRecord.extent),
                    causedBy: isLeftOut(detour, disc) ? ImageTruncated.self : nil,
                    about: tree.path(ofDirectory: detour.directory).text)
            }
        }
    }

    /// Whether the directory lies as far before its place as the image is too short: that much is missing before it.
    private static func isLeftOut(_ detour: Detour, _ disc: Disc) -> Bool {
        guard case .displaced(let sectors) = detour.reason, sectors < 0, let declared = disc.iso?.declaredSize
        else { return false }
        return declared == disc.size.adding(UInt64(sectors.magnitude).times(.sector))
    }

    private static func words(_ detour: Detour, _ record: DirectoryRecord, _ tree: ISOTree, _ disc: Disc)
        -> String
    {
        let subject =
            detour.directory == 0 ? "the root record of the \(tree.descriptor.name)" : "the record"
        let used = detour.used / tree.blockSize
        switch detour.reason {
        case .witnesses(let names):
            let other = disc.directory(at: detour.recorded, of: tree, butNot: detour.directory)
            let there =
                other.map { ", which is \($0)" }
                ?? (detour.leadsToDirectory ? "" : ", where no directory begins")
            let count = record.extendedAttributeLength
            let behind = count == 0 ? "" : ", behind \(UInt64(count).of("block")) of attributes"
            return
                "\(subject) leads to block \(detour.recorded / tree.blockSize)\(behind)\(there); the directory lies in block \(used), as "
                + "\(Self.list(names)) and its own \".\" say"
        case .displaced(let sectors):
            let (count, change) = (sectors.magnitude, sectors > 0 ? "inserted" : "lost")
            let consequence =
                isAlone(detour, disc)
                ? "other directories behind it are in their place, so sectors were put into each other's place\(victim(of: detour, disc))"
                : "\(count.of("sector")) \(count == 1 ? "was" : "were") \(change) before it, and what follows is not where anything says"
            return
                "\(subject), the path tables and the directory itself name block \(record.extent.read), and it lies in "
                + "block \(used): \(consequence)"
        }
    }

    /// Whether a directory behind a displaced one is in its place, which no lost or inserted sector leaves there.
    private static func isAlone(_ detour: Detour, _ disc: Disc) -> Bool {
        (disc.iso?.isoTrees ?? []).contains { tree in
            let strays = Set(tree.detours.map(\.directory))
            return tree.directories.indices.contains {
                tree.directories[$0].offset > detour.recorded && tree.directories[$0].length > 0
                    && !strays.contains($0)
            }
        }
    }

    /// The file whose bytes the directory took the place of.
    private static func victim(of detour: Detour, _ disc: Disc) -> String {
        let index = FileIndex(disc)
        guard let file = index.files(in: detour.used..<detour.used.adding(1)).first else { return "" }
        return "; it stands in that of \(index.files[file].path.escaped)"
    }

    /// "path tables L and M" where both say so.
    private static func list(_ names: [String]) -> String {
        let tables = names.filter { $0.hasPrefix("path table ") }
        guard tables.count == 2 else { return names.joined(separator: ", ") }
        return (["path tables L and M"] + names.filter { !tables.contains($0) }).joined(separator: ", ")
    }

    static var examples: [Example] {
        [
            .fires("the record leads to its neighbour", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("dir:/EMPTYDIR"))
            },
            .fires("the record leads into a file", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("data:/DOCS/MANUAL.TXT"))
            },
            .fires("the record leads behind the end", .plain, at: "record:/DOCS", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", 1_000_000)
            },
            .fires(
                "the root of a descriptor leads to another directory", .joliet, at: "pvd:root",
                DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "pvd:root", $0.block("dir:/DOCS"))
            },
            .fires(
                "the root of a descriptor leads nowhere and is empty", .plain, at: "pvd:root",
                DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extent, of: "pvd:root", 0)
                $0.set(DirectoryRecord.dataLength, of: "pvd:root", 0)
            },
            .fires(
                "three sectors inserted before the directories", .plain, at: "pvd:root",
                DirectoryRecord.extent
            ) {
                let root = $0.offset("dir:/")
                $0.bytes.insert(contentsOf: [UInt8](repeating: 0, count: 3 * .sector), at: root)
            },
            .fires(
                "a directory and a sector of a file in each other's place", .plain, at: "record:/DOCS",
                DirectoryRecord.extent
            ) {
                let (one, other) = ($0.offset("dir:/DOCS"), $0.offset("data:/README.TXT"))
                for byte in 0..<(.sector as Int) { $0.bytes.swapAt(one + byte, other + byte) }
            },
            .fires(
                "attributes before a root that has none", .joliet, at: "pvd:root", DirectoryRecord.extent
            ) {
                $0.set(DirectoryRecord.extendedAttributeLength, of: "pvd:root", 1)
            },
            .passes("only one table says so", .plain) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", $0.block("dir:/EMPTYDIR"))
            },
            .passes("everything agrees", .everything),
        ]
    }
}

/// The directories of a tree that were not read where their records lead, and what is lost by these.
private struct StrayDirectories {
    let tree: ISOTree
    let detours: [Detour]

    init(of tree: ISOTree) {
        self.tree = tree
        detours = tree.detours.filter {
            $0.used != $0.recorded && tree.record(naming: $0.directory).extent.agrees
        }
    }

    /// "3 of 9 files of the primary tree".
    var lost: String? {
        var isLost = [Bool](repeating: false, count: tree.directories.count)
        for detour in detours { isLost[detour.directory] = true }
        // Parents stand before their children.
        for (index, directory) in tree.directories.enumerated() where directory.parent >= 0 {
            if isLost[Int(directory.parent)] { isLost[index] = true }
        }
        var (files, missing): (UInt64, UInt64) = (0, 0)
        for (slot, row) in tree.slots.enumerated() where row.traits.contains(.named) {
            guard !tree.record(slot).isDirectory else { continue }
            files += 1
            if isLost[Int(row.directory)] { missing += 1 }
        }
        return files == 0 ? nil : "\(missing) of \(files.of("file")) of the \(tree.kind.word) tree"
    }
}

extension Disc {
    /// What another directory at a place is called, such as "the root of the Joliet tree"; nil where none was read.
    func directory(at offset: UInt64, of tree: ISOTree, butNot directory: Int) -> String? {
        let trees = [tree] + (iso?.isoTrees ?? []).filter { $0 !== tree }
        for other in trees {
            guard let index = other.directories.firstIndex(where: { $0.offset == offset }),
                other !== tree || index != directory
            else { continue }
            let name = index == 0 ? "the root" : other.path(ofDirectory: index).escaped
            return other === tree && index > 0 ? name : "\(name) of the \(other.kind.word) tree"
        }
        return nil
    }
}
