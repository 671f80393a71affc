import DATs
import DiscModel
import Rules
import Surveys

/// What lists of dumps know of the image, in the head of the text report.
enum DATLines {
    /// Label and text of each line.
    static func lines(_ disc: Disc) -> [(String, String)] {
        (disc.facts(DATMatchFacts.self)?.matches ?? []).flatMap { match in
            let version = match.list.file?.header.version.map { " \(DisplayName($0).told)" } ?? ""
            let title = match.list.title.told + version
            guard match.list.file != nil else { return [("DAT", "\(match.list.name.told): not read")] }
            let known = match.entries.map { ("DAT", "\($0.sentence) (\(title))") }
            guard known.isEmpty else { return known + match.entries.flatMap(names) }
            if let obstacle = match.list.obstacle {
                return [("DAT", "not decided: \(match.list.name.told) \(obstacle.told)")]
            }
            return [
                ("DAT", match.obstacle == nil ? "not in \(title)" : "not decided, whether it is in \(title)")
            ]
        }
    }

    /// What files are called in the list, where they have other names.
    private static func names(_ entry: DATMatch.Entry) -> [(String, String)] {
        entry.parts.compactMap { part in
            guard part.state == .same, let own = part.own?.name, own != part.listed.name else { return nil }
            return ("named there", "\(DisplayName(own).told) as \(DisplayName(part.listed.name).told)")
        }
    }
}
