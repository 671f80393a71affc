import Bytes
import Synchronization

/// What a container unpacks to, while it is looked for what that is: a piece that cannot be unpacked reads as zeros, so that a damaged
/// block does not keep the rest from being looked at. Afterwards it fails as every other source does.
final class OpeningSource: ByteSource {
    private let source: any ByteSource
    /// Bytes that fail together.
    private let piece: UInt64
    private let state = Mutex(State())

    private struct State {
        var isOpen = false
        var failure: ReadFailure?
    }

    init(_ source: any ByteSource, piece: UInt64) {
        self.source = source
        self.piece = piece
    }

    var size: UInt64 { source.size }

    /// From now on what cannot be read fails.
    func finishOpening() { state.withLock { $0.isOpen = true } }

    /// The first piece that could not be read.
    var failure: ReadFailure? { state.withLock { $0.failure } }

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        do throws(ReadFailure) {
            return try source.read(at: offset, into: &buffer)
        } catch {
            let isOpen = state.withLock { state in
                state.failure = state.failure ?? error
                return state.isOpen
            }
            guard !isOpen else { throw error }
        }
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        var at = offset
        while at < end {
            let count = Int(min(end - at, piece - at % piece))
            var bytes: [UInt8]
            do throws(ReadFailure) { bytes = try source.bytes(at: at, count: count) } catch { bytes = [] }
            bytes += [UInt8](repeating: 0, count: count - bytes.count)
            let place = Int(at - offset)
            unsafe buffer.withUnsafeMutableBytes { target in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + count]).copyBytes(
                    from: bytes)
            }
            at += UInt64(count)
        }
        return Int(at - min(at, offset))
    }
}
