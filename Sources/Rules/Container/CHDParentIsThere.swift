import Containers
import Digests
import DiscModel
import Specimens

/// The CHD that another one builds upon is there.
enum CHDParentIsThere: Rule {
    static let card = RuleCard(
        id: "container-chd-parent",
        title: "The parent of a CHD is there",
        rationale: """
            A CHD may leave out what another one holds, its parent, and names that by its SHA-1. Without the parent the disc has holes, and \
            chdman opens nothing of it. Sets of games are stored so, and a single file of a set is handed on without the other.
            """,
        remedy:
            "Put the parent beside the file or name it with --with FILE, or have chdman copy make a CHD of both.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard let chd = container.chd, let parent = chd.parent, chd.parentName == nil else { return }
        findings.report(
            "\(DisplayName(container.fileName).escaped) leaves out what its parent holds, the CHD with the SHA-1 \(parent.hex), which is not beside it",
            at: container.placeInCHD("header"))
    }

    static var examples: [Example] {
        [
            .fires(
                "the parent was left behind", in: .chdOfParent(Specimen.plain.bytes, isThere: false),
                at: "disc.chd: header"),
            .passes("the parent lies beside it", in: .chdOfParent(Specimen.plain.bytes, isThere: true)),
            .passes("no parent", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
