import DiscModel
import SectorCodes
import Specimens
import Surveys

/// Raw sectors begin with the synchronisation pattern (ECMA-130, 14.1).
enum SectorsBeginWithSync: Rule {
    static let card = RuleCard(
        id: "sector-sync",
        title: "Raw sectors begin with the synchronisation pattern",
        rationale: """
            Drives and programs find a raw sector by its twelve bytes of synchronisation \
            pattern. Where it is missing, the dump was taken with errors, or bytes were lost or \
            inserted.
            """,
        remedy: "Read the disc again; convert to a plain ISO, which needs no pattern.",
        severity: .warning,
        clause: Clause("ECMA-130", "14.1"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        guard trouble.condition == .badSync else { return }
        findings.weigh(trouble, .badSync, in: disc) { run in
            guard let slip = trouble.stretch.found.slip(of: run) else {
                return trouble.stretch.found.codesHold(in: run)
                    ? "a damaged synchronisation pattern, while the data and its codes are right"
                    : "no synchronisation pattern"
            }
            let bytes = UInt64(slip.magnitude).of("byte")
            let isOne = slip.magnitude == 1
            let change = slip < 0 ? "missing" : "too many"
            // A whole sector has 304 bytes around its data.
            let cooked =
                bytes == "304 bytes" && slip < 0
                ? ", as many as where one sector is stored as its 2048 bytes of data alone" : ""
            return
                "their synchronisation patterns stand \(bytes) \(slip < 0 ? "before" : "behind") their place: \(bytes) \(isOne ? "is" : "are") \(change) in front of them\(cooked), and what follows is read from the wrong bytes"
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "one byte of a pattern", in: .raw(.plain).with { $0.bytes[2352 * 25 + 3] = 0 }, at: 51_200,
                message:
                    "sector 25: a damaged synchronisation pattern, while the data and its codes are right, in /DOCS/MANUAL.TXT;1"
            ),
            .fires(
                "a sector that is stored without what surrounds its data",
                in: .raw(.plain).with { $0.bytes.removeSubrange(2352 * 25 + 2064..<2352 * 26) }, at: 53_248),
            .fires("a lost byte", in: .raw(.plain).with { $0.bytes[2352 * 20 + 3] = 0 }, at: 40_960),
            .fires(
                "a byte that is lost from the file",
                in: .raw(.plain).with { $0.bytes.remove(at: 2352 * 20 + 700) },
                at: 43_008),
            .fires(
                "bytes put into the file",
                in: .raw(.plain).with { $0.bytes.insert(contentsOf: [1, 2, 3], at: 2352 * 20 + 700) },
                at: 43_008),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}

extension RawSectorChecker {
    /// Whether nothing is said against the codes of a run of sectors.
    fileprivate func codesHold(in run: Run) -> Bool {
        let codes: [SectorCondition] = [
            .badParity, .badEDC, .foreignEDC, .correctable, .patched, .uncorrectable, .codesAbsent,
            .edcUnwritten,
            .empty, .edcAbsent, .uncoded,
        ]
        return codes.allSatisfy { condition in
            guard let tally = tallies[condition] else { return true }
            return !tally.isCut
                && tally.runs.allSatisfy {
                    $0.first + $0.count <= run.first || $0.first >= run.first + run.count
                }
        }
    }

    /// How far the patterns of most sectors of a run stand from their place; nil where none are found.
    func slip(of run: Run) -> Int? {
        let counts = slips.mapValues { tally in
            tally.runs.reduce(0) { sum, part in
                let (low, high) = (
                    max(part.first, run.first), min(part.first + part.count, run.first + run.count)
                )
                return sum + max(0, high - low)
            }
        }
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
            most.value * 2 >= run.count
        else { return nil }
        return most.key
    }

    /// By how many bytes the end of the sectors lies before or behind its place.
    var finalSlip: Int? {
        guard let last = tallies[.badSync]?.runs.last else { return nil }
        return slip(of: last)
    }
}
