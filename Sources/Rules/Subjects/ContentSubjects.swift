public import DiscModel
public import Surveys

extension Disc {
    /// What was found in unclaimed bytes; nil when they were not read.
    public var gapContents: GapContentsFacts? { facts(GapContentsFacts.self) }
}

/// An unclaimed run and what stands in it.
extension UnclaimedContent: Weighable {
    public static func each(in disc: Disc, _ body: (UnclaimedContent) -> Void) {
        disc.gapContents?.runs.forEach(body)
    }
}

/// The end of a block that its owner leaves unused and that is not zero.
extension SlackContent: Weighable {
    public static func each(in disc: Disc, _ body: (SlackContent) -> Void) {
        disc.gapContents?.slack.forEach(body)
    }
}
