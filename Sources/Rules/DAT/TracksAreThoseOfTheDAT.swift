import DATs
import DiscModel
import Specimens
import Surveys

/// All tracks of the image are those of the entry that fits best.
enum TracksAreThoseOfTheDAT: Rule {
    static let card = RuleCard(
        id: "dat-tracks",
        title: "All tracks are those of one entry of the DAT",
        rationale: """
            Where some tracks of a disc are those of an entry and others are not, the dump is not the one that others made of this disc. Audio is often \
            the same but for an offset: drives begin to read it some samples early or late, and no digest survives that. Programs that sort \
            collections say only that nothing matches.
            """,
        remedy:
            "Correct the offset of the drive and read the audio again; read the disc again where a track differs; write the image in the form that the list counts.",
        severity: .warning,
        clause: .practice("Logiqx XML and CLRMAMEPro lists of dumps"),
        needs: .content)

    static func weigh(_ match: DATMatch, in _: Disc, _ findings: inout Findings) {
        guard let entry = match.entries.first, !entry.isWhole else { return }
        let others = match.entries.count - 1
        let rest = others > 0 ? " (\(others.of("other entry")) fit as well)" : ""
        findings.report(
            "in \(match.title) this is \(entry.sentence)\(rest)", at: match.place,
            severity: entry.isSound ? .note : nil)
    }

    static var examples: [Example] {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)
        let files = Wrapped.cue(disc, oneFile: false)
        return [
            .fires(
                "one bit of a track differs",
                in: files.listed([.init(of: disc)]).with { $0.siblings["track2.bin"]?[9] ^= 1 }, at: nil,
                message:
                    "in Specimens this is not quite Example (Europe): tracks 1 and 3 match, track 2 differs"
            ).held(against: "discs.dat"),
            .fires(
                "audio that comes 30 samples late", in: files.listed([.init(of: disc, laterBy: 30)]), at: nil,
                severity: .note,
                message:
                    "in Specimens this is not quite Example (Europe): track 1 matches, tracks 2 and 3 are offset by +30 samples"
            ).held(against: "discs.dat"),
            .fires(
                "a track that the entry has and the image has not",
                in: Wrapped.cue(WrappedDisc(Specimen.plain.bytes, audioTracks: 1)).listed([.init(of: disc)]),
                at: nil
            ).held(against: "discs.dat"),
            .fires(
                "raw sectors of what is listed as user data",
                in: Wrapped.cue(WrappedDisc(Specimen.plain.bytes)).listed([
                    .init("Example (Europe)", [("example.iso", Specimen.plain.bytes)])
                ]), at: nil, severity: .note,
                message:
                    "in Specimens this is Example (Europe): track 1 matches after isocheck convert, by the user data"
            ).held(against: "discs.dat"),
            .passes("all tracks", in: files.listed([.init(of: disc)])).held(against: "discs.dat"),
            .passes(
                "an image of sectors of 2048 bytes",
                in: Wrapped(name: "example.iso", bytes: Specimen.plain.bytes).listed([
                    .init("Example (Europe)", [("example.iso", Specimen.plain.bytes)])
                ])
            ).held(against: "discs.dat"),
        ]
    }
}

extension DATMatch.Entry {
    /// Whether nothing in it speaks for damage.
    fileprivate var isSound: Bool {
        extra.isEmpty
            && content.allSatisfy { part in
                switch part.state {
                case .same, .unknown, .afterConversion, .shifted, .lacksCodes, .open: true
                case .differs, .otherLength, .missing: false
                }
            }
    }
}
