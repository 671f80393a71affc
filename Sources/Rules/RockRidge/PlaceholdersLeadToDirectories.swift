import Bytes
import DiscModel
import FileSystems
import Specimens

/// CL leads to a directory of the tree (RRIP 1.12, 4.1.5.1).
enum PlaceholdersLeadToDirectories: Rule {
    static let card = RuleCard(
        id: "rr-cl-target",
        title: "CL leads to a directory of the tree",
        rationale: """
            A directory that was too deep for ISO 9660 lies elsewhere, usually in RR_MOVED, and CL tells where. A pointer to \
            another place makes the directory unreachable, and Linux and bsdtar take whatever stands there for a directory.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.5.1"))

    static func weigh(_ tree: Relocations, in _: Disc, _ findings: inout Findings) {
        for placeholder in tree.placeholders {
            findings.reportHalves(
                SystemUseEntry.location, of: placeholder.entry, slot: placeholder.slot, in: tree.tree)
            if let meant = placeholder.meant {
                let records = tree.tree
                let block = records.directories[meant].offset / records.blockSize
                let target = placeholder.target.map { "where \(records.path(ofDirectory: $0).escaped) lies" }
                findings.report(
                    "the placeholder of a moved directory (CL) points to block \(placeholder.block.read), \(target ?? "where no directory of the tree begins"); meant is \(records.path(ofDirectory: meant).escaped) at block \(block), whose name is the same and whose PL leads back",
                    expected: "\(block)", actual: "\(placeholder.block.read)", at: tree.place(placeholder))
                continue
            }
            guard placeholder.target == nil else { continue }
            findings.report(
                "the placeholder of a moved directory (CL) points to block \(placeholder.block.read), where no directory of the tree begins",
                at: tree.place(placeholder))
        }
    }

    private static let placeholder = "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL"

    static var examples: [Example] {
        [
            .fires("a block in the middle of nothing", .relocation, at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL")
            { $0.setBoth32(placeholder, 4, 5) },
            .fires("the directory that holds the relocated ones", .relocation, at: placeholder) {
                $0.set(SystemUseEntry.location, of: placeholder, $0.block("dir:/RR_MOVED"))
            },
            .fires("the root", .relocation, at: placeholder) {
                $0.set(SystemUseEntry.location, of: placeholder, $0.block("dir:/"))
            },
            .fires(
                "halves that differ", .relocation, at: "susp:/DEEP/L3/L4/L5/L6/L7/L8/L9:CL",
                SystemUseEntry.location
            ) {
                $0.set32BE(placeholder, 8, 5)
            },
            .passes("a relocated directory", .relocation),
        ]
    }
}
