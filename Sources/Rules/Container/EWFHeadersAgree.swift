import Containers
import DiscModel
import Specimens

/// All headers of an evidence file tell of the same case.
enum EWFHeadersAgree: Rule {
    static let card = RuleCard(
        id: "container-ewf-headers",
        title: "All headers of an evidence file tell of the same case",
        rationale: """
            An evidence file tells of the case twice, in ASCII and in UTF-16, and programs show the one that they understand. Where case, evidence \
            number, description, examiner or notes differ, one of them was changed afterwards: nothing but an Adler-32 guards them, no digest of \
            the evidence covers them.
            """,
        remedy: "Hold the file against the record of the acquisition, and against another copy.",
        severity: .warning,
        clause: .practice("libewf, Expert Witness Compression Format: Header section and Header2 section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.headers], &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "another examiner in the one in UTF-16",
                in: .evidence(Specimen.plain.bytes) { $0.otherExaminer = "C. Babbage" },
                at:
                    "disc.E01: section \"header\" at byte \(Wrapped.evidence(Specimen.plain.bytes) { $0.otherExaminer = "C. Babbage" }.offset("header"))"
            ),
            .passes("the same in both", in: .evidence(Specimen.plain.bytes)),
            .passes(
                "a name beyond ASCII, for which the first has question marks",
                in: .evidence(Specimen.plain.bytes) {
                    $0.examiner = "J. M?ller"
                    $0.otherExaminer = "J. Müller"
                }),
            .passes("one header", in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
        ]
    }
}
