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

    static func weigh(_ chd: CHDSubject, in _: Disc, _ findings: inout Findings) {
        guard let parent = chd.facts.parent, chd.facts.parentName == nil else { return }
        guard chd.facts.needsParent else {
            return findings.report(
                "\(chd.name) names a parent, the CHD with the \(parent.algorithm.title) \(parent.hex), although all its hunks are in it",
                at: chd.place("header"), severity: .warning)
        }
        let other = chd.facts.strangers.first.map { "; \($0.inWords)" } ?? ""
        findings.report(
            "\(chd.name) leaves out what its parent holds, the CHD with the \(parent.algorithm.title) \(parent.hex), which is not beside it\(other)",
            at: chd.place("header"))
    }

    static var examples: [Example] {
        [
            .fires(
                "the parent was left behind", in: .chdOfParent(Specimen.plain.bytes, isThere: false),
                at: "disc.chd: header"),
            .fires(
                "a parent that nothing needs",
                in: .chd(Specimen.plain.bytes).with { $0.bytes[CHDHeader.parentSHA1] ^= 1 },
                at: "disc.chd: header",
                severity: .warning),
            .fires(
                "another CHD was named for it",
                in: .chdOfParent(Specimen.plain.bytes, isThere: false).with {
                    $0.siblings["other.chd"] = Wrapped.chd(Specimen.joliet.bytes).bytes
                }, at: "disc.chd: header"
            ).naming("other.chd"),
            .passes("the parent lies beside it", in: .chdOfParent(Specimen.plain.bytes, isThere: true)),
            .passes("no parent", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
