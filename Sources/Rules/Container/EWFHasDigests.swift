import Containers
import DiscModel
import Specimens

/// An evidence file records a digest of its medium.
enum EWFHasDigests: Rule {
    static let card = RuleCard(
        id: "container-ewf-no-digest",
        title: "An evidence file records a digest of its medium",
        rationale: """
            Programs write an MD5 or a SHA-1 of the medium at the end of an evidence file, unless they were told not to or were stopped. Without one \
            the file may be intact, since every chunk has a sum, but nothing in it tells that the medium is what was acquired, and \
            ewfverify reports neither success nor what is missing.
            """,
        remedy:
            "Take the digest from the record of the acquisition, and check it with --sha256 or a list beside the file.",
        severity: .note,
        clause: .practice("libewf, Expert Witness Compression Format: Hash section and Digest section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        guard evidence.payload.recorded.isEmpty, !evidence.facts.hasDamagedDigest else { return }
        findings.report(
            "\(evidence.name) records no digest of its medium, so nothing in it tells whether that is still what was acquired",
            at: evidence.place("end"))
    }

    static var examples: [Example] {
        [
            .fires(
                "no digest", in: .evidence(Specimen.plain.bytes) { $0.hasDigests = false },
                at: "disc.E01: end"),
            .passes("MD5 and SHA-1", in: .evidence(Specimen.plain.bytes)),
        ]
    }
}
