import Bytes
import DiscModel
import SectorCodes
import Sectors
import Surveys

/// What sync, headers and error codes of raw sectors say, one part for each run of sectors that lie together.
enum SectorPart {
    static func sectors(_ disc: Disc) -> [Document] {
        (disc.facts(ErrorCodesFacts.self)?.stretches ?? []).map { stretch in
            Document {
                $0.add("lba", stretch.extent.first.number)
                $0.add("count", stretch.found.count)
                $0.add("good", stretch.found.good)
                for condition in SectorCondition.allCases where stretch.count(condition) > 0 {
                    $0.add("\(condition)", stretch.count(condition))
                }
            }
        }
    }

    static func subchannels(_ disc: Disc) -> [Document] {
        (disc.facts(SubchannelFacts.self)?.stretches ?? []).map { stretch in
            Document {
                $0.add("lba", stretch.stored.first.number)
                $0.add("count", stretch.found.count)
                $0.add("good", stretch.found.good)
                $0.add("empty", stretch.found.empty)
                $0.add("unknown", stretch.found.unknown)
                $0.add("badCheck", stretch.found.damaged.count)
                $0.add("misplaced", stretch.found.misplaced.count)
            }
        }
    }
}
