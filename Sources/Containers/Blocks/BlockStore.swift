public import Bytes
public import Digests
import Dispatch
import Glibc
import Synchronization

/// What the packed blocks of a container unpack to, as bytes by offset: unpacked when they are asked for, and the last few kept.
///
/// It digests what goes by in order, so that digests which a container records of its content cost no second unpacking.
public final class BlockStore: ByteSource {
    /// Blocks that are kept unpacked: so many bytes, but two at least and few enough to be gone through.
    private static let (keptBytes, keptCount) = (1 << 20, 64)

    public let size: UInt64
    public let blockBytes: UInt64
    private let blocks: any PackedBlocks
    private let state: Mutex<State>

    private struct State {
        /// The blocks unpacked last, the newest last.
        var kept: [(number: UInt64, bytes: [UInt8])] = []
        /// The one that could not be unpacked last, and why.
        var failed: (number: UInt64, reason: String)?
        /// Those that could not be, a bit for each.
        var damaged: [UInt64] = []
        var runs: [DigestedRun]
    }

    /// - Parameter digests: what is to be digested.
    init(_ blocks: any PackedBlocks, digesting digests: [StoredPayload.Recorded] = []) {
        self.blocks = blocks
        size = blocks.size
        blockBytes = blocks.blockBytes
        state = Mutex(State(runs: DigestedRun.all(for: digests)))
    }

    public var blockCount: UInt64 { blocks.blockCount }
    /// Blocks that were asked for and could not be unpacked.
    public var damagedCount: UInt64 {
        state.withLock { $0.damaged.reduce(0) { $0 + UInt64($1.nonzeroBitCount) } }
    }

    // MARK: Bytes

    /// Blocks that are unpacked at once, by all cores: so many bytes, and so many blocks at most.
    private static let (batchBytes, batchCount) = (1 << 18, 32) as (UInt64, UInt64)

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        let batch = max(1, min(Self.batchCount, Self.batchBytes / blockBytes))
        var at = offset
        while at < end {
            let first = at / blockBytes
            for block in try unpacked(first..<min(first + batch, (end - 1) / blockBytes + 1)) {
                let start = Int(at % blockBytes)
                let count = min(block.count - start, Int(end - at))
                let place = Int(at - offset)
                unsafe buffer.withUnsafeMutableBytes { target in
                    unsafe block.withUnsafeBytes { source in
                        unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + count])
                            .copyMemory(
                                from: UnsafeRawBufferPointer(rebasing: source[start..<start + count]))
                    }
                }
                at += UInt64(count)
            }
        }
        return Int(at - min(at, offset))
    }

    /// Blocks that follow each other, unpacked; the last of all ends with the content.
    private func unpacked(_ numbers: Range<UInt64>) throws(ReadFailure) -> [[UInt8]] {
        var known = state.withLock { state in
            numbers.map { number -> Result<[UInt8], ReadFailure>? in
                if let kept = state.kept.last(where: { $0.number == number }) { return .success(kept.bytes) }
                guard let failed = state.failed, failed.number == number else { return nil }
                return .failure(blocks.failure(number, failed.reason))
            }
        }
        let missing = known.indices.filter { known[$0] == nil }
        for (index, result) in zip(missing, unpack(missing.map { numbers.lowerBound + UInt64($0) })) {
            known[index] = result
        }
        let found = known.prefix { if case .success? = $0 { true } else { false } }.compactMap {
            try? $0?.get()
        }
        keep(missing.filter { $0 < found.count }.map { (numbers.lowerBound + UInt64($0), found[$0]) })
        state.withLock { state in
            for run in state.runs.indices {
                state.runs[run].take(found, from: numbers.lowerBound * blockBytes)
            }
        }
        if found.count < known.count, case .failure(let failure)? = known[found.count] {
            let number = numbers.lowerBound + UInt64(found.count)
            state.withLock { state in
                state.failed = (number, failure.reason)
                Self.note(number, in: &state.damaged)
            }
            throw failure
        }
        return found
    }

    /// Threads that unpack: the cores that there are, but more than a few would wait for the digests.
    private static let threads = min(4, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Several blocks are unpacked by as many cores as there are.
    private func unpack(_ numbers: [UInt64]) -> [Result<[UInt8], ReadFailure>] {
        @Sendable func result(_ number: UInt64) -> Result<[UInt8], ReadFailure> {
            do throws(ReadFailure) { return .success(try whole(number)) } catch {
                return .failure(blocks.failure(number, error.reason))
            }
        }
        guard numbers.count > 1 else { return numbers.map(result) }
        let results = Mutex([Result<[UInt8], ReadFailure>?](repeating: nil, count: numbers.count))
        let next = Mutex(0)
        @Sendable func work() {
            while true {
                let index = next.withLock { next in
                    next += 1
                    return next - 1
                }
                guard index < numbers.count else { return }
                let one = result(numbers[index])
                results.withLock { $0[index] = one }
            }
        }
        // Not concurrentPerform, which gives no further thread where the pass reads ahead by it already.
        let others = DispatchGroup()
        for _ in 1..<max(2, min(numbers.count, Self.threads)) {
            DispatchQueue.global().async(group: others, execute: work)
        }
        work()
        others.wait()
        return results.withLock { $0.compactMap(\.self) }
    }

    private func keep(_ blocks: [(number: UInt64, bytes: [UInt8])]) {
        let most = min(max(2, Self.keptBytes / Int(clamping: blockBytes)), Self.keptCount)
        state.withLock { state in
            state.kept += blocks
            state.kept.removeFirst(max(0, state.kept.count - most))
        }
    }

    /// A block of the length that it has to have.
    private func whole(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        var bytes = try blocks.unpack(number)
        let length = Int(clamping: min(blockBytes, size - min(size, number.times(blockBytes))))
        guard bytes.count >= length else {
            throw blocks.failure(
                number, "block \(number) unpacks to \(bytes.count) bytes, and \(length) are wanted")
        }
        bytes.removeLast(bytes.count - length)
        return bytes
    }

    private static func note(_ number: UInt64, in bits: inout [UInt64]) {
        let word = Int(number / 64)
        if word >= bits.count { bits += [UInt64](repeating: 0, count: word + 1 - bits.count) }
        bits[word] |= 1 << (number % 64)
    }

    // MARK: Digests

    /// The digest of what is recorded, where every block of it can be unpacked; what did not go by in order yet is unpacked now.
    public func digest(_ recorded: StoredPayload.Recorded) throws(ReadFailure) -> Digest? {
        let ranges = recorded.ranges
        while let next = state.withLock({ $0.runs.first { $0.ranges == ranges }?.next }), next < size {
            _ = try unpacked(next / blockBytes..<next / blockBytes + 1)
        }
        if let missing = state.withLock({ $0.runs.first { $0.ranges == ranges }?.next }) {
            throw blocks.failure(missing / blockBytes, "what is digested ends before byte \(missing)")
        }
        return state.withLock { $0.runs.first { $0.ranges == ranges }?.digest(recorded.digest.algorithm) }
    }
}

