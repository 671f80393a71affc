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
            guard let slip = trouble.stretch.found.slip(of: run) else { return "no synchronisation pattern" }
            let bytes = UInt64(slip.magnitude).of("byte")
            let isOne = slip.magnitude == 1
            let change = slip < 0 ? "missing" : "too many"
            return
                "their synchronisation patterns stand \(bytes) \(slip < 0 ? "before" : "behind") their place: \(bytes) \(isOne ? "is" : "are") \(change) in front of them, and what follows is read from the wrong bytes"
        }
    }

    static var examples: [Example] {
        [
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
