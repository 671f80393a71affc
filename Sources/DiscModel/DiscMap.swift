import Bytes

/// Who owns which bytes of a disc, or of a window in one. What nobody claimed is unclaimed, what two different owners claimed partly is
/// an overlap; claimed and unclaimed runs together cover every byte exactly once.
public struct DiscMap: Sendable {
    /// One claim as the map sees it: bytes and whose.
    public struct Span: Sendable, Hashable, BitwiseCopyable {
        public let offset: UInt64
        /// First byte behind what is used.
        public let end: UInt64
        /// First byte behind the block that is used up.
        public let blockEnd: UInt64
        public let owner: Owner
    }

    /// An index that resolves to words: a structure claim, or a file of a tree.
    public enum Owner: Sendable, Hashable, BitwiseCopyable, Codable {
        case structure(Int32)
        case file(tree: UInt8, node: Int32)

        public var isFile: Bool { if case .file = self { true } else { false } }
    }

    public struct Run: Sendable, Hashable, Codable {
        public let offset: UInt64
        public let length: UInt64
        public var end: UInt64 { offset.adding(length) }

        public init(offset: UInt64, length: UInt64) {
            self.offset = offset
            self.length = length
        }
    }

    /// Two spans that share bytes without being the same bytes.
    public struct Overlap: Sendable, Hashable {
        public let first: Span
        public let second: Span
        public let shared: Run
    }

    /// The bytes that it is about.
    public let run: Run
    /// Structure claims, in the order the readers made them.
    public let structures: [Claim]
    /// All spans inside the volume, by offset, then longest first.
    public let spans: [Span]
    /// Bytes of the longest span with its block.
    private let longest: UInt64
    /// Runs that nobody claimed, by offset.
    public let unclaimed: [Run]
    /// Bytes that at least one claim covers.
    public let claimedBytes: UInt64

    public var size: UInt64 { run.length }

    /// Thousandths of the bytes that are claimed; rounded down, so that 1000 means every byte.
    public var coveragePermille: UInt64 {
        guard size > 0 else { return 1000 }
        let (high, low) = claimedBytes.multipliedFullWidth(by: 1000)
        return high < size ? size.dividingFullWidth((high, low)).quotient : 1000
    }

    public init(of run: Run, claims: [Claim], trees: [FileTree]) {
        self.run = run
        structures = claims
        var spans: [Span] = []
        spans.reserveCapacity(
            claims.count + trees.reduce(0) { $0 + ($1.ownsExtents ? $1.extents.count : 0) })
        for (index, claim) in claims.enumerated() {
            let end = claim.offset.adding(claim.length)
            Self.add(
                Span(
                    offset: claim.offset, end: end, blockEnd: end.adding(claim.slack),
                    owner: .structure(Int32(clamping: index))),
                to: &spans, in: run)
        }
        for (treeIndex, tree) in trees.enumerated() where tree.ownsExtents {
            for (nodeIndex, node) in tree.nodes.enumerated() where node.kind != .directory {
                for extent in tree.extents(of: node) {
                    Self.add(
                        Span(
                            offset: extent.offset, end: extent.end,
                            blockEnd: extent.end.adding(UInt64(extent.slack)),
                            owner: .file(tree: UInt8(clamping: treeIndex), node: Int32(clamping: nodeIndex))),
                        to: &spans, in: run)
                }
            }
        }
        spans.sort { $0.offset != $1.offset ? $0.offset < $1.offset : $0.blockEnd > $1.blockEnd }
        self.spans = spans
        longest = spans.reduce(0) { max($0, $1.blockEnd - $1.offset) }
        (unclaimed, claimedBytes) = Self.unclaimed(in: spans, of: run)
    }

    /// Clips a span to the bytes that the map is about; an empty one owns nothing.
    private static func add(_ span: Span, to spans: inout [Span], in run: Run) {
        let start = max(span.offset, run.offset)
        guard start < run.end, span.end > start else { return }
        spans.append(
            Span(
                offset: start, end: min(span.end, run.end), blockEnd: min(span.blockEnd, run.end),
                owner: span.owner))
    }

    private static func unclaimed(in spans: [Span], of run: Run) -> ([Run], UInt64) {
        var runs: [Run] = []
        var reached = run.offset
        var free: UInt64 = 0
        for span in spans {
            if span.offset > reached {
                runs.append(Run(offset: reached, length: span.offset - reached))
                free += span.offset - reached
            }
            reached = max(reached, span.blockEnd)
        }
        if reached < run.end {
            runs.append(Run(offset: reached, length: run.end - reached))
            free += run.end - reached
        }
        return (runs, run.length - free)
    }

    /// Ranges that begin inside an earlier one, at most `limit` of them; see `eachOverlap`.
    public func overlaps(limit: Int) -> [Overlap] {
        var found: [Overlap] = []
        eachOverlap(between: isAny, and: isAny) { overlap in
            if found.count < limit { found.append(overlap) }
        }
        return found
    }

    private func isAny(_: Span) -> Bool { true }

    /// Calls `body` for every range of one kind that begins inside an earlier range of the other kind; the kinds may
    /// be the same. Of several earlier ones it is the one that reaches furthest.
    ///
    /// Ranges that begin at the same byte do not overlap: a hard link, one file in two trees, a boot image that is
    /// also a file, a writer that stores equal beginnings once. A range that several spans share counts once.
    public func eachOverlap(
        between left: (Span) -> Bool, and right: (Span) -> Bool, _ body: (Overlap) -> Void
    ) {
        var furthestLeft: Span?
        var furthestRight: Span?
        var last: Span?
        for span in spans {
            let isLeft = left(span)
            let isRight = right(span)
            let before = furthest(isLeft ? furthestRight : nil, isRight ? furthestLeft : nil)
            if let before, span.offset > before.offset, span.offset < before.end,
                last.map({ $0.offset != span.offset || $0.end != span.end }) ?? true
            {
                last = span
                let shared = Run(offset: span.offset, length: min(span.end, before.end) - span.offset)
                body(Overlap(first: before, second: span, shared: shared))
            }
            if isLeft { furthestLeft = furthest(furthestLeft, span) }
            if isRight { furthestRight = furthest(furthestRight, span) }
        }
    }

    /// The one of two spans that reaches further; the first of two that reach equally far.
    private func furthest(_ first: Span?, _ second: Span?) -> Span? {
        guard let first else { return second }
        guard let second else { return first }
        return second.end > first.end ? second : first
    }

    /// The spans that hold `offset`, in map order.
    public func spans(at offset: UInt64) -> [Span] { spans(in: offset..<offset.adding(1)) }

    /// The spans with bytes in a range, in map order.
    public func spans(in range: Range<UInt64>) -> [Span] {
        // Sorted by start: what begins further before the range than the longest span reaches does not reach it.
        let earliest = range.lowerBound > longest ? range.lowerBound - longest : 0
        let first = spans.partitioningIndex { $0.offset >= earliest }
        return spans[first...].prefix { $0.offset < range.upperBound }.filter {
            $0.blockEnd > range.lowerBound
        }
    }

    /// The unclaimed run that holds `offset`.
    public func unclaimedRun(at offset: UInt64) -> Run? {
        let next = unclaimed.partitioningIndex { $0.end > offset }
        return next < unclaimed.count && unclaimed[next].offset <= offset ? unclaimed[next] : nil
    }
}
