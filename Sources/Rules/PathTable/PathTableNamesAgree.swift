import Bytes
import DiscModel
import FileSystems
import Specimens

/// A path table record calls its directory by the name and parent that the tree gives it (ECMA-119, 9.4.4 and 9.4.5).
enum PathTableNamesAgree: Rule {
    static let card = RuleCard(
        id: "path-table-name-differs",
        title: "The path table gives each directory the name and parent it has in the tree",
        rationale: """
            The name of a directory is recorded twice, in its parent and in the path table. Where they differ, readers show \
            different names, and one of the two was damaged or changed afterwards. A difference of case alone is the habit \
            of some programs and hurts nobody.
            """,
        remedy: "Compare both names with the source of the image to see which one is right.",
        severity: .warning,
        clause: .ecma119("9.4.4, 9.4.5"))

    static func weigh(_ join: PathTableJoin, in _: Disc, _ findings: inout Findings) {
        let tree = join.tree
        for index in join.directories.indices {
            guard let fault = join.nameFault(index), let directory = join.directories[index] else { continue }
            let record = join.table.records[index]
            switch fault {
            case .identifier:
                let name = tree.displayName(Int(tree.directories[directory].slot)).escaped
                findings.report(
                    "record \(index + 1) calls a directory \(join.name(index)) that its parent calls \(name)",
                    expected: name, actual: join.name(index),
                    at: join.place(index, record.identifierField),
                    severity: name.lowercased() == join.name(index).lowercased() ? .note : nil,
                    about: join.path(index))
            case .parent(let named):
                findings.report(
                    "record \(index + 1) (\(join.name(index))) has another parent than in the tree",
                    expected: tree.path(ofDirectory: Int(tree.directories[directory].parent)).escaped,
                    actual: named.map { tree.path(ofDirectory: $0).escaped } ?? "record \(record.parent)",
                    at: join.place(index, PathTableRecord.parent), about: join.path(index))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("both tables call /DOCS otherwise", .plain, at: "path-table-l[2]", 8) {
                $0.set8("path-table-l[2]", 8, 0x4D)
                $0.set8("path-table-m[2]", 8, 0x4D)
            },
            .fires(
                "both tables put /EMPTYDIR into /DOCS", .plain, at: "path-table-l[3]", PathTableRecord.parent
            ) {
                $0.set(PathTableRecord.parent, of: "path-table-l[3]", 2)
                $0.set(PathTableRecord.parentM, of: "path-table-m[3]", 2)
            },
            .fires("both tables write /DOCS small", .plain, at: "path-table-l[2]", 8, severity: .note) {
                for table in ["path-table-l[2]", "path-table-m[2]"] { $0.set(table, 8, Array("docs".utf8)) }
            },
            .passes("equal names", .everything),
        ]
    }
}
