import Bytes
import DiscModel
import FileSystems
import Specimens

/// What the record of a directory says that it is, the rest of the volume says as well (ECMA-119, 9.1.6).
enum DirectoryFlagsAreTrue: Rule {
    static let card = RuleCard(
        id: "dir-flag-wrong",
        title: "A record says that it is a directory where one lies, and nowhere else",
        rationale: """
            One bit tells a directory from a file. Where it is lost, a folder is shown as a file, and all below it cannot be \
            reached; where it is set by mistake, a file is shown as a folder of nonsense. Path tables list all directories \
            once more, so that they tell which it is.
            """,
        remedy:
            "Copy the image again; if the fault stays, set the bit right, or take the files from another tree.",
        severity: .error, confidence: .firm,
        clause: .ecma119("9.1.6, 6.9.1"))

    static func weigh(_ join: PathTableJoin, in disc: Disc, _ findings: inout Findings) {
        let tree = join.tree
        for slot in tree.falseDirectories {
            let block = tree.record(slot).extent.read
            findings.report(
                "the record of \(tree.path(ofRecord: slot).escaped) has the directory flag, and it is a file: no directory stands in block \(block), and the path tables list none there\(others(slot, tree, disc, "a file"))",
                expected: "no directory flag", actual: "the flag is set",
                at: tree.place(ofRecord: slot, DirectoryRecord.flags),
                about: tree.path(ofRecord: slot).text)
        }
        guard !join.extra.isEmpty else { return }
        let tables = [tree.mainTable(.l), tree.mainTable(.m)].compactMap(\.self)
        var files: [UInt32: Int] = [:]
        for index in join.extra { files[join.table.records[index].extent] = index }
        for slot in tree.slots.indices {
            let record = tree.record(slot)
            guard !record.isDirectory, let index = files[record.extent.read],
                tree.entry(slot, .cl) == nil, tree.identifier(slot) == join.table.records[index].identifier,
                tables.allSatisfy({ table in
                    table.records.contains {
                        $0.extent == record.extent.read && $0.identifier == tree.identifier(slot)
                    }
                })
            else { continue }
            findings.report(
                "the record of \(tree.path(ofRecord: slot).escaped) lacks the directory flag: \(tables.count == 2 ? "path tables L and M list" : "\(join.table.name) lists") a directory of that name in block \(record.extent.read)\(others(slot, tree, disc, "a directory"))",
                expected: "the directory flag", actual: "it is not set",
                at: tree.place(ofRecord: slot, DirectoryRecord.flags),
                about: tree.path(ofRecord: slot).text)
        }
    }

    /// What another tree says that it is, where that is not what the record says.
    private static func others(_ slot: Int, _ tree: ISOTree, _ disc: Disc, _ what: String) -> String {
        var found: String?
        TreePair.each(in: disc) { pair in
            guard pair.primary === tree || pair.other === tree, !pair.isSame else { return }
            let isLeft = pair.primary === tree
            for (one, other) in pair.alignment.pairs {
                let record = isLeft ? pair.left.nodes[one].record : pair.right.nodes[other].record
                guard Int(record) == slot,
                    (pair.left.nodes[one].kind == .directory) != (pair.right.nodes[other].kind == .directory)
                else { continue }
                found = "; in the \(isLeft ? pair.rightName : pair.leftName) tree it is \(what)"
            }
        }
        return found ?? ""
    }

    static var examples: [Example] {
        [
            .fires("/DOCS marked as a file", .plain, at: "record:/DOCS", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/DOCS", 0)
            },
            .fires("a file marked as a directory", text, at: "record:/NOTES.TXT", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/NOTES.TXT", 2)
            },
            .passes("a directory that no table lists", .plain) {
                $0.removeRecord("record:/DOCS")
            },
            .passes("files and directories", .everything),
        ]
    }

    private static let text = Specimen {
        $0.files = [.init("/NOTES.TXT", .bytes(Array("A note of more than one line, for later.\n".utf8)))]
    }
}
