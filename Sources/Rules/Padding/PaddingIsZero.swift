import DiscModel
import FileSystems
import Specimens
import Surveys

/// Notes bytes in the padding behind the last used sector.
enum PaddingIsZero: Rule {
    static let card = RuleCard(
        id: "padding-nonzero",
        title: "Everything behind the last used sector is zero",
        rationale: """
            Padding is zero unless somebody uses it: UDF keeps its second anchor there, SUSE a signature, dvdisaster its \
            redundancy. Other bytes are leftovers of what the sectors held before, or put there on purpose.
            """,
        remedy: "Nothing, if the kind of data is known; otherwise look at it.",
        severity: .note,
        clause: .practice("mkisofs -pad"),
        needs: .content)

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for piece in ImageTail(of: disc)?.pieces ?? [] {
            findings.report(
                "the last used sector is followed by \(piece.account)", expected: "zeros",
                at: Place(offset: piece.offset, length: piece.length, field: "padding"))
        }
    }

    static var examples: [Example] {
        [
            .fires("a text in the padding", .plain, at: "padding", 4_096) {
                $0.set("padding", 4_096, Array("hello".utf8))
            },
            .passes("zeros", .plain),
        ]
    }
}
