import Bytes
import DiscModel
import FileSystems
import Specimens

/// The AL entries of a file hold whole pairs of name and value (AAIP 2.0).
enum AttributeListsAreWhole: Rule {
    static let card = RuleCard(
        id: "aaip-al-malformed",
        title: "Attribute lists hold whole pairs of name and value",
        rationale: """
            AL keeps access control lists and extended attributes as a chain of components. When the chain breaks, \
            xorriso drops all attributes of the file: a copy of it has other permissions than the original.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: Clause("AAIP 2.0", "AL"))

    static func weigh(_ list: AttributeList, in _: Disc, _ findings: inout Findings) {
        for (index, entry) in list.entries.enumerated() {
            let expected: UInt8 = index + 1 < list.entries.count ? 1 : 0
            guard entry[SystemUseEntry.flags] != expected else { continue }
            findings.report(
                "the flags of AL \(index + 1) of \(list.entries.count) are \(entry[SystemUseEntry.flags])",
                expected: "\(expected)", actual: "\(entry[SystemUseEntry.flags])",
                at: list.tree.place(of: entry, slot: list.slot, SystemUseEntry.flags.any))
        }
        guard let fault = list.fault, let last = list.entries.last else { return }
        findings.report("\(fault) in the attribute list", at: list.tree.place(of: last, slot: list.slot))
    }

    static func list(_ components: [UInt8]) -> [UInt8] { Specimen.systemUseEntry("AL", [0] + components) }

    static var examples: [Example] {
        [
            .fires("a value longer than the entry", .rockRidge, at: "susp:/README.TXT:AL") {
                $0.insertEntry(
                    list([0, 5, 3] + Array("note".utf8) + [0, 9, 65]), into: "record:/README.TXT")
            },
            .fires("a name without a value", .rockRidge, at: "susp:/README.TXT:AL") {
                $0.insertEntry(list([0, 5, 3] + Array("note".utf8)), into: "record:/README.TXT")
            },
            .passes("one attribute", .rockRidge) {
                $0.insertEntry(
                    list([0, 5, 3] + Array("note".utf8) + [0, 1, 65]), into: "record:/README.TXT")
            },
        ]
    }
}
