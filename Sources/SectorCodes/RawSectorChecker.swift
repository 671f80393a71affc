internal import Bytes

/// Examines the sectors of one track as they stream by, and tallies what it finds in bounded memory.
public struct RawSectorChecker: Sendable {
    /// Sectors in a row with the same condition.
    public struct Run: Sendable, Hashable {
        /// Number of the first sector.
        public let first: Int
        public fileprivate(set) var count: Int

        public init(first: Int, count: Int) {
            self.first = first
            self.count = count
        }
    }

    /// How often a condition was met, and where.
    public struct Tally: Sendable, Hashable {
        /// Sectors; exact.
        public fileprivate(set) var count: UInt64 = 0
        /// The first runs, by first sector.
        public fileprivate(set) var runs: [Run] = []
        /// Whether there were more runs than are kept.
        public fileprivate(set) var isCut = false

        public init() {}

        mutating func add(_ lba: Int, limit: Int) {
            add(Run(first: lba, count: 1), limit: limit)
        }

        private mutating func add(_ run: Run, limit: Int) {
            count += UInt64(run.count)
            if let last = runs.last, last.first + last.count == run.first, !isCut {
                runs[runs.count - 1].count += run.count
            } else if runs.count < limit {
                runs.append(run)
            } else {
                isCut = true
            }
        }

        /// The sectors of both.
        fileprivate static func joined(_ one: Tally, _ other: Tally, limit: Int) -> Tally {
            var joined = Tally()
            for run in (one.runs + other.runs).sorted(by: { $0.first < $1.first }) {
                joined.add(run, limit: limit)
            }
            joined.count = one.count + other.count
            joined.isCut = joined.isCut || one.isCut || other.isCut
            return joined
        }
    }

    /// Sectors examined.
    public private(set) var count: UInt64 = 0
    /// Sectors in which nothing was to be said against sync, header, subheaders and codes.
    public private(set) var good: UInt64 = 0
    /// Good sectors whose user data is zeros, to which also programs that compute no codes may give the right ones.
    public private(set) var blank: UInt64 = 0
    /// Sectors by the form whose codes were checked.
    public private(set) var forms: [SectorForm: UInt64] = [:]
    public private(set) var tallies: [SectorCondition: Tally] = [:]

    /// Sectors whose header names another place, by how many sectors that lies behind them; only the first few distances.
    public private(set) var shifts: [Int: Tally] = [:]

    /// Sectors without a pattern in their place, by how many bytes behind it one stands; below zero, before it.
    public private(set) var slips: [Int: Tally] = [:]

    private static let shiftLimit = 16

    private let examiner: SectorExaminer
    private let stride: Int
    private let prefix: Int
    private let runLimit: Int

    /// - Parameters:
    ///   - stride: Bytes from the start of one sector to that of the next.
    ///   - prefix: Bytes before the stored part.
    ///   - runLimit: Runs kept for each condition.
    /// Nil when the stored part does not fit into the stride.
    public init?(form: SectorForm, part: StoredPart, stride: Int, prefix: Int = 0, runLimit: Int = 10_000) {
        guard prefix >= 0, stride >= part.count, prefix <= stride - part.count else { return nil }
        examiner = SectorExaminer(form: form, part: part)
        (self.stride, self.prefix, self.runLimit) = (stride, prefix, runLimit)
    }

    /// Examines the whole sectors in `bytes`, of which the first has the number `lba`, and returns how many they were.
    @discardableResult
    public mutating func check(_ bytes: RawSpan, from lba: Int) -> Int {
        let whole = bytes.byteCount / stride
        for index in 0..<whole {
            let start = index * stride + prefix
            let sector = bytes.extracting(start..<start + examiner.part.count)
            let (number, overflow) = lba.addingReportingOverflow(index)
            guard !overflow, let state = try? examiner.examine(sector, at: number) else { return index }
            if state.isGood, let data = examiner.part.userData(of: state.form),
                sector.extracting(data).isFilled(with: 0)
            {
                blank += 1
            }
            add(state, lba: number)
            if state.conditions.contains(.badSync), let slip = slip(in: bytes, at: start),
                slips[slip] != nil || slips.count < Self.shiftLimit
            {
                slips[slip, default: Tally()].add(number, limit: runLimit)
            }
        }
        return whole
    }

    /// How far from its place a synchronisation pattern stands, where bytes were lost or put in before a sector; the nearer place
    /// of two a sector apart.
    private func slip(in bytes: RawSpan, at start: Int) -> Int? {
        let pattern = SectorEncoder.sync
        let end = min(start + stride, bytes.byteCount - pattern.count)
        guard examiner.part.offset == 0, start < end else { return nil }
        var ones = 0
        for at in start..<end + pattern.count {
            guard (try? bytes.u8(at: at)) == 0 else {
                ones = (try? bytes.u8(at: at)) == 0xFF ? ones + 1 : 0
                continue
            }
            let first = at - pattern.count + 1
            if ones == pattern.count - 2, first > start, first < start + stride,
                (try? bytes.u8(at: first)) == 0
            {
                let ahead = first - start
                return ahead > stride / 2 ? ahead - stride : ahead
            }
            ones = 0
        }
        return nil
    }

    /// Takes what examination of one sector found, whoever made it.
    public mutating func add(_ state: SectorDiagnosis, lba: Int) {
        count += 1
        forms[state.form, default: 0] += 1
        if state.isGood {
            good += 1
            return
        }
        for condition in state.conditions { tallies[condition, default: Tally()].add(lba, limit: runLimit) }
        if let shift = state.addressShift, shifts[shift] != nil || shifts.count < Self.shiftLimit {
            shifts[shift, default: Tally()].add(lba, limit: runLimit)
        }
    }

    /// Decides what no sector tells alone, after the last: where a program wrote no codes, zeros are zeros without codes, and not
    /// sectors that were never written.
    public mutating func settle() {
        guard let bare = tallies[.codesAbsent], let empty = tallies[.empty], bare.count >= good else {
            return
        }
        tallies[.codesAbsent] = .joined(bare, empty, limit: runLimit)
        tallies[.empty] = nil
    }
}
