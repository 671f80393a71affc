import DATs
import DiscModel
import Specimens
import Surveys

/// The DAT that somebody named knows the image.
enum ImageIsInTheDAT: Rule {
    static let card = RuleCard(
        id: "dat-entry",
        title: "The DAT that was named knows the image",
        rationale: """
            Collectors tell dumps of discs by lists of digests, DATs, as Redump, No-Intro and TOSEC publish them. A disc that is not in one may be \
            one that nobody sent in yet, a dump that went wrong, or an image in another form than the list counts.
            """,
        remedy:
            "Look whether the list is of this system and of today, or read the disc again and compare the two dumps.",
        severity: .note,
        clause: .practice("Logiqx XML and CLRMAMEPro lists of dumps"),
        needs: .content)

    static func weigh(_ match: DATMatch, in _: Disc, _ findings: inout Findings) {
        let name = match.list.name.escaped
        guard let file = match.list.file, match.list.obstacle == nil || !match.entries.isEmpty else {
            let read = match.list.file.map { ", and was read up to entry \($0.count)" } ?? ""
            return findings.cannotDecide("\(name) \(match.list.obstacle ?? "")\(read)")
        }
        guard match.entries.isEmpty else { return }
        if let why = match.obstacle {
            return findings.cannotDecide("the image could not be looked up: \(why)")
        }
        let likely = match.sameSize.map { count, first in
            let game = DisplayName(utf8: Array(first.utf8)).escaped
            return count == 1
                ? "; \(game) has the same length and other digests"
                : "; \(count) entries have the same length and other digests, first \(game)"
        }
        findings.report(
            "the image is not in \(match.title) (\(file.count.of("entry")))\(likely ?? "")", at: match.place)
    }

    static var examples: [Example] {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 2)
        return [
            .fires(
                "a disc that nobody sent in",
                in: .cue(disc, oneFile: false).listed([.init("Other (Europe)", [("other.bin", [1, 2, 3])])]),
                at: nil,
                message: "the image is not in Specimens (1 entry)"
            ).held(against: "discs.dat"),
            .fires(
                "another dump of the same length",
                in: .cue(disc, oneFile: false).listed([.init(of: disc) { $0.map { $0 ^ 1 } }]), at: nil,
                message:
                    "the image is not in Specimens (1 entry); Example (Europe) has the same length and other digests"
            ).held(against: "discs.dat"),
            .passes("a disc that is", in: .cue(disc, oneFile: false).listed([.init(of: disc)])).held(
                against: "discs.dat"),
            .passes("the same in one file", in: .cue(disc).listed([.init(of: disc)])).held(
                against: "discs.dat"),
        ]
    }
}
