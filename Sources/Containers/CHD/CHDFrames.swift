import Bytes

/// The sectors of a CD in a CHD as a file of bare sectors has them, track behind track: without what fills up frames and tracks,
/// and with the least significant byte of a sample first.
struct CHDFrames: ByteSource {
    struct Run {
        /// Where it begins here, and its first frame in the hunks.
        let offset: UInt64
        let frame: UInt64
        let count: UInt64
        /// Bytes of a sector, and of the sub-channel that stands at the end of the frame.
        let sector: Int
        let subchannel: Int
        let isAudio: Bool

        var stride: UInt64 { UInt64(sector + subchannel) }
        var end: UInt64 { offset + count * stride }
    }

    let store: BlockStore
    private(set) var runs: [Run] = []
    private(set) var size: UInt64 = 0
    /// Frames of the hunks that the tracks take.
    private(set) var frames: UInt64 = 0

    init(_ store: BlockStore) { self.store = store }

    /// Adds the frames of a track, behind which frames are filled up to a multiple of 4. Those that the hunks do not hold are none.
    ///
    /// - Parameter padding: frames behind them that are no sectors.
    /// - Returns: the offset of the first sector here.
    mutating func add(_ count: UInt64, padding: UInt64, sector: Int, subchannel: Int, isAudio: Bool) -> UInt64
    {
        let held = store.size / UInt64(HunkCodec.frame)
        let run = Run(
            offset: size, frame: frames, count: min(count, held - min(held, frames)), sector: sector,
            subchannel: subchannel, isAudio: isAudio)
        runs.append(run)
        size = run.end
        frames = frames.adding(count).adding(padding).roundedUp(to: 4)
        return run.offset
    }

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        var at = offset
        while at < end, let run = runs.first(where: { at < $0.end }) {
            let within = at - run.offset
            var bytes = try frame(run, within / run.stride)
            let skipped = Int(within % run.stride)
            let count = min(bytes.count - skipped, Int(end - at))
            let place = Int(at - offset)
            if run.isAudio { Self.swap(&bytes, run.sector) }
            unsafe buffer.withUnsafeMutableBytes { target in
                unsafe bytes.withUnsafeBytes { source in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + count]).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: source[skipped..<skipped + count]))
                }
            }
            at += UInt64(count)
        }
        return Int(at - min(at, offset))
    }

    /// A sector with its sub-channel.
    private func frame(_ run: Run, _ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let start = (run.frame + number) * UInt64(HunkCodec.frame)
        let bytes: [UInt8]
        do throws(ReadFailure) {
            bytes = try store.bytes(at: start, count: HunkCodec.frame)
        } catch {
            throw ReadFailure(
                offset: run.offset + number * run.stride, count: Int(run.stride), reason: error.reason)
        }
        guard bytes.count == HunkCodec.frame else {
            throw ReadFailure(
                offset: run.offset + number * run.stride, count: Int(run.stride),
                reason: "the hunks of the CHD end before it")
        }
        if run.sector == HunkCodec.sector, run.subchannel > 0 { return bytes }
        return run.subchannel == 0
            ? Array(bytes[..<run.sector])
            : Array(bytes[..<run.sector] + bytes[HunkCodec.sector..<HunkCodec.sector + run.subchannel])
    }

    private static func swap(_ bytes: inout [UInt8], _ count: Int) {
        for at in stride(from: 0, to: min(count, bytes.count) - 1, by: 2) { bytes.swapAt(at, at + 1) }
    }
}
