import Containers
import DiscModel
import Specimens

/// The acquisition of an evidence file came to its end.
enum EWFAcquisitionEnded: Rule {
    static let card = RuleCard(
        id: "container-ewf-unfinished",
        title: "The acquisition of an evidence file came to its end",
        rationale: """
            The last segment ends with a section "done". Where there is none, or one that says "incomplete" stands before it, the program that \
            acquired the medium was stopped: the rest of the medium is not in the file, and there may be no digest of what is.
            """,
        remedy:
            "Acquire the medium again, or go on with the acquisition where the program can (ewfacquire -R).",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Done section and Incomplete section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.unfinished], &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a section tells that it was broken off",
                in: .evidence(Specimen.plain.bytes) { $0.isIncomplete = true },
                at: "disc.E01: section \"incomplete\""),
            .passes("it ends with \"done\"", in: .evidence(Specimen.plain.bytes)),
        ]
    }
}
