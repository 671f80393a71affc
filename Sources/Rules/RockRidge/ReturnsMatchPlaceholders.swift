import Bytes
import DiscModel
import FileSystems
import Specimens

/// PL of a relocated directory leads back to the directory that holds its placeholder (RRIP 1.12, 4.1.5.2).
enum ReturnsMatchPlaceholders: Rule {
    static let card = RuleCard(
        id: "rr-cl-pl-mismatch",
        title: "CL and PL of a relocated directory point to each other",
        rationale: """
            The \"..\" of a relocated directory would lead to RR_MOVED, so PL tells the true parent. When it does not lead to \
            the directory with the placeholder, going up from the directory ends somewhere else than one came from.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.5.2"))

    static func weigh(_ tree: Relocations, in _: Disc, _ findings: inout Findings) {
        var expected: [Int: Int] = [:]
        for placeholder in tree.placeholders {
            guard let target = placeholder.target, placeholder.meant == nil else { continue }
            expected[target] = placeholder.home
            guard tree.returns[target] == nil else { continue }
            findings.report(
                "the moved directory to which a placeholder leads (CL) has no way back (PL) in its \"..\"",
                expected: "PL",
                at: tree.tree.place(ofDirectory: target, field: "PL"))
        }
        for (directory, slot) in tree.returns.sorted(by: { $0.key < $1.key }) {
            guard let entry = tree.tree.entry(slot, .pl) else { continue }
            let block = entry[SystemUseEntry.location]
            findings.reportHalves(SystemUseEntry.location, of: entry, slot: slot, in: tree.tree)
            guard let home = expected[directory] else {
                findings.report(
                    "a way back of a moved directory (PL) stands in a directory to which no placeholder (CL) leads",
                    at: tree.tree.place(of: entry, slot: slot),
                    causedBy: tree.cause(ofOrphan: directory))
                continue
            }
            let offset = tree.tree.directories[home].offset
            guard UInt64(block.read).times(tree.tree.blockSize) != offset else { continue }
            findings.report(
                "the way back of the moved directory (PL) points to block \(block.read), the placeholder lies in the directory at block \(offset / tree.tree.blockSize)",
                expected: "\(offset / tree.tree.blockSize)", actual: "\(block.read)",
                at: tree.tree.place(of: entry, slot: slot))
        }
    }

    static var examples: [Example] {
        [
            .fires("PL leads to the root", .relocation, at: "susp:/RR_MOVED/L9/..:PL") {
                $0.set(SystemUseEntry.location, of: "susp:/RR_MOVED/L9/..:PL", $0.block("dir:/"))
            },
            .fires("PL taken out", .relocation, at: "dir:/RR_MOVED/L9") {
                $0.removeEntry("susp:/RR_MOVED/L9/..:PL")
            },
            .fires("halves that differ", .relocation, at: "susp:/RR_MOVED/L9/..:PL", SystemUseEntry.location)
            {
                $0.set(SystemUseEntry.location.big, of: "susp:/RR_MOVED/L9/..:PL", 5)
            },
            .passes("a relocated directory", .relocation),
        ]
    }
}
