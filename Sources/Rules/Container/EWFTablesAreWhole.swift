import Containers
import DiscModel
import Specimens

/// Both tables that lead to the chunks of an evidence file are whole and say the same.
enum EWFTablesAreWhole: Rule {
    static let card = RuleCard(
        id: "container-ewf-table",
        title: "Both tables of the chunks of an evidence file are whole and the same",
        rationale: """
            Two tables lead to the same chunks, "table" and "table2", so that one can be lost. ewfverify takes the second without a word where \
            the entries of the first are damaged, and opens nothing where the head of either is. Two tables that lead to different places under \
            sums that hold show two discs in one file; programs that take the first see another disc than those that take the second.
            """,
        remedy:
            "Copy the evidence file again; what the sound table leads to can be read, and isocheck convert writes it.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Table section and Table2 section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.tables, .oneTableHead], &findings)
        evidence.report([.oneTable], severity: .warning, &findings)
    }

    private static func place(_ section: String) -> String {
        "disc.E01: section \"\(section)\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset(section))"
    }

    static var examples: [Example] {
        [
            .fires(
                "an entry of the first differs",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes[$0.offset("table") + 100] ^= 4 },
                at: place("table"),
                severity: .warning),
            .fires(
                "an entry of the second differs",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes[$0.offset("table2") + 100] ^= 4 },
                at: place("table2"), severity: .warning),
            .fires(
                "the head of the first is damaged",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.flip(EWFTableHead.count, of: "table", at: 76, 1)
                },
                at: place("table")),
            .fires(
                "an entry of both differs",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("table") + 104] ^= 4
                    $0.bytes[$0.offset("table2") + 104] ^= 4
                }, at: place("table")),
            .fires(
                "they differ, and their sums hold",
                in: .evidence(Specimen.plain.bytes).with {
                    let count = Int($0.get(EWFTableHead.count, of: "table2", at: 76))
                    $0.bytes[$0.offset("table2") + 104] ^= 4
                    $0.seal("table2", 100..<100 + 4 * count)
                }, at: place("table")),
            .passes("both as they were written", in: .evidence(Specimen.plain.bytes)),
            .passes("the only one of SMART", in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
        ]
    }
}
