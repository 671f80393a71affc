import DiscModel
import SectorCodes
import Surveys

/// The raw sectors in the head of the text report: how many there are, and whether their codes hold.
enum SectorLines {
    /// Label and text of the line; none where no codes are stored.
    static func lines(_ disc: Disc) -> [(String, String)] {
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
        (.badParity, "with wrong parity"),
        (.empty, "empty"), (.scrambled, "scrambled"), (.edcAbsent, "without a code"),
        (.uncoded, "without any code"),
    ]
}
