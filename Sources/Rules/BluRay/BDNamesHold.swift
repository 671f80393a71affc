import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of BDMV begin with their name.
enum BDNamesHold: Rule {
    static let card = RuleCard(
        id: "bd-magic",
        title: "Files of BDMV begin with their name",
        rationale: """
            An index begins with INDX, movie objects with MOBJ, a playlist with MPLS, a clip with HDMV. Players refuse a file that begins \
            otherwise; without a copy in BACKUP that is whole, titles are lost.
            """,
        remedy: """
            Copy the disc again. If only one of the two copies is damaged, the other can stand in for it.
            """,
        severity: .error,
        clause: .bluRay("headers"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for pair in disc.pairs {
            for copy in pair.copies where !copy.hasIdentifier {
                findings.report(
                    "\(copy.file.path.escaped) does not begin with \(copy.kind.identifier)",
                    expected: copy.kind.identifier, at: copy.place(of: BDHeader.identifier))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a flipped bit in an index", .bluRay, at: "udf:data:/BDMV/index.bdmv", BDHeader.identifier
            ) { $0.set8("udf:data:/BDMV/index.bdmv", 1, 0x4F) },
            .fires(
                "a copy of zeros", .bluRay, at: "udf:data:/BDMV/BACKUP/CLIPINF/00002.clpi",
                BDHeader.identifier
            ) { $0.fill("udf:data:/BDMV/BACKUP/CLIPINF/00002.clpi", count: 40, with: 0) },
            .passes("all names", .bluRay),
        ]
    }
}
