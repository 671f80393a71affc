import Containers
import DiscModel
import Specimens

/// The sections of an evidence file have the sums that they record.
enum EWFSectionsAreWhole: Rule {
    static let card = RuleCard(
        id: "container-ewf-section",
        title: "Each section of an evidence file has the Adler-32 that it records",
        rationale: """
            The sections that describe the medium, hold digests, or list tracks and sectors that could not be read have an Adler-32, and those \
            with the names of case and examiner are zlib streams, which have one. ewfverify opens nothing of an evidence file in which one of \
            these is damaged, though every sector may be sound.
            """,
        remedy:
            "Copy the evidence file again from where it is kept. Where there is no other copy, make a new one of what can be read (isocheck convert).",
        severity: .error,
        clause: .practice("libewf, Expert Witness Compression Format: The sections"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.section], &findings)
    }

    private static func place(_ section: String) -> String {
        "disc.E01: section \"\(section)\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset(section))"
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of the description of the medium differs",
                in: .evidence(Specimen.plain.bytes).with {
                    $0.flip(EWFMediaHead.sectorCount, of: "volume", at: 76, 1)
                },
                at: place("volume")),
            .fires(
                "a bit of a digest differs",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes[$0.offset("hash") + 76] ^= 1 },
                at: place("hash")),
            .fires(
                "a bit of the header differs",
                in: .evidence(Specimen.plain.bytes).with { $0.bytes[$0.offset("header2") + 120] ^= 1 },
                at: place("header2")),
            .fires(
                "a bit of the tracks differs",
                in: .evidence(Specimen.plain.bytes) { $0.tracks = [(16, false)] }.with {
                    $0.bytes[$0.offset("session") + 76 + 36] ^= 1
                },
                at:
                    "disc.E01: section \"session\" at byte \(Wrapped.evidence(Specimen.plain.bytes).offset("digest"))"
            ),
            .passes("sections as they were written", in: .evidence(Specimen.plain.bytes)),
            .passes("those of SMART", in: .evidence(Specimen.plain.bytes) { $0.style = .smart }),
        ]
    }
}
