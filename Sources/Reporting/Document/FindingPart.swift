import Bytes
import DiscModel
import Rules

/// What the rules said.
enum FindingPart {
    static func finding(_ finding: Finding, _ excerpts: Excerpts) -> Document {
        Document {
            $0.add("rule", finding.rule.id)
            $0.add("severity", finding.severity.rawValue)
            $0.add("confidence", finding.confidence.rawValue)
            $0.add("message", finding.message)
            $0.add("expected", finding.expected)
            $0.add("actual", finding.actual)
            $0.add("count", finding.count)
            $0.add("tree", finding.tree?.rawValue)
            $0.add("causedBy", finding.causedBy?.id)
            $0.add("exemption", finding.exemption)
            $0.add("ruleSeverity", finding.ruleSeverity?.rawValue)
            switch finding.accepted {
            case .suppressed(let reason, let until):
                $0.add("suppressed", reason)
                $0.add("suppressedUntil", until.map { "\($0)" })
            case .known: $0.add("known", true)
            case nil: break
            }
            $0.add("fingerprint", finding.fingerprint)
            $0.add("places", each: "place", finding.places.map { place($0, excerpts) })
        }
    }

    /// Bytes of a place that are told.
    private static let longestBytes: UInt64 = 32

    static func place(_ place: Place, _ excerpts: Excerpts = Excerpts()) -> Document {
        Document {
            $0.add("offset", place.offset)
            $0.add("length", place.length)
            $0.add("lba", place.lba?.number)
            $0.add("tree", place.tree?.rawValue)
            $0.add("path", place.path)
            $0.add("field", place.field)
            $0.add("note", place.note)
            // Of a whole file or sector its beginning says little.
            if let offset = place.offset, let length = place.length, length <= longestBytes {
                $0.add("bytes", excerpts.bytes(offset, length)?.hexadecimal())
            }
        }
    }

    static func outcome(_ outcome: RuleOutcome) -> Document {
        Document {
            $0.add("rule", outcome.rule.id)
            $0.add("outcome", outcome.kind.rawValue)
            $0.add("reason", outcome.reason)
        }
    }
}
