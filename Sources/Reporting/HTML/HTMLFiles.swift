import Bytes
import DiscModel

/// The files, each once. Of very many the first stand here; `isocheck list` has all.
enum HTMLFiles {
    private static let limit = 5_000

    static func section(_ disc: Disc) -> HTMLText {
        let entries = FileList(of: disc).entries
        let files = entries.lazy.filter { $0.kind == .file }
        let count = files.count
        guard count > 0 else { return .empty }
        let rows = files.prefix(limit).map { file -> [HTMLText] in
            let extents = file.extents.prefix(4).map { "\($0.offset / .sector)+\($0.length.sectorsNeeded)" }
            return [
                HTMLText(file.path.told), HTMLText(grouped(file.size)),
                HTMLText(extents.joined(separator: ", ")),
                HTMLText(file.trees.map(\.rawValue).joined(separator: ", ")),
            ]
        }
        let more =
            count > limit
            ? HTMLText.element("p", "and \(grouped(count - limit)) more; isocheck list names all") : .empty
        return .element(
            "details",
            HTMLText.element("summary", counted(count, "file"))
                + .table("Files", ["path", "bytes", "sectors", "trees"], rows) + more)
    }
}
