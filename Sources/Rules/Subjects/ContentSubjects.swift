import DiscModel
import Surveys

extension Disc {
    /// What was found in unclaimed bytes; nil when they were not read.
    var gapContents: GapContentsFacts? { facts(GapContentsFacts.self) }
}

/// An unclaimed run and what stands in it.
extension UnclaimedContent: Weighable {
    static func each(in disc: Disc, _ body: (UnclaimedContent) -> Void) {
        disc.gapContents?.runs.forEach(body)
    }
}

/// The end of a block that its owner leaves unused and that is not zero.
extension SlackContent: Weighable {
    static func each(in disc: Disc, _ body: (SlackContent) -> Void) {
        disc.gapContents?.slack.forEach(body)
    }
    static func wereSought(in disc: Disc) -> Bool { disc.gapContents != nil }
}
