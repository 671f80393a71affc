import Bytes
import Checksums
import Digests

/// Unpacks a file that is compressed block by block (zisofs), with one block in memory at a time.
struct BlockUnpacker {
    enum Trouble: Error {
        /// The file is not what its header promises, as a clause.
        case damaged(String)
        /// Not all of it could be read, as a clause.
        case unread(String)
    }

    let packing: BlockPacking
    /// Where the file is stored, in order.
    let ranges: [Range<UInt64>]
    /// Reads from the image.
    let read: (UInt64, Int) throws(ReadFailure) -> [UInt8]

    /// A packed block can be longer than what it unpacks to, but not by much (RFC 1951, 3.2.4).
    private var longestBlock: UInt64 { UInt64(packing.blockSize) + UInt64(packing.blockSize) / 1_000 + 64 }

    /// - Parameter take: gets block after block; false stops.
    func unpack(_ take: ([UInt8]) -> Bool) throws(Trouble) {
        var pointers = PointerReader(self)
        var start = try pointers.next()
        for block in 0..<packing.blockCount {
            let end = try pointers.next()
            let length = Int(min(UInt64(packing.blockSize), packing.size - block * UInt64(packing.blockSize)))
            guard end >= start, end - start <= longestBlock else {
                throw .damaged("block \(block + 1) of \(packing.blockCount) has an impossible place in it")
            }
            guard take(try bytes(start..<end, unpackedTo: length, block)) else { return }
            start = end
        }
    }

    private func bytes(_ range: Range<UInt64>, unpackedTo length: Int, _ block: UInt64) throws(Trouble)
        -> [UInt8]
    {
        guard !range.isEmpty else { return [UInt8](repeating: 0, count: length) }
        guard let unpacked = ZlibStream.unpack(try stored(range), length: length) else {
            throw .damaged("block \(block + 1) of \(packing.blockCount) cannot be unpacked")
        }
        return unpacked
    }

    /// Bytes of the file as it is stored, all or none.
    fileprivate func stored(_ wanted: Range<UInt64>) throws(Trouble) -> [UInt8] {
        var bytes: [UInt8] = []
        var before: UInt64 = 0
        for range in ranges {
            let here = before..<before.adding(UInt64(range.count))
            let part = wanted.clamped(to: here)
            before = here.upperBound
            guard !part.isEmpty else { continue }
            let offset = range.lowerBound + (part.lowerBound - here.lowerBound)
            let count = bytes.count
            do throws(ReadFailure) {
                bytes += try read(offset, Int(part.count))
            } catch {
                throw .unread("\(error.count) bytes at offset \(error.offset) could not be read")
            }
            guard bytes.count - count == part.count else { throw .unread("the image ends within it") }
        }
        guard bytes.count == wanted.count else {
            throw .damaged("it ends before its block at byte \(wanted.lowerBound) does")
        }
        return bytes
    }
}

/// Reads the pointers in turn, some thousand at once.
private struct PointerReader {
    private static let together: UInt64 = 4_096

    private let unpacker: BlockUnpacker
    private var index: UInt64 = 0
    private var loaded = Record([])

    init(_ unpacker: BlockUnpacker) { self.unpacker = unpacker }

    mutating func next() throws(BlockUnpacker.Trouble) -> UInt64 {
        let packing = unpacker.packing
        let within = Int(index % Self.together)
        if within == 0 {
            let count = min(Self.together, packing.blockCount + 1 - index)
            let width = UInt64(packing.pointerWidth)
            let start = packing.headerSize + index * width
            loaded = Record(try unpacker.stored(start..<start + count * width))
        }
        index += 1
        let at = within * packing.pointerWidth
        return packing.pointerWidth == 8 ? loaded.u64le(at) : UInt64(loaded.u32le(at))
    }
}
