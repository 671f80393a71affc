import DATs
import DiscModel
import Rules
import Surveys

/// What lists of dumps know of the image.
enum ListedDumps {
    static func dats(_ disc: Disc) -> [Document] {
        (disc.facts(DATMatchFacts.self)?.matches ?? []).map { match in
            Document {
                $0.add("name", match.list.name)
                $0.add("title", match.list.file?.header.name)
                $0.add("version", match.list.file?.header.version)
                $0.add("date", match.list.file?.header.date)
                $0.add("entries", match.list.file?.count)
                $0.add("obstacle", match.list.obstacle)
                $0.add("known", match.entries.contains(where: \.isKnown))
                $0.add("matches", each: "match", match.entries.map(entry))
            }
        }
    }

    private static func entry(_ entry: DATMatch.Entry) -> Document {
        Document {
            $0.add("name", entry.game.name)
            $0.add("complete", entry.isWhole)
            $0.add("sentence", entry.sentence)
            $0.add("parts", each: "part", entry.parts.map(part))
        }
    }

    private static func part(_ part: DATMatch.Part) -> Document {
        Document {
            $0.add("name", part.listed.name)
            $0.add("status", part.listed.status.rawValue)
            $0.add("state", state(part.state))
            if case .shifted(let samples) = part.state { $0.add("samples", samples) }
            if case .track(let number)? = part.own?.kind { $0.add("track", number) }
            // A proposal; nothing is renamed.
            if part.state == .same, let name = part.own?.name, name != part.listed.name {
                $0.add("file", DisplayName(name))
            }
        }
    }

    private static func state(_ state: DATMatch.State) -> String {
        switch state {
        case .same: "same"
        case .afterConversion: "same-after-conversion"
        case .shifted: "offset"
        case .lacksCodes: "without-codes"
        case .differs: "differs"
        case .otherLength: "other-length"
        case .missing: "missing"
        case .unknown: "no-digest"
        case .open: "open"
        }
    }
}
