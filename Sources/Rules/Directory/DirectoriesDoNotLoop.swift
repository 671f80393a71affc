import Bytes
import DiscModel
import FileSystems
import Specimens

/// No directory lies in itself (ECMA-119, 6.8.2).
enum DirectoriesDoNotLoop: Rule {
    static let card = RuleCard(
        id: "dir-loop",
        title: "No directory contains itself, directly or further down",
        rationale: """
            A record that leads back to a directory above it makes paths without end. isoinfo and isovfy crash on such an \
            image, xorriso and pycdlib hang, programs that copy trees fill the disk.
            """,
        remedy: "Do not copy from this image without care: it is damaged, or made to harm readers.",
        severity: .error,
        clause: .ecma119("6.8.2"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.gaps.contains(where: { $0.cause == .loop && $0.structure == .directory }) else { return }
        tree.eachSecondName { slot, _, leadsBack in
            guard leadsBack else { return }
            findings.report(
                "the record leads back to a directory that contains it",
                at: tree.place(ofRecord: slot, DirectoryRecord.extent))
        }
    }

    static var examples: [Example] {
        [
            .fires("/DOCS leads to the root", .plain, at: "record:/DOCS", 2) {
                $0.lead("record:/DOCS", 2, to: $0.block("dir:/"))
            },
            .passes("/DOCS leads to /EMPTYDIR", .plain) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("dir:/EMPTYDIR"))
            },
        ]
    }
}
