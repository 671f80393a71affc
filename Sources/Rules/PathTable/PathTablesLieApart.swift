public import DiscModel
public import FileSystems
import Specimens

/// The L and the M table are two tables (ECMA-119, 6.9.2).
public enum PathTablesLieApart: Rule {
    public static let card = RuleCard(
        id: "path-table-shared-l-m",
        title: "Path tables L and M lie in different places",
        rationale: """
            The tables hold the same numbers in opposite byte orders, so one block cannot be both. A writer that names one \
            table twice leaves the readers of the other order with nonsense.
            """,
        remedy: "Make the image again with a program that writes both tables.",
        severity: .error,
        clause: .ecma119("6.9.2, 8.4.14, 8.4.16"))

    public static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        let descriptor = tree.descriptor
        let block = descriptor.typeLPathTable
        guard block != 0, block == descriptor.typeMPathTable else { return }
        findings.report(
            "the \(descriptor.name) names block \(block) for both path tables", expected: "two places",
            actual: "block \(block) twice", at: descriptor.place(140, 12, "typeLPathTable"))
    }

    public static var fires: [Example] {
        [Example("M is the L table", .plain) { $0.set32BE("pvd", 148, $0.block("path-table-l")) }]
    }

    public static var staysSilent: [Example] { [Example("two tables", .plain)] }
}
