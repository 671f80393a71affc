import Bytes
import DiscModel
import FileSystems
import Specimens

/// A hybrid disc has one content for files of one name.
enum HFSHybridFilesAgree: Rule {
    static let card = RuleCard(
        id: "hfs-hybrid-extent",
        title: "A hybrid disc has one content for files of one name",
        rationale: """
            A Macintosh reads HFS, other systems ISO 9660. Programs that make hybrid discs store a file once for both; where the two lie \
            in different places, a Macintosh may read another content, as some discs want it, or one of the two is wrong.
            """,
        remedy: """
            Compare the two, which "isocheck list --tree" shows, if both systems ought to read the same.
            """,
        severity: .note,
        clause: .practice("hybrid discs"))

    static func weigh(_ volume: HFSFacts, in disc: Disc, _ findings: inout Findings) {
        let (own, trees) = (
            volume.tree, disc.trees.filter { $0.kind.records == .iso9660 || $0.kind == .joliet }
        )
        guard let shown = trees.shown.map({ trees[$0] }) else { return }
        var places: [FoldedPath: FileTree.Extent] = [:]
        for index in shown.nodes.indices where shown.nodes[index].kind == .file {
            guard let extent = shown.firstExtent(of: shown.nodes[index]) else { continue }
            places[FoldedPath(shown.path(of: index).text)] = extent
        }
        for index in own.nodes.indices where own.nodes[index].kind == .file {
            guard let extent = own.firstExtent(of: own.nodes[index]) else { continue }
            let path = own.path(of: index)
            guard let other = places[FoldedPath(path.text)], other.offset != extent.offset else { continue }
            findings.report(
                "\(path.escaped) lies at byte \(extent.offset) in \(own.kind.name) and at byte \(other.offset) in \(shown.kind.name)",
                at: Place(offset: extent.offset, length: extent.length, tree: own.kind, path: path))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a volume with files of its own",
                Specimen.plain.withApplePartitions([Specimen.hfsPlus.bytes]),
                at: Specimen.plain.bytes.count + 3 * 1_024),
            .passes(
                "other names",
                Specimen.plain.withApplePartitions([
                    Specimen.hfs {
                        $0.files = [HFSPlan.File("mac", [1])]
                        $0.inFolder = []
                    }.bytes
                ])),
        ]
    }
}
