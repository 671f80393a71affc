import Checksums
import Containers
import Digests
import DiscModel
import Specimens
import Surveys

/// What the hunks of a CHD unpack to has the digest that its header records.
enum CHDDataHolds: Rule {
    static let card = RuleCard(
        id: "checksum-chd",
        title: "The content of a CHD has the digest that its header records",
        rationale: """
            The header of a CHD records a SHA-1 of all that its hunks unpack to (an MD5 before 2008), and another of that and the metadata. Where the first is wrong, \
            either the content is not what was put in although every hunk has its CRC, or the header was damaged; the second tells which. \
            chdman verify tells of an error, though its exit code is 0.
            """,
        remedy:
            "Make the CHD again from the disc, or download it again; do not let chdman verify --fix write new sums over damaged content.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"),
        needs: .content)

    static func weigh(_ chd: CHDSubject, in disc: Disc, _ findings: inout Findings) {
        let checksums = checksums(disc)
        let isSound = checksums.contains { $0.state == .verified }
        for checksum in checksums {
            let (statement, name) = (checksum.statement, chd.name)
            let title = statement.expected.algorithm.title
            switch checksum.state {
            case .verified: break
            case .open(let why): findings.cannotDecide(why)
            case .mismatch(let digest):
                // Two digests of the content contradict each other, or one of them the overall one.
                let isHeader =
                    isSound || chd.facts.overall.map { $0 == chd.facts.overall(of: digest) } ?? false
                let witness = isSound ? "another digest in it" : "the overall SHA-1"
                findings.report(
                    isHeader
                        ? "the \(title) of the content in the header of \(name) is damaged: the content is sound, as \(witness) tells"
                        : "the content of \(name) has another \(title) than its header records\(chd.hasSums ? ", although every hunk has its CRC" : "")",
                    expected: statement.expected.hex, actual: digest.hex,
                    at: chd.place("header"), severity: isHeader ? .warning : nil)
            }
        }
    }

    static func checksums(_ disc: Disc) -> [Checksum] {
        disc.checksums.filter { $0.statement.origin == .container }
    }

    static func differs(_ disc: Disc) -> Bool {
        checksums(disc).contains { if case .mismatch = $0.state { true } else { false } }
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
            .fires(
                "a bit of the MD5 of version 3 differs",
                in: .chd(Specimen.plain.bytes, version: 3).with { $0.bytes[CHDOldHeader.md5] ^= 1 },
                at: "disc.chd: header", severity: .warning),
            .fires(
                "a bit of the SHA-1 of version 4 differs",
                in: .chd(.mixed, version: 4).with { $0.bytes[CHDOldHeader.rawSHA1] ^= 1 },
                at: "disc.chd: header", severity: .warning),
            .fires(
                "a bit of the only digest of version 2 differs",
                in: .chd(Specimen.plain.bytes, version: 2).with { $0.bytes[CHDOldHeader.md5] ^= 1 },
                at: "disc.chd: header",
                message: "the content of disc.chd has another MD5 than its header records"),
            .passes("a CD with audio", in: .chd(.mixed)),
            .passes("the same in version 4", in: .chd(.mixed, version: 4)),
            .passes("version 3, with MD5 and SHA-1", in: .chd(Specimen.plain.bytes, version: 3)),
            .passes("version 1, with an MD5", in: .chd(Specimen.plain.bytes, version: 1)),
            .passes("an image of a DVD", in: .chd(Specimen.plain.bytes)),
        ]
    }
}
