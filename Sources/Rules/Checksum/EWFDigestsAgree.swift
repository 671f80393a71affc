import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// The digests that an evidence file records are those of one medium.
enum EWFDigestsAgree: Rule {
    static let card = RuleCard(
        id: "checksum-ewf-record",
        title: "All digests that an evidence file records are those of its medium",
        rationale: """
            An evidence file may record an MD5 in section "hash", and again beside a SHA-1 in section "digest". Where one of them is that of \
            the medium and another is not, the medium is what was acquired, and the record was changed, or written wrong. ewfverify reports \
            failure.
            """,
        remedy:
            "Compare all of them with the record of the acquisition, and find out who wrote the file last.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Hash section and Digest section"),
        needs: .content)

    static func weigh(_ evidence: EWFSubject, in disc: Disc, _ findings: inout Findings) {
        let checksums = EWFDataHolds.checksums(disc)
        guard let sound = checksums.first(where: { $0.state == .verified })?.statement.expected.algorithm
        else {
            return
        }
        for checksum in checksums {
            guard case .mismatch(let digest) = checksum.state else { continue }
            let algorithm = checksum.statement.expected.algorithm
            let other = sound == algorithm ? "another \(sound.title)" : "the \(sound.title)"
            findings.report(
                "a recorded \(algorithm.title) is not that of the medium in \(evidence.name), while \(other) is: the medium is sound, and the record is not",
                expected: checksum.statement.expected.hex, actual: digest.hex, at: checksum.statement.recorded
            )
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the SHA-1 is that of another disc",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("digest") + 76 + 16] ^= 1
                    $0.seal("digest", 76..<152)
                }, at: "disc.E01: section \"digest\""),
            .fires(
                "two different MD5s",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("hash") + 76] ^= 1
                    $0.seal("hash", 76..<108)
                }, at: "disc.E01: section \"hash\""),
            .passes("MD5 and SHA-1", in: .evidence(Specimen.plain.bytes)),
            .passes("one MD5", in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
        ]
    }
}
