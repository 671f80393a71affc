import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// What the hunks of a CHD unpack to has the SHA-1 that its header records.
enum CHDDataHolds: Rule {
    static let card = RuleCard(
        id: "checksum-chd",
        title: "The content of a CHD has the SHA-1 that its header records",
        rationale: """
            The header of a CHD records a SHA-1 of all that its hunks unpack to, and another of that and the metadata. Where the first is wrong, \
            either the content is not what was put in although every hunk has its CRC, or the header was damaged; the second tells which. \
            chdman verify tells of an error, though its exit code is 0.
            """,
        remedy:
            "Make the CHD again from the disc, or download it again; do not let chdman verify --fix write new sums over damaged content.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"),
        needs: .content)

    static func weigh(_ chd: CHDSubject, in disc: Disc, _ findings: inout Findings) {
        guard let checksum = checksum(disc) else { return }
        let name = chd.name
        var isHeader = false
        if case .mismatch(let digest) = checksum.state {
            isHeader = chd.facts.overall(of: digest) == chd.facts.overall
        }
        switch checksum.state {
        case .verified: break
        case .open(let why): findings.cannotDecide(why)
        case .mismatch(let digest):
            findings.report(
                isHeader
                    ? "the SHA-1 of the content in the header of \(name) is damaged: the content is sound, as the overall SHA-1 tells"
                    : "the content of \(name) has another SHA-1 than its header records\(chd.facts.isCompressed ? ", although every hunk has its CRC" : "")",
                expected: checksum.statement.expected.hex, actual: digest.hex,
                at: chd.place("header"), severity: isHeader ? .warning : nil)
        }
    }

    static func checksum(_ disc: Disc) -> Checksum? {
        disc.checksums.first { $0.statement.origin == .container }
    }

    static func differs(_ disc: Disc) -> Bool {
        if case .mismatch? = checksum(disc)?.state { true } else { false }
    }

    static var examples: [Example] {
        [
            .fires(
                "both sums are those of another disc",
                in: .chd(Specimen.plain.bytes).with {
                    $0.bytes[CHDHeader.rawSHA1] ^= 1
                    $0.bytes[CHDHeader.overallSHA1] ^= 1
                }, at: "disc.chd: header"),
            .fires(
                "a bit of the recorded sum differs",
                in: .chd(.mixed).with { $0.bytes[CHDHeader.rawSHA1 + 3] ^= 0x10 }, at: "disc.chd: header",
                severity: .warning),
            .passes("a CD with audio", in: .chd(.mixed)),
            .passes("an image of a DVD", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
