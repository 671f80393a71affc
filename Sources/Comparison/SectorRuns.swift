import Bytes

/// Neighbouring sectors that share a state and the reason for it.
public struct SectorRun: Sendable, Hashable {
    public var first: UInt64
    public var count: UInt64
    public var state: SectorState
    /// Why it is not good, for what could not be read.
    public var fault: ReadbackFault?
    /// Reads of a sector that failed.
    public var tries: Int

    public init(
        _ first: UInt64, _ count: UInt64, _ state: SectorState, fault: ReadbackFault? = nil, tries: Int = 0
    ) {
        self.first = first
        self.count = count
        self.state = state
        self.fault = fault
        self.tries = tries
    }

    public var end: UInt64 { first + count }

    /// Whether `next` begins where this run ends and tells the same.
    func continues(in next: SectorRun) -> Bool {
        end == next.first && state == next.state && tries == next.tries
            && fault?.kind == next.fault?.kind && fault?.sense == next.fault?.sense
            && fault?.reason == next.fault?.reason
    }

    /// The part of the run that lies in `range`; nil when none does.
    func part(in range: Range<UInt64>) -> SectorRun? {
        let start = max(first, range.lowerBound)
        let stop = min(end, range.upperBound)
        guard start < stop else { return nil }
        var part = self
        part.first = start
        part.count = stop - start
        return part
    }
}

/// The states of all sectors, as runs in ascending order that cover each sector at most once.
public struct SectorRuns: Sendable {
    /// Runs kept: beyond it sectors are only counted, so that a disc on which every other sector differs costs no
    /// more memory than a list of this length.
    static let limit = 1 << 20

    public private(set) var runs: [SectorRun] = []
    private var unlisted: [SectorState: UInt64] = [:]

    public init() {}

    /// Sectors in runs that were too many to keep.
    public var unlistedCount: UInt64 { unlisted.values.reduce(0, +) }

    /// Adds a run behind all others.
    public mutating func append(_ run: SectorRun) {
        guard run.count > 0 else { return }
        if let last = runs.last, last.continues(in: run) {
            runs[runs.count - 1].count += run.count
        } else if runs.count < Self.limit {
            runs.append(run)
        } else {
            unlisted[run.state, default: 0] += run.count
        }
    }

    public func count(_ state: SectorState) -> UInt64 {
        runs.reduce(unlisted[state] ?? 0) { $1.state == state ? $0 + $1.count : $0 }
    }

    /// All counts in one walk.
    public var counts: [SectorState: UInt64] {
        runs.reduce(into: unlisted) { $0[$1.state, default: 0] += $1.count }
    }

    /// The first sector that no run covers, counted from the start.
    public var end: UInt64 { runs.last?.end ?? 0 }

    /// The same states with some runs replaced by what became of their sectors.
    ///
    /// - Parameter news: for indices of `runs`, runs that lie within the old one, in ascending order. What they leave
    ///   out keeps its state.
    func replacing(_ news: [Int: [SectorRun]]) -> SectorRuns {
        var result = SectorRuns()
        result.unlisted = unlisted
        for (index, run) in runs.enumerated() {
            guard let parts = news[index] else {
                result.append(run)
                continue
            }
            var at = run.first
            for part in parts {
                if let rest = run.part(in: at..<max(at, part.first)) { result.append(rest) }
                result.append(part)
                at = part.end
            }
            if let rest = run.part(in: at..<max(at, run.end)) { result.append(rest) }
        }
        return result
    }

    /// The runs that share sectors with `range`, cut to it.
    public func parts(in range: Range<UInt64>) -> [SectorRun] {
        let first = runs.partitioningIndex { $0.end > range.lowerBound }
        return runs[first...].lazy.prefix { $0.first < range.upperBound }.compactMap { $0.part(in: range) }
    }
}
