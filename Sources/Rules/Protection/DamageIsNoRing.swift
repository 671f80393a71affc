import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

/// Damage that lies all in one place, in nobody's sectors, may have been made on purpose.
enum DamageIsNoRing: Rule {
    static let card = RuleCard(
        id: "protection-ring",
        title: "Damaged sectors do not all lie in one region that no file uses",
        rationale: """
            Scratches and bad reads hit files. Where hundreds of damaged sectors lie in one part of the disc, all of them in no file, and everything \
            else is sound, they were most likely made so: protections (SafeDisc, ProRing, SecuROM 1) write or mould such a ring, and \
            look for it when the program starts.
            """,
        remedy:
            "Compare the dump with a second one of the same disc, or with a list (--dat): the same bad sectors in both are the disc's own.",
        severity: .note,
        confidence: .heuristic,
        clause: .practice("Redump's guides"),
        needs: .content)

    /// Fewer are what a scratch leaves.
    private static let least: UInt64 = 100

    /// The sectors from the first to the last that is damaged, where they look like a ring.
    static func ring(of trouble: SectorTrouble, in disc: Disc) -> Range<Int>? {
        guard trouble.condition == .uncorrectable, trouble.tally.count >= least, !trouble.tally.isCut,
            let first = trouble.tally.runs.first, let last = trouble.tally.runs.last
        else { return nil }
        let ring = first.first..<last.first + last.count
        // More than a tenth of the disc is no region.
        let isNarrow = UInt64(ring.count) <= max(least * 2, trouble.stretch.found.count / 10) * 2
        let isIdle = trouble.tally.runs.allSatisfy { SectorOwners($0, of: disc).isIdle }
        return isNarrow && isIdle ? ring : nil
    }

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        guard let ring = ring(of: trouble, in: disc) else { return }
        let sound = trouble.stretch.found.count - trouble.tally.count
        findings.report(
            "all \(trouble.tally.count) damaged sectors lie between sector \(ring.lowerBound) and \(ring.upperBound - 1), in no file, and the other \(sound) are sound: they look as if a copy protection had them on purpose",
            at: Place(
                offset: UInt64(max(0, ring.lowerBound)) * .sector, length: UInt64(ring.count) * .sector,
                field: "sectors"))
    }

    private static func spoiled(_ range: Range<Int>) -> Wrapped {
        var specimen = Specimen.plain
        let start = specimen.bytes.count / .sector
        specimen.bytes += [UInt8](repeating: 0, count: 400 * .sector)
        return .raw(WrappedDisc(specimen.bytes)).with {
            for sector in range {
                let at = (start + sector) * 2352
                $0.bytes.replaceSubrange(
                    at + 16..<at + 16 + .sector, with: repeatElement(0x55, count: .sector))
            }
        }
    }

    static var examples: [Example] {
        let start = Specimen.plain.bytes.count
        return [
            .fires(
                "a hundred and fifty sectors behind the files", in: spoiled(20..<170),
                at: start + 20 * .sector),
            .passes("five", in: spoiled(20..<25)),
            .passes("none", in: .raw(.plain)),
        ]
    }
}
