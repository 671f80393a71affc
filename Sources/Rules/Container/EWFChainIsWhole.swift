import Containers
import DiscModel
import Specimens

/// The sections of an evidence file follow each other as their descriptors tell.
enum EWFChainIsWhole: Rule {
    static let card = RuleCard(
        id: "container-ewf-chain",
        title: "The sections of an evidence file follow each other as they tell",
        rationale: """
            Every section of an evidence file begins with a descriptor that tells its length and where the next one is, and has an Adler-32. \
            Where one is damaged, or the chain breaks off, ewfverify reports failure, and often that every sector is damaged. Where length and \
            next place contradict each other, two programs may see two different discs in one file. isocheck follows what is sound, and \
            takes a broken chain up again.
            """,
        remedy: "Copy the evidence file again from where it is kept; do not let a program rewrite it.",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: Section descriptor"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.chain, .twoWays], &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of a descriptor differs",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes[$0.offset("sectors") + 40] ^= 1 },
                at:
                    "disc.E01: section \"sectors\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset("sectors"))"
            ),
            .fires(
                "a section is said to be longer than it is",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.flip(EWFSectionHead.size, of: "sectors", 0x100)
                    $0.seal("sectors", 0..<EWFSectionHead.summed)
                },
                at:
                    "disc.E01: section \"sectors\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset("sectors"))"
            ),
            .fires(
                "a section leads back",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.set(EWFSectionHead.next, of: "data", 13)
                    $0.set(EWFSectionHead.size, of: "data", 0)
                    $0.seal("data", 0..<EWFSectionHead.summed)
                },
                at:
                    "disc.E01: section \"data\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset("data"))"
            ),
            .passes("sections as they were written", in: .evidence(Specimen.plain.bytes)),
            .passes(
                "the last section names its own place, or the end",
                in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
            .passes(
                "lengths that were never filled in",
                in: .evidence(Specimen.plain.bytes).with {
                    for section in ["header", "volume", "data"] {
                        $0.set(EWFSectionHead.size, of: section, 0)
                        $0.seal(section, 0..<EWFSectionHead.summed)
                    }
                }),
        ]
    }
}
