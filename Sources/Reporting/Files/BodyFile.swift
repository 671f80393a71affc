import Digests
import DiscModel
import FileSystems
import Surveys

/// The body file of the Sleuth Kit 3: MD5, name, number, mode, owner, group, size, and the times of access, content,
/// attributes and creation in seconds since 1970; 0 for what is not known. `mactime` makes a timeline of it.
struct BodyFile: FileWriter {
    private static let events: [FileDetails.Event] = [.accessed, .modified, .changed, .created]

    /// The trees whose times have no zone.
    private var withoutZone: Set<TreeKind> = []

    let beginning = ""
    let end = ""

    mutating func lines(of file: ExportedFile) -> String {
        let (row, details) = (file.row, file.details)
        // Nothing in the format escapes the sign between columns.
        var name = row.escapedPath.replacing("|", with: "\\u{7c}")
        if let target = details.target {
            name += " -> " + DisplayName(utf8: target).escaped.replacing("|", with: "\\u{7c}")
        }
        // As `fls` marks them: what was written over belongs to somebody else now.
        if let remains = row.fate?.remains {
            name += [.overwritten, .shared].contains(remains) ? " (deleted-realloc)" : " (deleted)"
        }
        let times = Self.events.map { details.times[$0] }
        if times.contains(where: { $0.map { $0.zone == nil } ?? false }) { withoutZone.insert(row.tree.kind) }
        let columns =
            [
                file.digests.first { $0.algorithm == .md5 }?.hex ?? "0", name,
                "\(details.number ?? 0)", Self.mode(of: details), "\(details.user ?? 0)",
                "\(details.group ?? 0)", "\(row.node.size)",
            ] + times.map { "\($0?.seconds ?? 0)" }
        return columns.joined(separator: "|") + "\n"
    }

    var notes: [String] {
        TreeKind.allCases.filter(withoutZone.contains).map {
            "the \($0.name) times have no zone; they are written as if they were UTC"
        }
    }

    /// As `fls` writes it: the type by the name, the type by the entry, and the permissions.
    private static func mode(of details: FileDetails) -> String {
        let mode = details.mode ?? 0
        var letters = [3, 2, 1].flatMap { shift -> [Character] in
            let bits = mode >> (UInt32(shift - 1) * 3)
            return [bits & 4 != 0 ? "r" : "-", bits & 2 != 0 ? "w" : "-", bits & 1 != 0 ? "x" : "-"]
        }
        for (at, bit, letter) in [(2, 0o4000, "s"), (5, 0o2000, "s"), (8, 0o1000, "t")]
            as [(Int, UInt32, Character)]
        where mode & bit != 0 {
            letters[at] = letters[at] == "x" ? letter : Character(letter.uppercased())
        }
        return "\(details.letter)/\(details.letter)" + String(letters)
    }
}
