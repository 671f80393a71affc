import Bytes
public import Checksums
import Digests
public import DiscModel
public import Readers

/// Computes the digests that were asked for, as the bytes go by: those of one algorithm that overlap advance together.
public struct RangeDigests: Survey {
    /// Requests under way at the same time. Genuine images need three; an image whose files all overlap would make
    /// every byte count a thousand times.
    static let width = 8

    public let feed: Feed
    public let cost: Int
    private let requests: [DigestRequest]
    private var outcomes: [DigestOutcome]
    /// Requests that have not begun, the next one last.
    private var waiting: [Int]
    private var active: [Progress] = []
    private var free: [Int]
    private var bank: DigestBank
    /// First byte that was neither consumed nor missed.
    private var reached: UInt64 = 0
    /// Bytes passed over because others came before them, by the requests that lost them; and those that came later.
    private var awaited: [Int: DiscMap.Run] = [:]
    private var late: [Range<UInt64>] = []

    public var ranges: [Range<UInt64>]? { requests.flatMap(\.ranges) }

    /// A request under way.
    private struct Progress: Sendable {
        let index: Int
        let stream: Int
        /// The range that its next byte lies in, and how many marks it has passed.
        var range = 0
        var mark = 0
        var fill = 0
    }

    /// - Parameter requests: of one algorithm and feed, each once.
    init(_ algorithm: DigestAlgorithm, _ feed: Feed, _ requests: [DigestRequest]) {
        self.feed = feed
        self.requests = requests
        cost = algorithm.cost
        bank = DigestBank(algorithm, streams: min(Self.width, requests.count))
        free = Array((0..<min(Self.width, requests.count)).reversed())
        outcomes = Array(repeating: DigestOutcome(), count: requests.count)
        waiting = []
        for (index, request) in requests.enumerated() {
            if !request.holes.isEmpty {
                outcomes[index].obstacle = "it has holes"
                outcomes[index].needsSecondReading = true
            } else if request.ranges.isEmpty {
                outcomes[index].digest = RunningDigest(algorithm).digest()
            } else if request.packing != nil {
                outcomes[index].obstacle = "it is stored compressed"
                outcomes[index].needsSecondReading = true
            } else if request.isAscending {
                waiting.append(index)
            } else {
                outcomes[index].obstacle = "its pieces do not lie in order"
                outcomes[index].needsSecondReading = true
            }
        }
        waiting.sort { requests[$0].ranges[0].lowerBound > requests[$1].ranges[0].lowerBound }
    }

    /// The surveys that compute `requests`: one for each algorithm and feed, and one for each further request that takes
    /// most of the image, so that those run on different cores. MD5 sums stay together; side by side they cost little
    /// more than one.
    public static func surveys(for requests: Set<DigestRequest>, size: UInt64) -> [any Survey] {
        let groups = Dictionary(grouping: requests) { Group(algorithm: $0.algorithm, feed: $0.feed) }
        return groups.flatMap { group, requests -> [any Survey] in
            let isLarge = { (request: DigestRequest) in
                group.algorithm != .md5 && request.byteCount > size / 2
            }
            let small = requests.filter { !isLarge($0) }
            return (requests.filter(isLarge).map { [$0] } + (small.isEmpty ? [] : [small]))
                .map { RangeDigests(group.algorithm, group.feed, $0) }
        }
    }

    private struct Group: Hashable {
        let algorithm: DigestAlgorithm
        let feed: Feed
    }

    // MARK: Bytes go by

