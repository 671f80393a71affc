import DATs
import DiscModel
import Specimens
import Surveys

/// The dump that the image is one of is known to be good.
enum DumpIsGood: Rule {
    static let card = RuleCard(
        id: "dat-status",
        title: "The DAT does not call the dump a bad one",
        rationale: """
            A DAT marks dumps that are known to be damaged (baddump), so that whoever has one knows what to look for. The digests match all the same: \
            everybody has the same damaged copy.
            """,
        remedy: "Look for a better dump, or read the disc yourself.",
        severity: .warning,
        clause: .practice("Logiqx XML, status of a rom"),
        needs: .content)

    static func weigh(_ match: DATMatch, in _: Disc, _ findings: inout Findings) {
        for entry in match.entries {
            let bad = entry.parts.filter { $0.state == .same && $0.listed.status == .baddump }
            guard let first = bad.first else { continue }
            let name = DisplayName(utf8: Array(entry.game.name.utf8)).escaped
            findings.report(
                "\(match.title) calls \(first.title) of \(name) a bad dump", at: match.place)
        }
    }

    static var examples: [Example] {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)
        return [
            .fires(
                "a bad dump", in: Wrapped.cue(disc).listed([.init(of: disc, status: "baddump")]), at: nil
            ).held(against: "discs.dat"),
            .passes("a verified one", in: Wrapped.cue(disc).listed([.init(of: disc, status: "verified")]))
                .held(
                    against: "discs.dat"),
        ]
    }
}
