import DiscModel
import SectorCodes
import Surveys

/// The raw sectors in the head of the text report, and their sub-channels: how many there are, and whether their codes hold.
enum SectorLines {
    /// Labels and texts of the lines; none where no codes are stored.
    static func lines(_ disc: Disc) -> [(String, String)] { codes(disc) + subchannels(disc) }

    private static func codes(_ disc: Disc) -> [(String, String)] {
        let stretches = disc.facts(ErrorCodesFacts.self)?.stretches ?? []
        let count = stretches.reduce(0) { $0 + $1.found.count }
        guard count > 0 else { return [] }
        let parts = worth.compactMap { condition, words -> String? in
            let number = stretches.reduce(0) { $0 + $1.count(condition) }
            return number == 0 ? nil : "\(grouped(number)) \(words)"
        }
        let state = parts.isEmpty ? "all their codes hold" : parts.joined(separator: ", ")
        return [("raw sectors", "\(grouped(count)): \(state)")]
    }

    /// What is worth a word here; findings say the rest.
    private static let worth: [(SectorCondition, String)] = [
        (.uncorrectable, "damaged"), (.correctable, "wrong but correctable"),
        (.patched, "patched without new codes"), (.codesAbsent, "without error codes"),
        (.edcUnwritten, "without error detection code"),
        (.badParity, "with wrong parity"), (.badEDC, "with good data and a wrong error detection code"),
        (.foreignEDC, "whose error detection code is not that of their data"),
        (.empty, "empty"), (.scrambled, "scrambled"), (.edcAbsent, "of Form 2 without a code, as is allowed"),
        (.uncoded, "without any code"),
    ]

    private static func subchannels(_ disc: Disc) -> [(String, String)] {
        let found = disc.facts(SubchannelFacts.self)?.stretches.map(\.found) ?? []
        let count = found.reduce(0) { $0 + $1.count }
        guard count > 0 else { return [] }
        let kinds: [(UInt64, String)] = [
            (found.reduce(0) { $0 + $1.empty }, "empty"),
            (found.reduce(0) { $0 + $1.unknown }, "without Q"),
            (found.reduce(0) { $0 + $1.damaged.count }, "with a wrong check"),
            (found.reduce(0) { $0 + $1.misplaced.count }, "of another sector"),
        ]
        let parts = kinds.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
        let state = parts.isEmpty ? "Q holds in all" : parts.joined(separator: ", ")
        return [("sub-channels", "\(grouped(count)): \(state)")]
    }
}
