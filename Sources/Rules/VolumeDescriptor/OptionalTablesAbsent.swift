import Bytes
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
        func check<Coding>(_ field: Field<Coding>, _ letter: String) where Coding.Value == UInt32 {
            let block = descriptor[field]
            guard block != 0 else { return }
            findings.report(
                "the \(descriptor.name) names an optional path table \(letter) in block \(block)",
                at: descriptor.place(field))
        }
        check(VolumeDescriptor.optionalTypeLPathTable, "L")
        check(VolumeDescriptor.optionalTypeMPathTable, "M")
    }

    static var examples: [Example] {
        [
            .fires("a second L table", .plain, at: "pvd", VolumeDescriptor.optionalTypeLPathTable) {
                $0.set(VolumeDescriptor.optionalTypeLPathTable, of: "pvd", $0.block("path-table-l"))
            },
            .passes("none", .everything),
        ]
    }
}
