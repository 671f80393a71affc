import DiscModel
import Rules

/// Which files are damaged, how sure that is, and what still verifies.
enum DamagePart {
    /// Files that are listed; the counts are of all.
    private static let listed = 1_000

    static func damage(_ damage: DamageAccount) -> Document {
        Document {
            $0.add("certain", damage.count(.certain))
            $0.add("possible", damage.count(.possible))
            $0.add("verified", damage.verified)
            $0.add("unknown", damage.unknown)
            $0.add("files", each: "file", damage.files.prefix(listed).map(file))
            $0.add("elsewhere", each: "range", damage.elsewhere.map(range))
        }
    }

    private static func file(_ file: DamageAccount.File) -> Document {
        Document {
            $0.add("path", file.path)
            $0.add("certainty", file.certainty.rawValue)
            $0.add("evidence", file.evidence.joined(separator: "; "))
        }
    }

    private static func range(_ clause: String) -> Document { Document { $0.add("what", clause) } }
}
