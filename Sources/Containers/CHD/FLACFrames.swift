import CFLAC

/// Frames of FLAC (RFC 9639, 9) without the head of a file: two channels of 16 bits, by libFLAC.
enum FLACFrames {
    /// Samples of both channels in turn, `count` bytes of them, and how many bytes of the stream they took; nil when it is damaged.
    ///
    /// - Parameter block: the most samples that a frame has.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int, block: Int, isBig: Bool) -> (
        bytes: [UInt8], used: Int
    )? {
        var bytes = [UInt8](repeating: 0, count: count)
        let used = unsafe packed.withUnsafeBufferPointer { source in
            unsafe bytes.withUnsafeMutableBufferPointer { target in
                unsafe isocheck_flac_unpack(
                    source.baseAddress, source.count, target.baseAddress, target.count,
                    UInt32(clamping: block),
                    isBig ? 1 : 0)
            }
        }
        return used > 0 ? (bytes, used) : nil
    }

    /// Samples of a frame in `bytes` of sound, which programs halve until they are few enough.
    static func block(of bytes: Int, atMost limit: Int) -> Int {
        var block = bytes / 4
        while block > limit { block /= 2 }
        return block
    }
}
