import DiscModel
import SectorCodes
import Specimens
import Surveys

/// Both copies of the subheader say the same (CD-ROM XA).
enum SubheadersAgree: Rule {
    static let card = RuleCard(
        id: "sector-subheader",
        title: "Both copies of the subheader say the same",
        rationale: """
            Sectors of Mode 2 begin with a subheader, recorded twice since only a part of them has correction \
            codes. Where the copies differ, and no code tells which is right, the sector was damaged or filled \
            with something else. Tracks in which no sector has a subheader are not meant.
            """,
        remedy: "Read the disc again; compare the files that own these sectors with a copy from elsewhere.",
        severity: .warning,
        clause: .practice("CD-ROM XA, subheader"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        // In a track without subheaders, whatever stands there differs in most sectors.
        guard trouble.tally.count <= trouble.stretch.found.count / 2 else { return }
        findings.weigh(trouble, .subheadersDiffer, in: disc, "two subheaders that differ")
    }

    /// Form 2 without an EDC, in which nothing but the copies tells of damage.
    private static func uncoded(_ change: (inout [UInt8]) -> Void) -> Wrapped {
        Wrapped.raw(WrappedDisc(Specimen.plain.bytes, xa: true)).with { files in
            var sector = Array(files.bytes[2352 * 25..<2352 * 25 + 16])
            sector += [0, 0, 0x20, 0, 0, 0, 0x20, 0] + [UInt8](repeating: 7, count: 2324) + [0, 0, 0, 0]
            change(&sector)
            files.bytes.replaceSubrange(2352 * 25..<2352 * 26, with: sector)
        }
    }

    static var examples: [Example] {
        [
            .fires("one bit of a sector without an EDC", in: uncoded { $0[17] ^= 4 }, at: 51_200),
            .fires(
                "noise in one sector",
                in: uncoded { for place in 16..<2352 { $0[place] = UInt8(place & 0xFF) } }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
            .passes("Form 2 without an EDC", in: uncoded { _ in }),
            .passes(
                "a track without subheaders",
                in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true)).with { files in
                    for start in stride(from: 0, to: files.bytes.count, by: 2352) {
                        files.bytes.replaceSubrange(start + 16..<start + 24, with: 1...8)
                        files.bytes.replaceSubrange(
                            start + 2072..<start + 2352, with: repeatElement(9, count: 280))
                    }
                }),
        ]
    }
}
