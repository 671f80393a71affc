/// The sectors of a stretch by what their headers count: where headers stop counting up one by one, sectors were lost, put in
/// or put in the place of others.
public struct HeaderRuns: Sendable {
    /// Sectors whose headers name places by the same distance from their own.
    public struct Run: Sendable, Hashable {
        public let first: Int
        public internal(set) var count: Int
        /// How many sectors behind their own the places are.
        public let shift: Int

        public var end: Int { first + count }
        public var range: Range<Int> { first..<end }
    }

    /// Where the count of the headers goes on elsewhere.
    public struct Jump: Sendable, Hashable {
        /// The sectors behind it, as far as they count up.
        public let run: Run
        /// The places in the last header before it, and in the first one behind it.
        public let from: Int
        public let to: Int

        /// Sectors that are missing there; below zero, sectors that are too many.
        public var missing: Int { to - from - 1 }
    }

    /// All sectors of the stretch, in their order.
    private let runs: [Run]
    /// The distance by which the stretch as a whole is placed: that of its beginning.
    public let base: Int

    /// Sectors that stand in the place of others have as many before and behind them that count on.
    private static let longestStray = 16
    /// What is missing between two sessions is more than that, and was never written (ECMA-394).
    private static let longestLoss = 4_500

    /// Nil where all headers count up one by one, or more is wrong with them than is kept.
    public init?(_ found: RawSectorChecker, from first: Int) {
        let count = Int(clamping: found.count)
        let listed = found.shifts.flatMap { shift, tally in
            tally.runs.map { Run(first: $0.first, count: $0.count, shift: shift) }
        }.sorted { $0.first < $1.first }
        guard !listed.isEmpty, found.shifts.values.allSatisfy({ !$0.isCut }) else { return nil }
        let unknown = found.unknownHeaders
        var runs: [Run] = []
        func append(_ run: Run) {
            guard run.count > 0 else { return }
            if let last = runs.last, last.shift == run.shift {
                runs[runs.count - 1].count = run.end - last.first
            } else {
                runs.append(run)
            }
        }
        var at = first
        for run in listed {
            let between = Run(first: at, count: run.first - at, shift: 0)
            // Sectors whose headers tell nothing belong to those before them.
            if between.count > 0, !unknown.cover(between.range) { append(between) }
            append(run)
            at = run.end
        }
        append(Run(first: at, count: first + count - at, shift: 0))
        self.runs = runs
        let opening = runs.first.map { $0.count > Self.longestStray || runs.count == 1 ? $0.shift : 0 }
        base = opening ?? 0
        if runs.count < 2 { return nil }
    }

    /// Whether a run stands in the place of other sectors: those before and behind it count as if it were not there.
    private func isStray(_ index: Int) -> Bool {
        let before = index > 0 ? runs[index - 1].shift : base
        guard index + 1 < runs.count, runs[index].count <= Self.longestStray else { return false }
        return runs[index + 1].shift == before
    }

    /// Whether a run and the next stand in each other's place, between sectors that count as if both were in theirs.
    private func isExchanged(_ index: Int) -> Bool {
        let before = index > 0 ? runs[index - 1].shift : base
        guard index + 1 < runs.count, index + 2 == runs.count || runs[index + 2].shift == before else {
            return false
        }
        let (one, other) = (runs[index], runs[index + 1])
        return one.shift - before == other.count && other.shift - before == -one.count
    }

    /// Runs that stand in each other's place, next to each other or apart.
    public var exchanges: [(one: Run, other: Run)] {
        let strays = runs.indices.filter(isStray).map { runs[$0] }
        let apart = strays.flatMap { one in
            strays.filter { other in
                other.first > one.first && other.count == one.count
                    && one.first + one.shift - base == other.first
                    && other.first + other.shift - base == one.first
            }.map { (one: one, other: $0) }
        }
        return (runs.indices.filter(isExchanged).map { (one: runs[$0], other: runs[$0 + 1]) } + apart)
            .sorted { $0.one.first < $1.one.first }
    }

    /// Short runs that are other sectors than those that belong there, and are nowhere else.
    public var strays: [Run] {
        let exchanged = exchanges.flatMap { [$0.one, $0.other] }
        return runs.indices.filter(isStray).map { runs[$0] }.filter { !exchanged.contains($0) }
    }

    /// Where sectors are missing or too many.
    public var jumps: [Jump] {
        let exchanged = exchanges.flatMap { [$0.one, $0.other] }
        let kept = runs.indices.filter { !isStray($0) && !exchanged.contains(runs[$0]) }.map { runs[$0] }
        return zip(kept, kept.dropFirst()).compactMap { before, run in
            guard before.shift != run.shift else { return nil }
            let jump = Jump(run: run, from: run.first - 1 + before.shift, to: run.first + run.shift)
            return abs(jump.missing) > Self.longestLoss ? nil : jump
        }
    }

    /// Sectors that are not where they belong, since some are missing or too many before them, or stand in their place.
    public var displaced: [Range<Int>] {
        (jumps.map(\.run).filter { $0.shift != base } + exchanges.flatMap { [$0.one, $0.other] }).map(\.range)
    }
}

/// Sectors whose headers tell no place, by number.
private struct UnknownHeaders {
    let runs: [RawSectorChecker.Run]

    func cover(_ range: Range<Int>) -> Bool {
        var at = range.lowerBound
        for run in runs where run.first <= at && run.first + run.count > at {
            at = run.first + run.count
            if at >= range.upperBound { return true }
        }
        return false
    }
}

extension RawSectorChecker {
    fileprivate var unknownHeaders: UnknownHeaders {
        let conditions: [SectorCondition] = [.badSync, .uncorrectable, .empty, .uncoded]
        return UnknownHeaders(
            runs: conditions.flatMap { tallies[$0]?.runs ?? [] }.sorted { $0.first < $1.first })
    }
}
