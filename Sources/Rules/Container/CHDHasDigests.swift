import Containers
import Digests
import DiscModel
import Specimens

/// A CHD records a digest of its content.
enum CHDHasDigests: Rule {
    static let card = RuleCard(
        id: "container-chd-no-digest",
        title: "A CHD records a digest of its content",
        rationale: """
            chdman without compression (-c none) records neither a SHA-1 of the content nor a CRC of each hunk. Such a file may be intact, but \
            nothing in it can tell, and chdman verify has nothing to compare.
            """,
        remedy: "Make a compressed CHD of it (chdman copy), or keep a list of checksums beside it.",
        severity: .note,
        clause: .practice("MAME, chd.cpp"))

    static func weigh(_ chd: CHDSubject, in _: Disc, _ findings: inout Findings) {
        guard chd.facts.raw == nil else { return }
        let sums =
            chd.facts.isCompressed
            ? "no SHA-1 of its content" : "neither a SHA-1 of its content nor a CRC of each hunk"
        findings.report(
            "\(chd.name) records \(sums), so nothing in it tells whether the content is still what it was",
            at: chd.place("header"))
    }

    static var examples: [Example] {
        [
            .fires(
                "as chdman writes it without compression", in: .chd(Specimen.plain.bytes, hasSums: false),
                at: "disc.chd: header"),
            .passes("a SHA-1 in the header", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
