import Bytes
import DiscModel
import SectorCodes
import Specimens

/// The user data of a sector is what its error detection code was computed of (ECMA-130, 14.3 and annex A).
enum SectorsAreIntact: Rule {
    static let card = RuleCard(
        id: "sector-edc",
        title: "The user data of a sector is what its error detection code was computed of",
        rationale: """
            The code detects nearly every change. Neither it nor the correction codes hold for \
            these sectors: what the files have there is not what was recorded.
            """,
        remedy: """
            Read the disc again, also in another drive; a file in these sectors is damaged, take it from elsewhere. Only where the \
            image was patched on purpose, or the disc is copy-protected by bad sectors, is this as it should be.
            """,
        severity: .error,
        clause: Clause("ECMA-130", "14.3 and annex A"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        guard trouble.condition == .uncorrectable, trouble.tally.count > 0 else { return }
        let intended = IntendedDamage(on: disc)
        let isRing = DamageIsNoRing.ring(of: trouble, in: disc) != nil
        for run in trouble.tally.runs {
            let owners = SectorOwners(run, of: disc)
            let protection = intended.protection(of: owners)
            let why = protection.map { "; \($0) may have made it so on purpose" } ?? ""
            findings.report(
                "\(run.inWords): not what was recorded, and beyond correction, in \(owners.inWords)\(why)",
                at: owners.place, severity: protection != nil || isRing ? .warning : nil)
        }
        if trouble.tally.isCut { findings.cannotDecide("only the first runs of such sectors are kept") }
    }

    /// A disc with the files of SafeDisc, and 40 sectors behind them in which nothing is.
    private static let protected = Specimen {
        $0.files = ["00000001.TMP", "GAME.EXE", "SECDRV.SYS"].map {
            .init("/\($0)", .bytes([UInt8](repeating: 0x4D, count: .sector)))
        }
    }

    /// The same, with half of a sector overwritten.
    private static func spoiled(_ landmark: String) -> Wrapped {
        .raw(WrappedDisc(protected.bytes)).with {
            let at = protected.offset(landmark) / .sector * 2352
            $0.bytes.replaceSubrange(at + 16..<at + 1200, with: repeatElement(0x55, count: 1184))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "half a sector overwritten",
                in: .raw(.plain).with {
                    $0.bytes.replaceSubrange(
                        2352 * 25 + 16..<2352 * 25 + 1200, with: repeatElement(0x55, count: 1184))
                }, at: 51_200),
            .fires(
                "a sector that SafeDisc has made bad", in: spoiled("data:/00000001.TMP"),
                at: protected.offset("data:/00000001.TMP"), severity: .warning),
            .fires(
                "a sector of the game on a disc with SafeDisc", in: spoiled("data:/GAME.EXE"),
                at: protected.offset("data:/GAME.EXE"), severity: .error),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
