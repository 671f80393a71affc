public import Bytes
import Glibc

/// Memory for sectors on their way, allocated once and begun at a page as direct reads want it.
///
/// It has one user at a time: the comparer, or between `PairedDigests.add` and `wait` the digests, which only read it.
/// The compiler cannot see that.
@safe public final class SectorBuffer: @unchecked Sendable {
    private static let pageSize = 4096

    /// Sectors it holds.
    public let capacity: Int
    private let memory: UnsafeMutableRawBufferPointer

    public init(sectors: Int) {
        capacity = max(1, sectors)
        unsafe memory = .allocate(byteCount: capacity * .sector, alignment: Self.pageSize)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    /// The bytes of `count` sectors from `first` on, for filling; cut to what the buffer holds.
    public func fill<R>(_ first: Int, _ count: Int, _ body: (inout MutableRawSpan) -> R) -> R {
        var span = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[range(first, count)]).mutableBytes
        return body(&span)
    }

    /// The bytes of `count` sectors from `first` on, for reading; cut to what the buffer holds.
    public func read<R>(_ first: Int, _ count: Int, _ body: (RawSpan) -> R) -> R {
        body(unsafe UnsafeRawBufferPointer(rebasing: memory[range(first, count)]).bytes)
    }

    /// Copies `count` bytes of a sector.
    public func bytes(of sector: Int, count: Int = .sector) -> [UInt8] {
        read(sector, 1) { span in unsafe span.withUnsafeBytes { unsafe [UInt8]($0.prefix(count)) } }
    }

    /// Reads sectors from a source of bytes. What lies behind its end reads as zeros.
    ///
    /// - Returns: how many bytes came, and why no more did.
    public func load(
        _ source: any ByteSource, sector: UInt64, count: Int, at first: Int
    ) -> (bytes: Int, failure: ReadFailure?) {
        let offset = sector.times(.sector)
        return fill(first, count) { span in
            do throws(ReadFailure) {
                return (try source.read(at: offset, into: &span), nil)
            } catch {
                let before = error.offset - min(error.offset, offset)
                let isInside = before > 0 && before < UInt64(span.byteCount)
                return (isInside ? Self.reload(source, offset, Int(before), &span) : 0, error)
            }
        }
    }

    /// Reads the bytes before one that cannot be read: which of them came with it, no source promises.
    private static func reload(
        _ source: any ByteSource, _ offset: UInt64, _ count: Int, _ span: inout MutableRawSpan
    ) -> Int {
        guard let bytes = try? source.bytes(at: offset, count: count), bytes.count == count else { return 0 }
        unsafe span.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
        }
        return count
    }

    /// Whether `count` bytes from sector `first` on are those that `other` has there.
    public func equals(_ other: SectorBuffer, from first: Int, bytes count: Int) -> Bool {
        let start = min(max(0, first), capacity) * .sector
        guard count > 0 else { return true }
        guard start + count <= capacity * .sector, start + count <= other.capacity * .sector,
            let mine = unsafe memory.baseAddress, let its = unsafe other.memory.baseAddress
        else { return false }
        return unsafe memcmp(mine + start, its + start, count) == 0
    }

    /// Sets the bytes from `from` on to zero, up to the end of sector `last`.
    func clear(from: Int, through last: Int) {
        let end = min((last + 1) * .sector, capacity * .sector)
        guard from >= 0, from < end else { return }
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[from..<end]).initializeMemory(
            as: UInt8.self, repeating: 0)
    }

    private func range(_ first: Int, _ count: Int) -> Range<Int> {
        let start = min(max(0, first), capacity)
        return start * .sector..<min(start + max(0, count), capacity) * .sector
    }
}