    public mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset + UInt64(bytes.count)
        if offset > reached {
            let passed = DiscMap.Run(offset: reached, length: offset - reached)
            for index in lose(passed) { awaited[index] = passed }
        } else if offset < reached {
            note(late: offset..<min(end, reached))
        }
        var at = max(offset, reached)
        while at < end {
            begin(at: at)
            let stop = min(end, nextBreak(after: at))
            if !active.isEmpty {
                let start = bytes.startIndex + Int(at - offset)
                feed(bytes[start..<start + Int(stop - at)], at: at)
                for index in active.indices.reversed() { advance(index, to: stop) }
            }
            at = stop
        }
        reached = max(reached, end)
    }

    /// Starts what begins here, as long as there is room.
    private mutating func begin(at offset: UInt64) {
        while let index = waiting.last, requests[index].ranges[0].lowerBound <= offset {
            waiting.removeLast()
            if requests[index].ranges[0].lowerBound < offset {
                outcomes[index].obstacle = outcomes[index].obstacle ?? "its beginning was not read"
            } else if let stream = free.popLast() {
                bank.restart(stream)
                active.append(Progress(index: index, stream: stream))
                // A mark at its very beginning is the digest of nothing.
                advance(active.count - 1, to: offset)
            } else {
                outcomes[index].obstacle =
                    "more than \(Self.width) checksums are asked for over the same bytes"
                outcomes[index].needsSecondReading = true
            }
        }
    }

    /// The next offset at which something begins, ends, or counts as something else.
    private func nextBreak(after offset: UInt64) -> UInt64 {
        var next = waiting.last.map { requests[$0].ranges[0].lowerBound } ?? .max
        for progress in active {
            let request = requests[progress.index]
            let range = request.ranges[progress.range]
            next = min(next, range.lowerBound > offset ? range.lowerBound : range.upperBound)
            if progress.mark < request.marks.count, request.marks[progress.mark] > offset {
                next = min(next, request.marks[progress.mark])
            }
            if progress.fill < request.fills.count {
                let fill = request.fills[progress.fill].range
                next = min(
                    next, fill.lowerBound > offset ? fill.lowerBound : max(fill.upperBound, offset + 1))
            }
        }
        return next
    }

    /// Gives each request under way these bytes, or what counts in their place; no break lies within them.
    private mutating func feed(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        var slices = [ArraySlice<UInt8>](repeating: [], count: min(Self.width, requests.count))
        for progress in active {
            let request = requests[progress.index]
            guard request.ranges[progress.range].contains(offset) else { continue }
            let isFilled =
                progress.fill < request.fills.count
                && request.fills[progress.fill].range.contains(offset)
            slices[progress.stream] =
                isFilled
                ? ArraySlice(repeating: request.fills[progress.fill].byte, count: bytes.count) : bytes
        }
        bank.update(slices)
    }

    /// Notes what a request under way has passed, and ends it behind its last range.
    private mutating func advance(_ position: Int, to offset: UInt64) {
        var progress = active[position]
        let request = requests[progress.index]
        while progress.mark < request.marks.count, request.marks[progress.mark] <= offset {
            outcomes[progress.index].marks.append(bank.digest(of: progress.stream))
            progress.mark += 1
        }
        while progress.fill < request.fills.count, request.fills[progress.fill].range.upperBound <= offset {
            progress.fill += 1
        }
        while progress.range < request.ranges.count, request.ranges[progress.range].upperBound <= offset {
            progress.range += 1
        }
        active[position] = progress
        if progress.range == request.ranges.count {
            outcomes[progress.index].digest = bank.digest(of: progress.stream)
            free.append(progress.stream)
            active.remove(at: position)
        }
    }

    // MARK: Bytes that were not seen

    public mutating func miss(_ run: DiscMap.Run) { lose(run) }

    /// The container may store a later sector first; then what it passes over follows in another piece.
    private mutating func note(late range: Range<UInt64>) {
        if let last = late.last, last.upperBound == range.lowerBound {
            late[late.count - 1] = last.lowerBound..<range.upperBound
        } else {
            late.append(range)
        }
    }

    /// Ends the requests that want some bytes, and tells which they are.
    @discardableResult
    private mutating func lose(_ run: DiscMap.Run) -> [Int] {
        let why = "\(run.length) bytes at offset \(run.offset) could not be read"
        func loses(_ index: Int) -> Bool {
            let ranges = requests[index].ranges
            let next = ranges.partitioningIndex { $0.upperBound > run.offset }
            return next < ranges.count && ranges[next].lowerBound < run.end
        }
        let broken = active.filter { loses($0.index) }
        let lost = broken.map(\.index) + waiting.filter(loses)
        if !lost.isEmpty {
            free += broken.map(\.stream)
            for index in lost { outcomes[index].obstacle = why }
            active.removeAll { outcomes[$0.index].obstacle != nil }
            waiting.removeAll { outcomes[$0].obstacle != nil }
        }
        for position in active.indices.reversed() { advance(position, to: run.end) }
        reached = max(reached, run.end)
        return lost
    }

    public mutating func finish() -> any Facts {
        for (index, run) in awaited
        where late.contains(where: { $0.lowerBound < run.end && run.offset < $0.upperBound }) {
            outcomes[index].obstacle = "its bytes are stored in another order"
            outcomes[index].needsSecondReading = true
        }
        for index in active.map(\.index) + waiting {
            outcomes[index].obstacle = "the image ends or the scan was stopped at offset \(reached)"
        }
        return DigestFacts(Dictionary(uniqueKeysWithValues: zip(requests, outcomes)))
    }
}
