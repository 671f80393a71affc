import Bytes
import DiscModel
import Surveys

extension Disc {
    /// What was found in unclaimed bytes; nil when they were not read.
    var gapContents: GapContentsFacts? { facts(GapContentsFacts.self) }

    /// What no tree reaches.
    var orphans: OrphansFacts? { facts(OrphansFacts.self) }

    /// Bytes that are left of it, blocks whole.
    var orphanedBytes: UInt64 {
        guard orphans != nil else { return 0 }
        var (bytes, reached): (UInt64, UInt64) = (0, 0)
        for span in map.spans where kind(of: span.owner) == .orphan {
            bytes = bytes.adding(span.blockEnd - min(span.blockEnd, max(span.offset, reached)))
            reached = max(reached, span.blockEnd)
        }
        return bytes
    }
}

/// A directory or a file that no tree reaches.
extension Orphan: Weighable {
    static func each(in disc: Disc, _ body: (Orphan) -> Void) { disc.orphans?.orphans.forEach(body) }
    static func wereSought(in disc: Disc) -> Bool { disc.gapContents != nil }
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
