import Bytes
import DiscModel
import FileSystems
import Specimens

/// The enhanced tree has the files of the primary one (ISO 9660:1999; ECMA-119, 8.5).
enum EnhancedHoldsTheSameFiles: Rule {
    static let card = RuleCard(
        id: "evd-root-vs-pvd",
        title: "The enhanced tree has the files of the primary one",
        rationale: """
            The enhanced descriptor leads to the same files under longer names. Few readers use it: libarchive and some BSDs \
            do, so what differs there is seen by few. genisoimage lets both descriptors share one tree.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .ecma119("8.5"))

    static func weigh(_ pair: TreePair, in disc: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .enhanced, !pair.isSame else { return }
        for node in pair.alignment.onlyLeft where isData(pair.left.nodes[node]) {
            findings.report(
                "a file of \((pair.left.nodes[node].size).of("byte")) is in the \(pair.leftName) tree and not in the enhanced tree",
                at: pair.leftPlace(node))
        }
        for node in pair.alignment.onlyRight where isData(pair.right.nodes[node]) {
            findings.report(
                "a file of \((pair.right.nodes[node].size).of("byte")) is in the enhanced tree and not in the \(pair.leftName) tree",
                at: pair.rightPlace(node))
        }
        for (one, other) in pair.alignment.pairs {
            weighNames(one, other, pair, &findings)
        }
        findings.reportTwins(of: pair, in: disc)
    }

    /// The identifier should be made of the name that Rock Ridge has.
    private static func weighNames(_ one: Int, _ other: Int, _ pair: TreePair, _ findings: inout Findings) {
        guard one != 0, pair.left.kind == .rockridge else { return }
        let name = pair.left.nameBytes(of: pair.left.nodes[one])
        let identifier = pair.right.nameBytes(of: pair.right.nodes[other])
        guard NameDerivation(identifier, of: name) == .foreign else { return }
        findings.report(
            "the name is \(DisplayName(utf8: [UInt8](identifier)).escaped) in the enhanced tree and \(DisplayName(utf8: [UInt8](name)).escaped) in the Rock Ridge tree",
            at: pair.rightPlace(other, 33, identifier.count, field: "fileIdentifier"), severity: .note)
    }

    private static func isData(_ node: FileTree.Node) -> Bool { node.kind == .file && node.size > 0 }

    static var examples: [Example] {
        [
            .fires("a record taken out of the enhanced tree", .enhanced, at: "record:/README.TXT") {
                $0.removeRecord("evd:record:/README.TXT")
            },
            .fires(
                "another size in the enhanced tree", .enhanced, at: "evd:record:/README.TXT",
                DirectoryRecord.dataLength
            ) {
                $0.set(DirectoryRecord.dataLength, of: "evd:record:/README.TXT", 5)
            },
            .passes("the same files", .enhanced),
            .passes("one root for both, as genisoimage has it", .enhanced) {
                $0.set("evd", 156, $0.get("pvd", 156, count: 34))
            },
        ]
    }
}
