import Bytes
import DiscModel
import FileSystems
import Specimens

/// There is one Joliet descriptor.
enum JolietIsUnique: Rule {
    static let card = RuleCard(
        id: "joliet-level-mixed",
        title: "There is at most one Joliet descriptor",
        rationale: """
            Of several Joliet trees each reader shows one: Linux the last, others the first. pycdlib refuses the image. \
            Different contents in them are a way to show each system something else.
            """,
        remedy: "Find out which tree each system shows, and remove the others.",
        severity: .note,
        clause: .joliet("Supplementary Volume Descriptor"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let found = disc.iso?.descriptors.filter { $0.jolietLevel != nil && $0.kind == .supplementary } ?? []
        guard found.count > 1, let second = found.dropFirst().first else { return }
        let levels = found.compactMap(\.jolietLevel).map(String.init).joined(separator: ", ")
        findings.report(
            "there are \(found.count) Joliet descriptors, of levels \(levels)", expected: "1",
            actual: "\(found.count)",
            at: second.place(VolumeDescriptor.whole))
    }

    /// Puts a copy of the Joliet descriptor in the place of the enhanced one.
    static let twice = Specimen {
        $0.joliet = true
        $0.enhanced = true
    }.with { $0.set("evd", $0.get("svd", count: .sector)) }

    static var examples: [Example] {
        [
            .fires("the descriptor twice", twice, at: "evd"),
            .passes("Joliet and an enhanced tree", JolietIsUnique.both),
            .passes("one Joliet tree", .joliet),
        ]
    }

    private static let both = Specimen {
        $0.joliet = true
        $0.enhanced = true
    }
}
