import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each table of a disc that is written once leads to the one before it.
enum UDFTablesLeadBack: Rule {
    static let card = RuleCard(
        id: "udf-vat-previous",
        title: "Each table of a disc that is written once leads to the one before it",
        rationale: """
            Earlier states of the disc are found by the tables; where one leads nowhere, what was deleted before \
            it is out of reach.
            """,
        remedy: """
            Nothing is lost of what the disc shows; to look for earlier states, search for further tables.
            """,
        severity: .note,
        clause: .udf("2.2.11"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let place = volume.history.deadEnd else { return }
        findings.report(
            "a virtual allocation table names one before it, and there is none", expected: "a table",
            at: place)
    }

    static var examples: [Example] {
        [
            .fires("a table that leads to itself", .udfTwoStates, at: "udf:vat-icb#2", 0) {
                $0.set32LE("udf:vat#2", 132, $0.get32LE("udf:vat-icb#2", 12))
                $0.sealUDF("udf:vat-icb#2")
            },
            .passes("a table that leads to the one before it", .udfTwoStates),
        ]
    }
}
