import Bytes
import DiscModel
import FileSystems
import Specimens

/// A path table record names the block and the extended attributes that the tree names (ECMA-119, 9.4.2 and 9.4.3).
enum PathTableExtentsAgree: Rule {
    static let card = RuleCard(
        id: "path-table-extent-xattr",
        title: "The path table names the block where each directory lies",
        rationale: """
            Windows reads path table L and goes straight to the block that the record names, behind its extended attributes. If \
            that is not where the tree has the directory, it reads something else in its place.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("9.4.2, 9.4.3"))

    static func weigh(_ join: PathTableJoin, in _: Disc, _ findings: inout Findings) {
        for index in join.directories.indices where join.isMisdirected(index) {
            guard let directory = join.directories[index] else { continue }
            let record = join.table.records[index]
            let naming = join.tree.record(naming: directory)
            func words(_ block: UInt32, _ attributes: UInt8) -> String {
                attributes == 0
                    ? "block \(block)" : "block \(block) and \(attributes.of("block")) of attributes"
            }
            findings.report(
                "record \(index + 1) (\(join.name(index))) does not lead to its directory"
                    + (join.stands(directory)
                        ? ": its record in the tree and its own \".\" say otherwise" : ""),
                expected: words(
                    join.tree.blockByTables(of: directory) ?? naming.extent.read,
                    naming.extendedAttributeLength),
                actual: words(record.extent, record.extendedAttributeLength),
                at: join.place(index, PathTableRecord.start),
                causedBy: join.tree.halves(naming: directory), about: join.path(index))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "both tables name another block for /DOCS", .plain, at: "path-table-l[2]",
                PathTableRecord.extendedAttributeLength
            ) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", 99)
                $0.set(PathTableRecord.extentM, of: "path-table-m[2]", 99)
            },
            .fires(
                "a block of attributes that the directory does not have", .joliet, at: "svd:path-table-l[2]",
                1
            ) {
                $0.set(PathTableRecord.extendedAttributeLength, of: "svd:path-table-l[2]", 1)
                $0.set(PathTableRecord.extendedAttributeLength, of: "svd:path-table-m[2]", 1)
            },
            .passes("equal blocks", .everything),
        ]
    }
}
