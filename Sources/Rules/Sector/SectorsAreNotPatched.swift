import DiscModel
import SectorCodes
import Specimens

/// The data of a sector was not exchanged under its codes (practice, patches of raw images).
enum SectorsAreNotPatched: Rule {
    static let card = RuleCard(
        id: "sector-patched",
        title: "The data of a sector was not exchanged under its error codes",
        rationale: """
            A patch in PPF or another format (a translation, a crack, a trainer) that is applied to a raw image without new \
            error codes leaves sectors whose codes are those of the old data. Mednafen calls such a sector invalid, and a drive \
            that reads the burned disc corrects the patch away.
            """,
        remedy: """
            Where the change is wanted, have EDC and ECC computed anew by a program such as edcre; isocheck convert keeps it in \
            a plain ISO. Correcting by the old codes, as --repair-ecc does elsewhere, would undo it, and is done to these \
            sectors only with --undo-patch.
            """,
        severity: .error,
        confidence: .firm,
        clause: .practice("patches of raw images"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(
            trouble, .patched, in: disc,
            "data exchanged under the old error codes, which is what a patch looks like (translation, crack, trainer)"
        )
    }

    /// Words in the user data of a sector, and the codes as they were.
    private static func patched(_ text: String, sector: Int, _ start: Int, xa: Bool = false) -> Wrapped {
        Wrapped.raw(WrappedDisc(Specimen.plain.bytes, xa: xa)).with {
            let start = sector * 2352 + start
            $0.bytes.replaceSubrange(start..<start + text.utf8.count, with: text.utf8)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a text in another language",
                in: patched("Appuyez sur START pour commencer", sector: 25, 800, xa: true),
                at: 51_200),
            .fires("the same in Mode 1", in: patched("Bitte START druecken", sector: 25, 1_500), at: 51_200),
            .passes(
                "a few bytes, which may be decay",
                in: .raw(.plain).with { for at in 0..<4 { $0.bytes[2352 * 25 + 900 + at] ^= 0x41 } }),
            .passes(
                "noise in a row",
                in: .raw(.plain).with {
                    for at in 0..<40 { $0.bytes[2352 * 25 + 900 + at] ^= UInt8(at * 67 & 0xFF) | 1 }
                }),
            .passes("raw sectors as they were written", in: .raw(.plain)),
        ]
    }
}
