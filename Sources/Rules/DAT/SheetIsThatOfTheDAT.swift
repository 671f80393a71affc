import DATs
import DiscModel
import Specimens
import Surveys

/// The cue sheet is that of the entry whose tracks the image has.
enum SheetIsThatOfTheDAT: Rule {
    static let card = RuleCard(
        id: "dat-sheet",
        title: "The cue sheet is that of the DAT",
        rationale: """
            DATs list the cue sheet beside the tracks. Every program writes it anew, with other names of files, blanks and comments, so that another \
            digest says little; programs that compare digests alone call the disc incomplete.
            """,
        remedy: "Take the sheet from where the DAT comes from, if a program insists on it.",
        severity: .note,
        clause: .practice("Redump's lists of dumps"),
        needs: .content)

    static func weigh(_ match: DATMatch, in _: Disc, _ findings: inout Findings) {
        guard let entry = match.entries.first, entry.isWhole,
            let sheet = entry.parts.first(where: { $0.listed.isSheet && $0.own != nil }),
            sheet.state != .same,
            sheet.state != .unknown
        else { return }
        let name = DisplayName(utf8: Array(entry.game.name.utf8)).escaped
        findings.report(
            "the tracks are those of \(name) in \(match.title), and the sheet that says where they lie is another",
            at: match.place)
    }

    static var examples: [Example] {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)
        let files = Wrapped.cue(disc, oneFile: false)
        return [
            .fires(
                "a comment more",
                in: files.listed([.init(of: disc, sheet: files.bytes)]).with {
                    $0.bytes = Array("REM A\r\n".utf8) + $0.bytes
                },
                at: nil
            ).held(against: "discs.dat"),
            .passes("the same sheet", in: files.listed([.init(of: disc, sheet: files.bytes)])).held(
                against: "discs.dat"),
        ]
    }
}
