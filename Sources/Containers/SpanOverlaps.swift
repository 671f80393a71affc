import Sectors

/// Two spans of which the later begins before the earlier ends.
public struct SpanOverlap: Sendable, Hashable {
    public let earlier: StoredSpan
    public let later: StoredSpan
}

extension Collection<StoredSpan> {
    /// Spans that have bytes of a file in common, by file and offset. Each span stands there once as the later one, with
    /// the one that reaches furthest of all that begin before it.
    public var overlapsInFiles: [SpanOverlap] {
        let sorted = sorted {
            ($0.extent.source, $0.extent.offset, $0.track) < ($1.extent.source, $1.extent.offset, $1.track)
        }
        return overlaps(sorted) { earlier, later in
            earlier.extent.source == later.extent.source && later.extent.offset < earlier.end
        } reachesFurther: { one, other in
            (one.extent.source, one.end) > (other.extent.source, other.end)
        }
    }

    /// Spans that claim the same sectors of the disc, whatever files they lie in, by LBA.
    public var overlapsOnDisc: [SpanOverlap] {
        overlaps(sorted { ($0.extent.first, $0.track) < ($1.extent.first, $1.track) }) { earlier, later in
            later.extent.first < earlier.extent.end
        } reachesFurther: { one, other in
            one.extent.end > other.extent.end
        }
    }

    /// One pass: of all spans so far only the one that reaches furthest can matter to the next.
    private func overlaps(
        _ sorted: [StoredSpan], where overlap: (StoredSpan, StoredSpan) -> Bool,
        reachesFurther: (StoredSpan, StoredSpan) -> Bool
    ) -> [SpanOverlap] {
        var found: [SpanOverlap] = []
        var furthest: StoredSpan?
        for span in sorted {
            guard let before = furthest else {
                furthest = span
                continue
            }
            if overlap(before, span) { found.append(SpanOverlap(earlier: before, later: span)) }
            if reachesFurther(span, before) { furthest = span }
        }
        return found
    }
}
