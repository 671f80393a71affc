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

    /// Frames that are taken from the hunks at once.
    private static let batch: UInt64 = 128

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        var at = offset
        while at < end, let run = runs.first(where: { at < $0.end }) {
            let first = (at - run.offset) / run.stride
            let last = min(run.count, (end - run.offset + run.stride - 1) / run.stride)
            let bytes = try sectors(run, first, min(Self.batch, last - first))
            let skipped = Int(at - run.offset - first * run.stride)
            let count = min(bytes.count - skipped, Int(end - at))
            let place = Int(at - offset)
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

    /// Sectors with their sub-channels, as many as can be read.
    private func sectors(_ run: Run, _ first: UInt64, _ count: UInt64) throws(ReadFailure) -> [UInt8] {
        var frames: [UInt8]
        do throws(ReadFailure) {
            frames = try store.bytes(
                at: (run.frame + first) * UInt64(HunkCodec.frame), count: Int(count) * HunkCodec.frame)
        } catch {
            // Of several, those before the one that cannot be read.
            guard count == 1 else { return try sectors(run, first, count / 2) }
            throw ReadFailure(
                offset: run.offset + first * run.stride, count: Int(run.stride), reason: error.reason)
        }
        let whole = frames.count / HunkCodec.frame
        guard whole > 0 else {
            throw ReadFailure(
                offset: run.offset + first * run.stride, count: Int(run.stride),
                reason: "the hunks of the CHD end before it")
        }
        if run.isAudio { Self.swap(&frames, run.sector) }
        if run.sector == HunkCodec.sector, run.stride == UInt64(HunkCodec.frame) { return frames }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(whole * Int(run.stride))
        for frame in 0..<whole {
            let start = frame * HunkCodec.frame
            bytes += frames[start..<start + run.sector]
            if run.subchannel > 0 {
                bytes += frames[start + HunkCodec.sector..<start + HunkCodec.sector + run.subchannel]
            }
        }
        return bytes
    }

    /// Turns the bytes of each sample over, in frames one behind the other.
    private static func swap(_ frames: inout [UInt8], _ sector: Int) {
        unsafe frames.withUnsafeMutableBufferPointer { frames in
            var start = 0
            while start + sector <= frames.count {
                var at = start
                while at + 1 < start + sector {
                    let first = unsafe frames[at]
                    unsafe frames[at] = unsafe frames[at + 1]
                    unsafe frames[at + 1] = first
                    at += 2
                }
                start += HunkCodec.frame
            }
        }
    }
}
