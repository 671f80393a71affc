internal import CMD5

/// Several MD5 sums (RFC 1321) over nearly the same bytes, advanced together on one core.
///
/// The sum that isomd5sum implants, the session tag of libisofs and the sums of the files begin and end at different places,
/// so no one of them can be had from another. Side by side they cost little more than one. Any number of streams is allowed.
public struct InterleavedMD5: Sendable {
    private var streams: [Stream]

    /// Whether two or three streams share vectors.
    private let inVectors: Bool

    public init(streams count: Int) { self.init(streams: count, inVectors: count > 1 && vectorsAreFaster) }

    init(streams count: Int, inVectors: Bool) {
        streams = Array(repeating: Stream(), count: count)
        self.inVectors = inVectors
    }

    /// Gives each stream the bytes that come next in it, in the order of the streams. The slices may differ in length and in
    /// place; a stream may get none. It is fastest when they are long and about equally long.
    public mutating func update(_ slices: [ArraySlice<UInt8>]) {
        var rests = Array(slices.prefix(streams.count))
        for index in rests.indices { streams[index].completeBlock(from: &rests[index]) }
        // Longest first, so that what is left over for a lane alone is short.
        while case let busy = rests.indices.filter({ rests[$0].count >= 64 }), !busy.isEmpty {
            advance(
                busy.count > Self.together ? busy.sorted { rests[$0].count > rests[$1].count } : busy,
                in: &rests)
        }
        for index in rests.indices { streams[index].keep(rests[index]) }
    }

    /// The digest of what a stream got since it began; it may go on.
    public func digest(of stream: Int) -> Digest { Digest(.md5, of: streams[stream].result) }

    /// Begins a stream anew.
    public mutating func restart(_ stream: Int) { streams[stream] = Stream() }

    /// Streams that the kernel advances at once.
    private static let together = 4

    /// Adds to the first of `busy` as many whole blocks as all of them have.
    private mutating func advance(_ busy: [Int], in rests: inout [ArraySlice<UInt8>]) {
        let lanes = busy.prefix(Self.together)
        var states = lanes.map { streams[$0].state }
        let count = addBlocks(lanes.map { rests[$0] }, to: &states, inVectors: inVectors)
        for (lane, state) in zip(lanes, states) {
            streams[lane].state = state
            rests[lane].removeFirst(count)
        }
    }
}

/// Adds to each state as many whole blocks as all of the slices have, and returns how many bytes that was.
private func addBlocks(
    _ slices: [ArraySlice<UInt8>], to states: inout [md5_state], inVectors: Bool = false
) -> Int {
    let blocks = (slices.map(\.count).min() ?? 0) / 64
    guard blocks > 0 else { return 0 }
    unsafe withBases(of: slices[...], []) { bases in
        unsafe md5_add(&states, bases, states.count, blocks, inVectors)
    }
    return blocks * 64
}

/// Whether this processor advances three streams faster in vectors than in turns, found out once, in less than a millisecond.
/// Neither is faster everywhere, and no feature that a processor names tells which.
private let vectorsAreFaster: Bool = {
    let bytes = [UInt8](repeating: 0x5A, count: 64 * 256)[...]
    func time(inVectors: Bool) -> Duration {
        var states = (0..<3).map { _ in Stream().state }
        return (0..<4).map { _ in
            ContinuousClock().measure {
                unsafe withBases(of: [bytes, bytes, bytes], []) { bases in
                    unsafe md5_add(&states, bases, states.count, 256, inVectors)
                }
            }
        }.min() ?? .zero
    }
    return time(inVectors: true) < time(inVectors: false)
}()

/// Calls `body` with the place of each slice in memory.
private func withBases(
    of slices: ArraySlice<ArraySlice<UInt8>>, _ bases: [UnsafePointer<UInt8>?],
    _ body: ([UnsafePointer<UInt8>?]) -> Void
) {
    guard let slice = slices.first else { return unsafe body(bases) }
    unsafe slice.withUnsafeBufferPointer { bytes in
        unsafe withBases(of: slices.dropFirst(), bases + [bytes.baseAddress], body)
    }
}

/// One running MD5.
private struct Stream: Sendable {
    /// RFC 1321, 3.3.
    var state = md5_state(a: 0x6745_2301, b: 0xEFCD_AB89, c: 0x98BA_DCFE, d: 0x1032_5476)
    /// The bytes since the last whole block, fewer than 64.
    private var partial: [UInt8] = []
    private var length: UInt64 = 0

    /// Takes from `bytes` what the block that was begun still lacks.
    mutating func completeBlock(from bytes: inout ArraySlice<UInt8>) {
        length &+= UInt64(bytes.count)
        guard !partial.isEmpty else { return }
        let head = bytes.prefix(64 - partial.count)
        partial += head
        bytes.removeFirst(head.count)
        guard partial.count == 64 else { return }
        addWholeBlocks(partial)
        partial.removeAll(keepingCapacity: true)
    }

    private mutating func addWholeBlocks(_ bytes: [UInt8]) {
        var states = [state]
        _ = addBlocks([bytes[...]], to: &states)
        state = states[0]
    }

    /// Keeps the bytes behind the last whole block for later.
    mutating func keep(_ tail: ArraySlice<UInt8>) { partial += tail }

    /// RFC 1321, 3.1, 3.2 and 3.5: padding, the length in bits, and the words least significant byte first.
    var result: [UInt8] {
        var last = partial + [0x80]
        last += repeatElement(0, count: (120 - last.count) % 64)
        last += (0..<8).map { UInt8(truncatingIfNeeded: (length &* 8) >> ($0 * 8)) }
        var padded = self
        padded.addWholeBlocks(last)
        let state = padded.state
        return [state.a, state.b, state.c, state.d].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
    }
}
