import DiscModel
import FileSystems
import Specimens

/// Notes second copies of the path tables (ECMA-119, 8.4.15 and 8.4.17).
enum OptionalTablesAbsent: Rule {
    static let card = RuleCard(
        id: "pvd-opt-path-table",
        title: "The descriptors name no optional path tables",
        rationale: """
            A descriptor may name a second copy of each path table. Old discs by Microsoft and Nero have them; no reader \
            uses them, so a copy that differs goes unnoticed.
            """,
        remedy: "Nothing; the rules about path tables compare the copies.",
        severity: .note,
        clause: .ecma119("8.4.15, 8.4.17"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        func check(_ block: UInt32, at: Int, _ letter: String) {
            guard block != 0 else { return }
            findings.report(
                "the \(descriptor.name) names an optional path table \(letter) in block \(block)",
                at: descriptor.place(at, 4, "optionalType\(letter)PathTable"))
        }
        check(descriptor.optionalTypeLPathTable, at: 144, "L")
        check(descriptor.optionalTypeMPathTable, at: 152, "M")
    }

    static var examples: [Example] {
        [
            .fires("a second L table", .plain, at: "pvd", 144) {
                $0.set32LE("pvd", 144, $0.block("path-table-l"))
            },
            .passes("none", .everything),
        ]
    }
}
