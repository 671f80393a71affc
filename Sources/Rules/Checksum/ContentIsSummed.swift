import Checksums
import Containers
import DiscModel
import Specimens

/// A file that is unpacked piece by piece records a checksum of what it unpacks to.
enum ContentIsSummed: Rule {
    static let card = RuleCard(
        id: "checksum-not-stored",
        title: "A packed image records a checksum of its content",
        rationale: """
            A CSO, ZSO or DAX has no checksum of any kind. It may be intact as far as every block can be unpacked, but a block that unpacks to \
            other bytes of the same number cannot be told from a good one, by isocheck or by any other program.
            """,
        remedy:
            "Keep a list of checksums of the ISO beside it: isocheck applies what names the unpacked ISO.",
        severity: .note,
        clause: .practice("maxcso"))

    static func weigh(_ file: UnpackedFile, in disc: Disc, _ findings: inout Findings) {
        guard file.fault == nil, !disc.checksumStatements.contains(where: { $0.origin == .container }) else {
            return
        }
        findings.report(
            "\(file.displayName) records no checksum of its content: it may be intact, but nothing in it tells whether the content is still what it was",
            at: file.place("header"))
    }

    static var examples: [Example] {
        [
            .fires("a CSO", in: .cso(Specimen.plain.bytes), at: "disc.cso: header"),
            .fires("a DAX", in: .dax(Specimen.plain.bytes), at: "disc.dax: header"),
            .passes("an ECM file with its EDC", in: .ecm(.plain)),
        ]
    }
}
