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

    /// Feeds the library from a byte source, through memory of its own: the library keeps the address of each piece until
    /// it asks for the next one.
    @safe private final class Feed {
        private let source: any ByteSource
        private let buffer: UnsafeMutableRawBufferPointer
        private var offset: UInt64 = 0
        private(set) var failure: ReadFailure?

        init(_ source: any ByteSource) {
            self.source = source
            unsafe buffer = .allocate(byteCount: 1 << 18, alignment: 16)
        }

        deinit { unsafe buffer.deallocate() }

        /// The next piece, which stays until the next call; empty at the end, nil when the source refuses.
        func next() -> UnsafeRawBufferPointer? {
            let left = source.size - min(source.size, offset)
            let wanted = unsafe Int(min(left, UInt64(buffer.count)))
            var piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]).mutableBytes
            do throws(ReadFailure) {
                let count = wanted == 0 ? 0 : try source.read(at: offset, into: &piece)
                offset += UInt64(count)
                return unsafe UnsafeRawBufferPointer(rebasing: buffer[..<count])
            } catch {
                failure = error
                return nil
            }
        }
    }

    /// Unpacks `source` piece by piece into `take`, which may stop it.
    static func unpack(_ source: any ByteSource, _ take: (RawSpan) throws -> Void) throws -> Outcome {
        guard let archive = unsafe archive_read_new() else {
            return Outcome(failure: "out of memory", consumed: 0)
        }
        let feed = Feed(source)
        return try withExtendedLifetime(feed) {
            defer { unsafe archive_read_free(archive) }
            return try unsafe unpack(archive, feed, take)
        }
    }

    private static func unpack(
        _ archive: OpaquePointer, _ feed: Feed, _ take: (RawSpan) throws -> Void
    ) throws -> Outcome {
        unsafe archive_read_support_filter_gzip(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_format_raw(archive)
        let client = unsafe Unmanaged.passUnretained(feed).toOpaque()
        let opened = unsafe archive_read_open(
            archive, client, nil,
            { _, client, address in
                guard let client = unsafe client else { return -1 }
                let feed = unsafe Unmanaged<Feed>.fromOpaque(client).takeUnretainedValue()
                guard let piece = unsafe feed.next() else { return -1 }
                unsafe address?.pointee = piece.baseAddress
                return piece.count
            }, nil)
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
        return Outcome(failure: failure, consumed: UInt64(max(0, consumed)))
    }

    private static func reason(_ archive: OpaquePointer) -> String {
        guard let text = unsafe archive_error_string(archive) else { return "the data ends or is damaged" }
        return unsafe String(cString: text)
    }
}

extension Containers {
    /// Version of libarchive, such as "3.6.2".
    public static var libarchiveVersion: String {
        guard let text = unsafe archive_version_string() else { return "unknown" }
        return String(unsafe String(cString: text).drop { !$0.isNumber })
    }
}
