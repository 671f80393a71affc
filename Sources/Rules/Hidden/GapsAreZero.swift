import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Sectors of the volume that nothing points to are zero.
enum GapsAreZero: Rule {
    static let card = RuleCard(
        id: "hidden-unreferenced-nonzero",
        title: "Sectors that nothing points to are zero",
        rationale: """
            Every structure and every file was followed, and these sectors belong to none. Programs leave old data in \
            them, and people hide some; both tell something about where an image comes from. Innocent habits are buffers that \
            were not cleared, path tables and directories of a session whose descriptors were written over, files that a later \
            step took out of the tree, and the pattern of a medium that was formatted.
            """,
        remedy: "Look at the sectors; make the image again without them if it is to be published.",
        severity: .note,
        clause: .practice("an account of every byte"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let space = HiddenSpace(of: disc) else { return }
        // Not an open question: that nothing which was read owns them is true even where something else may.
        let doubt = space.doubt.map { "; \($0)" } ?? ""
        for piece in space.inside {
            findings.report("nothing points to \(piece.account)\(doubt)", expected: "zeros", at: piece.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a text in the padding", .plain, at: "padding", 4_096) {
                $0.set("padding", 4_096, Array("hello".utf8))
            },
            .fires("a text in free space of UDF", .udf, at: "udf:tea", 4 * .sector) {
                $0.set("udf:tea", 4 * .sector, Array("hello".utf8))
            },
            .passes("zeros", .plain),
            .passes("zeros in free space of UDF", .udf),
            .passes("the track descriptor blocks of a track that was written at once", .plain) {
                for sector in 2..<150 {
                    $0.set("padding", sector * .sector, Array("TDI".utf8) + [1, 0x50, 1, 1, 1, 0, 0])
                }
            },
            .passes("a checksum tag of libisofs", .plain) {
                $0.set("padding", 4_096, Array("libisofs_checksum_tag_v1 pos=1".utf8))
            },
        ]
    }
}
