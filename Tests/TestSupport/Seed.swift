import Foundation

/// The start of all chance in the tests: the same in every run unless `ISOCHECK_SEED` is a number, or `random`.
public enum Seed {
    public static let value: UInt64 = {
        let wanted = ProcessInfo.processInfo.environment["ISOCHECK_SEED"]
        let seed = wanted.flatMap { UInt64($0) } ?? (wanted == "random" ? .random(in: 1...9_999_999) : 20)
        print("chance: ISOCHECK_SEED=\(seed) repeats this run; ISOCHECK_SEED=random takes another")
        return seed
    }()

    /// A start of its own for everything that has a name.
    public static func of(_ name: String) -> UInt64 {
        name.utf8.reduce(value) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