/// The digests of runs of bytes that come in order, computed beside the thread that unpacks them.
private struct DigestedRun {
    let ranges: [Range<UInt64>]
    private let algorithms: [DigestAlgorithm]
    private let lane: DigestLane
    /// The first byte that was not digested, and the range that it lies in; nil when all were.
    private(set) var next: UInt64?
    private var range = 0

    private init(_ ranges: [Range<UInt64>], _ algorithms: [DigestAlgorithm]) {
        self.ranges = ranges
        self.algorithms = algorithms
        lane = DigestLane(algorithms)
        next = ranges.first?.lowerBound
    }

    /// A run for each choice of ranges, with all algorithms that are wanted of it.
    static func all(for digests: [StoredPayload.Recorded]) -> [DigestedRun] {
        var order: [[Range<UInt64>]] = []
        var wanted: [[Range<UInt64>]: [DigestAlgorithm]] = [:]
        for recorded in digests {
            if wanted[recorded.ranges] == nil { order.append(recorded.ranges) }
            let algorithm = recorded.digest.algorithm
            if wanted[recorded.ranges]?.contains(algorithm) != true {
                wanted[recorded.ranges, default: []].append(algorithm)
            }
        }
        return order.map { DigestedRun($0, wanted[$0] ?? []) }
    }

    /// Takes what comes next of some blocks that follow each other, as far as it is there.
    mutating func take(_ blocks: [[UInt8]], from start: UInt64) {
        var slices: [ArraySlice<UInt8>] = []
        var offset = start
        for block in blocks {
            takeNext(block, at: offset, into: &slices)
            offset += UInt64(block.count)
        }
        guard !slices.isEmpty else { return }
        lane.wait()
        lane.add { [slices] digest in
            for slice in slices { digest.update(slice) }
        }
    }

    private mutating func takeNext(
        _ bytes: [UInt8], at offset: UInt64, into slices: inout [ArraySlice<UInt8>]
    ) {
        let reached = offset.adding(UInt64(bytes.count))
        while let at = next {
            let end = min(ranges[range].upperBound, reached)
            guard offset <= at, at < end else { return }
            slices.append(bytes[Int(at - offset)..<Int(end - offset)])
            if end < ranges[range].upperBound {
                next = end
            } else {
                range += 1
                next = range < ranges.count ? ranges[range].lowerBound : nil
            }
        }
    }

    func digest(_ algorithm: DigestAlgorithm) -> Digest? {
        lane.results.first { $0.algorithm == algorithm }
    }
}
