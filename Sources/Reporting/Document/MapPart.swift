import Bytes
import DiscModel
import Surveys

/// The disc map in numbers: what is owned and by what kind of thing, what nobody owns, what could not be seen.
enum MapPart {
    /// Runs and gaps that are listed; the counts beside them are exact.
    private static let listed = 100
    /// Overlaps are counted up to here: every file of a hostile image can overlap another.
    private static let overlapLimit = 10_000

    static func map(_ disc: Disc) -> Document {
        let map = disc.map
        return Document {
            $0.add("size", map.size)
            $0.add("claimedBytes", map.claimedBytes)
            $0.add("coveragePermille", map.coveragePermille)
            $0.add("overlaps", map.overlaps(limit: overlapLimit).count)
            $0.add("claims", each: "claim", claims(disc))
            $0.add("unclaimed", unclaimed(disc))
        }
    }

    // MARK: Claims

    /// What one kind of owner has: distinct ranges, the bytes in them, and the unused ends of their last blocks.
    private struct Holding {
        var count = 0
        var bytes: UInt64 = 0
        var withSlack: UInt64 = 0
        var last: DiscMap.Span?
        var reached: UInt64 = 0
        var blockReached: UInt64 = 0

        mutating func add(_ span: DiscMap.Span) {
            if last?.offset != span.offset || last?.end != span.end { count += 1 }
            last = span
            bytes = bytes.adding(span.end - min(span.end, max(span.offset, reached)))
            withSlack = withSlack.adding(span.blockEnd - min(span.blockEnd, max(span.offset, blockReached)))
            reached = max(reached, span.end)
            blockReached = max(blockReached, span.blockEnd)
        }
    }

    private static func claims(_ disc: Disc) -> [Document] {
        var holdings: [Claim.Kind: Holding] = [:]
        for span in disc.map.spans { holdings[disc.kind(of: span.owner), default: Holding()].add(span) }
        return Claim.Kind.allCases.compactMap { kind in
            holdings[kind].map { holding in
                Document {
                    $0.add("kind", kind.rawValue)
                    $0.add("count", holding.count)
                    $0.add("bytes", holding.bytes)
                    $0.add("slack", holding.withSlack - min(holding.bytes, holding.withSlack))
                }
            }
        }
    }

    // MARK: Unclaimed bytes

    private static func unclaimed(_ disc: Disc) -> Document {
        let map = disc.map
        let facts = disc.facts(GapContentsFacts.self)
        return Document {
            $0.add("count", map.unclaimed.count)
            $0.add("bytes", map.size - min(map.size, map.claimedBytes))
            $0.add("first", each: "run", map.unclaimed.prefix(listed).map { run($0, facts) })
        }
    }

    private static func run(_ run: DiscMap.Run, _ facts: GapContentsFacts?) -> Document {
        let content = facts?.content(of: run)
        return Document {
            $0.add("offset", run.offset)
            $0.add("length", run.length)
            $0.add("lba", Place(offset: run.offset).lba?.number)
            if let content, content.isRead || !content.pieces.isEmpty {
                $0.add("zero", content.pieces.isEmpty)
            }
            $0.add("content", content?.pieces.lazy.compactMap(\.kind).first)
        }
    }

    // MARK: Gaps

    static func gaps(_ disc: Disc) -> Document {
        let first = disc.gaps.prefix(listed).map { gap in
            Document {
                $0.add("cause", gap.cause.rawValue)
                $0.add("structure", gap.structure.rawValue)
                $0.add("detail", gap.detail)
                $0.add("place", FindingPart.place(gap.place))
            }
        }
        return Document {
            $0.add("count", disc.gaps.count)
            $0.add("first", each: "gap", first)
        }
    }
}
