import Bytes
import CArchive

/// libarchive as Swift sees it: unpacks one compressed stream.
struct ArchiveReader {
    /// What came out, and how it ended.
    struct Outcome {
        /// Why it stopped before the end, in the library's words.
        var failure: String?
        /// Bytes of the packed file that were used.
        var consumed: UInt64
    }

    enum Stop: Error {
        /// The receiver wants no more.
        case refused(String)
    }

    /// Feeds the library from a byte source; it lives as long as the reading.
    private final class Feed {
        let source: any ByteSource
        var offset: UInt64 = 0
        var chunk: [UInt8] = []
        var failure: ReadFailure?

        init(_ source: any ByteSource) { self.source = source }

        /// The next piece; empty at the end, nil when the source refuses.
        func next() -> Bool {
            do throws(ReadFailure) {
                chunk = try source.bytes(at: offset, count: 1 << 18)
                offset += UInt64(chunk.count)
                return true
            } catch {
                failure = error
                return false
            }
        }
    }

    /// Unpacks `source` piece by piece into `take`, which may stop it.
    static func unpack(_ source: any ByteSource, _ take: (RawSpan) throws -> Void) throws
        -> Outcome
    {
        guard let archive = unsafe archive_read_new() else {
            return Outcome(failure: "out of memory", consumed: 0)
        }
        defer { unsafe archive_read_free(archive) }
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_raw(archive)
        let feed = Feed(source)
        let client = unsafe Unmanaged.passUnretained(feed).toOpaque()
        let opened = withExtendedLifetime(feed) {
            unsafe archive_read_open(
                archive, client, nil,
                { _, client, buffer in
                    guard let client = unsafe client else { return -1 }
                    let feed = unsafe Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue()
                    guard feed.next() else { return -1 }
                    unsafe feed.chunk.withUnsafeBytes { unsafe buffer?.pointee = $0.baseAddress }
                    return feed.chunk.count
                }, nil)
        }
        var entry: OpaquePointer?
        guard opened == ARCHIVE_OK, unsafe archive_read_next_header(archive, &entry) == ARCHIVE_OK else {
            if let failure = feed.failure { throw failure }
            return Outcome(failure: unsafe reason(archive), consumed: 0)
        }
        var failure: String?
        while true {
            var block: UnsafeRawPointer?
            var (count, offset) = (0, Int64(0))
            let result = unsafe archive_read_data_block(archive, &block, &count, &offset)
            if result == ARCHIVE_EOF { break }
            if let failure = feed.failure { throw failure }
            if result < ARCHIVE_WARN {
                failure = unsafe reason(archive)
                break
            }
            if count > 0 { try unsafe take(UnsafeRawBufferPointer(start: block, count: count).bytes) }
        }
        let consumed = unsafe archive_filter_bytes(archive, -1)
        return withExtendedLifetime(feed) { Outcome(failure: failure, consumed: UInt64(max(0, consumed))) }
    }

    private static func reason(_ archive: OpaquePointer) -> String {
        guard let text = unsafe archive_error_string(archive) else { return "the data ends or is damaged" }
        return unsafe String(cString: text)
    }
}
