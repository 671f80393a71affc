import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each path table record stands for a directory of the tree (ECMA-119, 6.9).
enum PathTableNamesNoOther: Rule {
    static let card = RuleCard(
        id: "path-table-extra-dir",
        title: "The path table lists no directory that the tree does not have",
        rationale: """
            A directory that only the path table knows is seen by readers of the table and by nobody else. It is a way to \
            hide files, a leftover of an older session, or a damaged record.
            """,
        remedy: "Look at the block that the record names: what stands there is not part of the tree.",
        severity: .warning,
        clause: .ecma119("6.9"))

    static func weigh(_ join: PathTableJoin, in _: Disc, _ findings: inout Findings) {
        guard !join.extra.isEmpty else { return }
        if join.blindSpots > 0 {
            findings.cannotDecide("\(join.blindSpots.of("directory")) could not be read whole")
            return
        }
        let others = Others(join)
        for index in join.extra {
            let record = join.table.records[index]
            let subject = "record \(index + 1) (\(join.name(index))) names block \(record.extent)"
            if others.listed.contains(record.extent) {
                findings.report(
                    "\(subject), which another record lists already",
                    at: join.place(index, PathTableRecord.extent), about: join.path(index))
            } else if let slot = others.files[record.extent], join.tree.identifier(slot) == record.identifier
            {
                findings.report(
                    "\(subject), where the tree has a file of that name",
                    at: join.place(index, PathTableRecord.extent),
                    severity: .error, about: join.path(index))
            } else {
                findings.report(
                    "\(subject), where the tree has no directory",
                    at: join.place(index, PathTableRecord.extent),
                    causedBy: others.halves.contains(record.extent) ? RecordHalvesAgree.self : nil,
                    about: join.path(index))
            }
        }
    }

    /// What else the tree has at the blocks that the extra records name.
    private struct Others {
        /// Blocks of records that stand for a directory.
        var listed: Set<UInt32> = []
        /// Files by block.
        var files: [UInt32: Int] = [:]
        /// Big-endian halves of directory extents that differ from the half that was read.
        var halves: Set<UInt32> = []

        init(_ join: PathTableJoin) {
            let wanted = Set(join.extra.map { join.table.records[$0].extent })
            for (index, directory) in join.directories.enumerated() where directory != nil {
                listed.insert(join.table.records[index].extent)
            }
            for slot in join.tree.slots.indices {
                let record = join.tree.record(slot)
                if record.isDirectory {
                    if !record.extent.agrees { halves.insert(record.extent.big) }
                } else if wanted.contains(record.extent.read) {
                    files[record.extent.read] = slot
                }
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("/DOCS taken out of the root", .plain, at: "path-table-l[2]", PathTableRecord.extent) {
                $0.removeRecord("record:/DOCS")
            },
            .fires(
                "/DOCS marked as a file", .plain, at: "path-table-l[2]", PathTableRecord.extent,
                severity: .error
            ) {
                $0.set(DirectoryRecord.flags, of: "record:/DOCS", 0)
            },
            .fires("one directory listed twice", .plain, at: "path-table-l[3]", PathTableRecord.extent) {
                $0.insertRecord($0.record("path-table-l[3]"), before: "path-table-l[3]")
                $0.set(
                    VolumeDescriptor.pathTableSize, of: "pvd",
                    $0.get32LE("pvd", 132) + UInt32($0.record("path-table-l[3]").count))
            },
            .passes("a relocated directory, listed where it lies", .relocation),
        ]
    }
}
