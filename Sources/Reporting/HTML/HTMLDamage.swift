import DiscModel
import Rules

/// Which files are damaged, how sure that is, and what still verifies.
enum HTMLDamage {
    private static let limit = 1_000

    static func section(_ damage: DamageAccount?) -> HTMLText {
        guard let damage else { return .empty }
        let rows = damage.files.prefix(limit).map { file in
            [
                HTMLText(file.path.told),
                HTMLText(file.certainty == .certain ? "damaged" : "perhaps damaged"),
                HTMLText(file.evidence.joined(separator: "; ").told),
            ]
        }
        let more = damage.files.count > limit ? "and \(counted(damage.files.count - limit, "more file"))" : ""
        let notes = damage.elsewhere.prefix(limit).map(\.told) + [more].filter { !$0.isEmpty }
        return .element("h2", "Damage") + .element("p", DamageLines.summary(damage))
            + (rows.isEmpty ? .empty : .table("Damaged files", ["file", "how sure", "why"], rows))
            + .joined(notes.map { .element("p", $0) })
    }
}
