import Bytes
import Checksums
import DiscModel

/// What a sum that does not hold says about the files.
enum Damage {
    private static let shown = 3

    /// Files whose own recorded sums do not hold, within a range.
    static func files(in range: Range<UInt64>, of disc: Disc) -> [DisplayName] {
        disc.checksums.compactMap { checksum in
            guard case .mismatch = checksum.state, case .file = checksum.statement.subject,
                checksum.statement.request.ranges.contains(where: { $0.overlaps(range) })
            else { return nil }
            return checksum.place(in: disc).path
        }
    }

    /// Which files are hurt, and how sure that is: those whose own sums say so, or else those that have bytes there.
    static func account(of range: Range<UInt64>, in disc: Disc) -> String {
        let certain = files(in: range, of: disc)
        guard certain.isEmpty else { return "\(listed(certain)) for certain, by a sum of its own" }
        let possible = FilesInRange(range, of: disc)
        guard possible.paths.count != 1 else { return "perhaps \(possible.inWords)" }
        return possible.paths.isEmpty ? "no file has bytes there" : "one or more of \(possible.inWords)"
    }

    /// A range as sectors: "LBA 24", "LBA 24-37".
    static func sectors(_ range: Range<UInt64>) -> String {
        guard !range.isEmpty else { return "no sector" }
        let first = range.lowerBound / .sector
        let last = (range.upperBound - 1) / .sector
        return first == last ? "LBA \(first)" : "LBA \(first)-\(last)"
    }

    private static func listed(_ paths: [DisplayName]) -> String {
        var seen: Set<DisplayName> = []
        let paths = paths.filter { seen.insert($0).inserted }
        let first = paths.prefix(shown).map(\.escaped).joined(separator: ", ")
        return paths.count > shown ? "\(first) and \(paths.count - shown) more" : first
    }
}
