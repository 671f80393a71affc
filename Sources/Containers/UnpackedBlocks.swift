import Bytes
import Synchronization

/// Unpacks the blocks of a container, which all unpack to the same number of bytes, but for the last.
protocol BlockUnpacker: Sendable {
    /// Bytes that all blocks unpack to together.
    var size: UInt64 { get }
    var blockBytes: UInt64 { get }
    /// Block `number`, unpacked.
    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8]
}

extension BlockUnpacker {
    /// Bytes that a block unpacks to.
    func count(of number: UInt64) -> Int { Int(min(blockBytes, size - min(size, number.times(blockBytes)))) }

    func failure(_ number: UInt64, _ reason: String) -> ReadFailure {
        ReadFailure(offset: number.times(blockBytes), count: count(of: number), reason: reason)
    }
}

/// What the blocks of a container unpack to, as bytes by offset: unpacked when they are asked for, and the last few kept.
final class UnpackedBlocks<Unpacker: BlockUnpacker>: ByteSource {
    /// Blocks that are kept unpacked: so many bytes, but two at least and few enough to be gone through.
    private let most: Int
    private let unpacker: Unpacker
    private let state = Mutex(State())

    private struct State {
        /// The blocks unpacked last, the newest last.
        var kept: [(number: UInt64, bytes: [UInt8])] = []
        /// The one that could not be unpacked last, and why.
        var failed: ReadFailure?
    }

    init(_ unpacker: Unpacker) {
        self.unpacker = unpacker
        most = min(max(2, 1 << 20 / Int(unpacker.blockBytes)), 32)
    }

    var size: UInt64 { unpacker.size }

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        let end = min(size, offset.adding(UInt64(buffer.byteCount)))
        var at = offset
        while at < end {
            let block = try block(at / unpacker.blockBytes)
            let start = Int(at % unpacker.blockBytes)
            let count = min(block.count - start, Int(end - at))
            guard count > 0 else { break }
            let place = Int(at - offset)
            unsafe buffer.withUnsafeMutableBytes { target in
                unsafe block.withUnsafeBytes { source in
                    unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + count]).copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: source[start..<start + count]))
                }
            }
            at += UInt64(count)
        }
        return Int(at - min(at, offset))
    }

    private func block(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let result = state.withLock { state -> Result<[UInt8], ReadFailure> in
            if let known = state.kept.last(where: { $0.number == number }) { return .success(known.bytes) }
            let place = number.times(unpacker.blockBytes)
            if let failed = state.failed, failed.offset == place { return .failure(failed) }
            do throws(ReadFailure) {
                let bytes = try unpacker.unpack(number)
                if state.kept.count >= most { state.kept.removeFirst() }
                state.kept.append((number, bytes))
                return .success(bytes)
            } catch {
                // Counted in what is unpacked, wherever the packed bytes lie.
                let failure = unpacker.failure(number, error.reason)
                state.failed = failure
                return .failure(failure)
            }
        }
        return try result.get()
    }
}
