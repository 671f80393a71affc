import Foundation
import TestSupport

/// What a run of these tests is told by its environment, and what it prints so that it can be repeated.
enum Trial {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// `ISOCHECK_MUTATIONS`: mutations, and at most as many cuts, of one image.
    static let mutations = Int(clamping: number("ISOCHECK_MUTATIONS") ?? 100)

    /// From a thousand mutations on, every image of the corpus takes part.
    static let isFull = mutations >= 1_000

    /// `ISOCHECK_VICTIMS`: words, separated by commas; only images with one of them in their names are damaged.
    static func isChosen(_ name: String) -> Bool {
        guard let words = ProcessInfo.processInfo.environment["ISOCHECK_VICTIMS"] else { return true }
        return words.split(separator: ",").contains { name.contains($0) }
    }

    /// `ISOCHECK_MUTATION=full`: every field of every image for the mutation score.
    static let isFullScore = ProcessInfo.processInfo.environment["ISOCHECK_MUTATION"] == "full"

    /// `UPDATE_GOLDEN`: what a full score comes to is written into MutationScore.md.
    static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    /// `ISOCHECK_KEEP`: a file that always holds the input under test, which is the culprit when the process dies.
    static let keep = ProcessInfo.processInfo.environment["ISOCHECK_KEEP"]

    /// `ISOCHECK_BOMBS`: a folder to which every bomb is written, for runs of the program itself by `run.py`.
    static let bombs = ProcessInfo.processInfo.environment["ISOCHECK_BOMBS"]

    /// The largest resident set of this process so far, in bytes.
    static var peakMemory: Int {
        var usage = rusage()
        guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
        return usage.ru_maxrss * 1024
    }
}

/// Chance that can be repeated (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    /// A stream of its own for everything that has a name.
    init(_ name: String) { state = Seed.of(name) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ limit: Int) -> Int { limit > 0 ? Int.random(in: 0..<limit, using: &self) : 0 }
}
