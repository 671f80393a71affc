import CLZMA

/// A stream of LZMA without head, by liblzma: lc 3, lp 0, pb 2, as chdman leaves them unsaid.
enum RawLZMA {
    /// Nil when it is damaged, or gives another number of bytes.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var options = unsafe lzma_options_lzma()
        // No distance leads out of a hunk.
        unsafe options.dict_size = UInt32(clamping: max(4096, count))
        unsafe options.lc = 3
        unsafe options.lp = 0
        unsafe options.pb = 2
        var stream = unsafe lzma_stream()
        defer { unsafe lzma_end(&stream) }
        let isReady = unsafe withUnsafeMutablePointer(to: &options) { options in
            // LZMA_FILTER_LZMA1 and LZMA_VLI_UNKNOWN are macros that Swift does not see.
            let filters = unsafe [
                lzma_filter(id: 0x4000_0000_0000_0001, options: UnsafeMutableRawPointer(options)),
                lzma_filter(id: .max, options: nil),
            ]
            return unsafe lzma_raw_decoder(&stream, filters) == LZMA_OK
        }
        guard isReady else { return nil }
        var unpacked = [UInt8](repeating: 0, count: count)
        let left = unsafe packed.withUnsafeBufferPointer { source in
            unsafe unpacked.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = source.count
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = target.count
                // It ends without a mark, so it never says that it is done.
                while unsafe stream.avail_out > 0, unsafe lzma_code(&stream, LZMA_RUN) == LZMA_OK {}
                return unsafe stream.avail_out
            }
        }
        return left == 0 ? unpacked : nil
    }
}

/// A stream of xz, by liblzma.
enum XZStream {
    /// What its decoder may take: a dictionary as level 9 wants it.
    private static let memoryLimit: UInt64 = 100 << 20

    /// What one stream holds; nil when it is damaged, has no end, or gives more than `limit` bytes.
    static func unpack(_ packed: ArraySlice<UInt8>, upTo limit: Int) -> [UInt8]? {
        var isWhole = false
        let unpacked = unsafe [UInt8](unsafeUninitializedCapacity: limit) { target, written in
            var (memory, taken) = (memoryLimit, 0)
            unsafe packed.withUnsafeBufferPointer { source in
                let status = unsafe lzma_stream_buffer_decode(
                    &memory, 0, nil, source.baseAddress, &taken, source.count, target.baseAddress, &written,
                    limit)
                isWhole = status == LZMA_OK
            }
        }
        return isWhole ? unpacked : nil
    }
}
