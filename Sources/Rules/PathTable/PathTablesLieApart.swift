import Bytes
import DiscModel
import FileSystems
import Specimens

/// The L and the M table are two tables (ECMA-119, 6.9.2).
enum PathTablesLieApart: Rule {
    static let card = RuleCard(
        id: "path-table-shared-l-m",
        title: "Path tables L and M lie in different places",
        rationale: """
            The tables hold the same numbers in opposite byte orders, so one block cannot be both. A writer that names one \
            table twice leaves the readers of the other order with nonsense.
            """,
        remedy: "Make the image again with a program that writes both tables.",
        severity: .error,
        clause: .ecma119("6.9.2, 8.4.14, 8.4.16"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        let descriptor = tree.descriptor
        let block = descriptor.typeLPathTable
        guard block != 0, block == descriptor.typeMPathTable else { return }
        findings.report(
            "the \(descriptor.name) names block \(block) for both path tables", expected: "two places",
            actual: "block \(block) twice", at: descriptor.place(VolumeDescriptor.pathTableBlocks))
    }

    static var examples: [Example] {
        [
            .fires("M is the L table", .plain, at: "pvd", VolumeDescriptor.typeLPathTable) {
                $0.set(VolumeDescriptor.typeMPathTable, of: "pvd", $0.block("path-table-l"))
            },
            .passes("two tables", .plain),
        ]
    }
}
