import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// The medium in an evidence file has the digests that it records.
enum EWFDataHolds: Rule {
    static let card = RuleCard(
        id: "checksum-ewf",
        title: "The medium in an evidence file has the digests that it records",
        rationale: """
            An evidence file records the MD5, and often the SHA-1, of all sectors as they were acquired. Where the medium has another digest \
            although every chunk has its own sum, its content was changed after it was acquired, or by the program that acquired it: ewfverify \
            reports failure, and a court will ask why.
            """,
        remedy:
            "Compare with the record of the acquisition and with another copy. Until it is explained, the file is no evidence of what was on the disc.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Hash section and Digest section"),
        needs: .content)

    static func weigh(_ evidence: EWFSubject, in disc: Disc, _ findings: inout Findings) {
        let checksums = checksums(disc)
        // All are of the same bytes: where one holds, it is the record of another that is wrong.
        let isSound = checksums.contains { $0.state == .verified }
        for checksum in checksums {
            switch checksum.state {
            case .verified: break
            case .open(let why): findings.cannotDecide(why)
            case .mismatch(let digest):
                guard !isSound else { continue }
                findings.report(
                    "the medium in \(evidence.name) has another \(checksum.statement.expected.algorithm.title) than it records, although every chunk has its sum",
                    expected: checksum.statement.expected.hex, actual: digest.hex,
                    at: checksum.statement.recorded)
            }
        }
    }

    static func checksums(_ disc: Disc) -> [Checksum] {
        disc.checksums.filter { $0.statement.origin == .container }
    }

    static var examples: [Example] {
        [
            .fires(
                "both digests are those of another disc",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("digest") + 76] ^= 1
                    $0.bytes[$0.offset("digest") + 76 + 16] ^= 1
                    $0.bytes[$0.offset("hash") + 76] ^= 1
                    $0.seal("digest", 76..<152)
                    $0.seal("hash", 76..<108)
                }, at: "disc.E01: section \"digest\""),
            .passes("MD5 and SHA-1", in: .evidence(Specimen.plain.bytes)),
            .passes(
                "a record that is wrong while another holds, which another rule tells",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("digest") + 76 + 16] ^= 1
                    $0.seal("digest", 76..<152)
                }),
            .passes("three segments", in: .evidence(Specimen.plain.bytes) { $0.segmentCount = 3 }),
            .passes("the MD5 of SMART", in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
        ]
    }
}
