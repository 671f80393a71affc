import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory is named by one record only (ECMA-119, 6.8.2).
enum DirectoriesHaveOneName: Rule {
    static let card = RuleCard(
        id: "dir-hardlinked-dir",
        title: "Each directory is named by one record and belongs to one kind of tree",
        rationale: """
            Two names for one directory are two paths to the same files; a program that copies the tree writes them twice. \
            Copy protections of game discs do it, no common program does. A directory of the Joliet tree that is also one of \
            the primary tree shows names of another kind there: Linux, isoinfo and 7-Zip show them with zero bytes, or none.
            """,
        remedy: "Compare the image with its source: one of the records may be damaged.",
        severity: .warning,
        clause: .ecma119("6.8.2"))

    static func weigh(_ tree: ISOTree, in disc: Disc, _ findings: inout Findings) {
        weighShared(tree, disc, &findings)
        tree.eachSecondName { slot, directory, leadsBack in
            // A record that leads back is a loop, which has a rule of its own.
            guard !leadsBack else { return }
            findings.report(
                "the record names the directory that is \(tree.path(ofDirectory: directory).escaped) already",
                at: tree.place(ofRecord: slot, DirectoryRecord.extent), causedBy: tree.record(slot).halves,
                about: tree.path(ofDirectory: directory).text)
        }
    }

    /// Directories that lie where one of a tree with names of another kind lies. Trees of one kind may share theirs.
    private static func weighShared(_ tree: ISOTree, _ disc: Disc, _ findings: inout Findings) {
        var others: [UInt64: (tree: ISOTree, index: Int)] = [:]
        for other in disc.iso?.isoTrees ?? [] where (other.kind == .joliet) != (tree.kind == .joliet) {
            for (index, directory) in other.directories.enumerated() {
                others[directory.offset] = (other, index)
            }
        }
        guard !others.isEmpty else { return }
        for (index, directory) in tree.directories.enumerated() {
            // Of two directories the one that is no root is astray; what lies below it is as well.
            guard let other = others[directory.offset], index > 0 || other.index == 0 && tree.kind == .joliet,
                other.index == 0 || tree.kind == .joliet,
                directory.parent < 0
                    || others[tree.directories[Int(directory.parent)].offset] == nil
            else { continue }
            let name = other.index == 0 ? "the root" : other.tree.path(ofDirectory: other.index).escaped
            findings.report(
                "\(index == 0 ? "the root" : tree.path(ofDirectory: index).escaped) leads to \(name) of the \(other.tree.kind.word) tree",
                expected: "a directory of its own", actual: "block \(directory.offset / tree.blockSize)",
                at: tree.place(naming: index, DirectoryRecord.extent), severity: .error)
        }
    }

    static var examples: [Example] {
        [
            .fires("/DOCS leads to /EMPTYDIR", .plain, at: "record:/EMPTYDIR", DirectoryRecord.extent) {
                $0.lead("record:/DOCS", 2, to: $0.block("dir:/EMPTYDIR"))
            },
            .fires(
                "/EMPTYDIR leads to the root of the Joliet tree", .joliet, at: "record:/EMPTYDIR",
                DirectoryRecord.extent, severity: .error,
                message: "/EMPTYDIR leads to the root of the Joliet tree"
            ) {
                $0.lead("record:/EMPTYDIR", 3, to: $0.block("svd:dir:/"))
            },
            .passes("a directory that is moved and linked by Rock Ridge", .relocation),
        ]
    }
}

extension Specimen {
    /// Lets the record of a directory of the primary tree, and its record in both path tables, lead to a block, so that nothing
    /// speaks against it.
    mutating func lead(_ record: String, _ number: Int, to block: UInt32) {
        set(DirectoryRecord.extent, of: record, block)
        set(PathTableRecord.extent, of: "path-table-l[\(number)]", block)
        set(PathTableRecord.extentM, of: "path-table-m[\(number)]", block)
    }
}
