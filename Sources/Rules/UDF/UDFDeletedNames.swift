import Bytes
import DiscModel
import FileSystems
import Specimens

/// No deleted entry can be read.
enum UDFDeletedNames: Rule {
    static let card = RuleCard(
        id: "udf-fid-deleted",
        title: "No deleted entry can be read",
        rationale: """
            Linux keeps the names of deleted files until their place is needed. They tell what was on the \
            volume.
            """,
        remedy: """
            Nothing, unless the names must not be known; then copy the files to a new volume.
            """,
        severity: .note,
        clause: .ecma167("4/14.4.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for one in volume.deleted {
            let left = one.file.map { file in
                "; its \(file.size.of("byte")) can be read\(file.offset.map { " from sector \($0 / .sector) on" } ?? "")"
            }
            let path = volume.tree.path(of: one.directory)
            let directory = path.text.count < 2 ? "the root directory" : path.escaped
            findings.report(
                "the deleted entry \(one.name.escaped) can be read in \(directory)\(left ?? "")",
                at: one.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a deleted file", .udfDeleted, at: "udf:fid:/old.txt", 0),
            .fires(
                "a deleted file whose data are still there", .udf, at: "udf:fid:/readme.txt", 0,
                message:
                    "the deleted entry readme.txt can be read in the root directory; its 37 bytes can be read from sector 268 on"
            ) {
                $0.set8("udf:fid:/readme.txt", 18, 4)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("nothing deleted", .udf),
        ]
    }
}
