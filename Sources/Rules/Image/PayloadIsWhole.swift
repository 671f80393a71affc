import Bytes
import DiscModel
import FileSystems
import Specimens

/// Names every file and structure that a cut hits: the consequences of `image-truncated`.
enum PayloadIsWhole: Rule {
    static let card = RuleCard(
        id: "image-truncated-payload",
        title: "Everything the image points to lies in front of its end",
        rationale: """
            Of a cut image, most files are usually whole. This names the others, so that a person knows what to fetch \
            again and what can be rescued from what is there.
            """,
        remedy: "Copy what is whole, and get the files named here from another copy of the image.",
        severity: .error,
        clause: .ecma119("6.4, 8.4.8"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let cut = Cut(of: disc) else { return }
        for claim in cut.lostStructures {
            findings.report(
                "\(claim.label) is \(claim.offset >= disc.size ? "lost" : "cut")",
                at: Place(offset: claim.offset, length: claim.length, field: claim.label),
                causedBy: ImageTruncated.self)
        }
        guard let tree = disc.shownTree, !cut.isMusic else { return }
        for file in cut.lostFiles {
            let extents = tree.extents(of: tree.nodes[file])
            let kept = extents.reduce(UInt64(0)) { $0 + (min($1.end, disc.size) - min($1.offset, disc.size)) }
            findings.report(
                "the file keeps \(kept) of its bytes",
                at: Place(
                    offset: extents.first?.offset, length: extents.first?.length, tree: tree.kind,
                    path: tree.path(of: file)),
                causedBy: ImageTruncated.self)
        }
    }

    static var examples: [Example] {
        [
            .fires("cut in the middle of a file", .plain, at: "data:/DOCS/MANUAL.TXT", severity: .note) {
                $0.truncate(to: $0.offset("data:/DOCS/MANUAL.TXT") + 2_100)
            },
            .passes("only padding is cut off", .plain) { $0.truncate(to: $0.offset("padding") + .sector) },
        ]
    }
}
