public import Bytes
import Synchronization

/// A readback as the bytes of an image, so that a disc can be looked at like a file, or compared with another disc.
/// A sector that does not come fails the read that asks for it; whoever reads decides what to do about it.
public final class ReadbackSource: ByteSource {
    public let size: UInt64
    private let reading: Mutex<Reading>

    private struct Reading {
        let readback: any Readback
        let buffer: SectorBuffer
    }

    /// Sectors behind the data that drives are known to count: run-out of a track that was written at once, and the
    /// pregap of a track that is not there.
    private static let runOut: UInt64 = 150

    public init(_ readback: sending any Readback) {
        let buffer = SectorBuffer(sectors: readback.sectorsPerRead)
        size = Self.dataSize(of: readback, buffer)
        reading = Mutex(Reading(readback: readback, buffer: buffer))
    }

    /// Bytes of the disc without sectors at its end that the drive counts and says are of no track. An image that needed
    /// them is told to be cut, as its own size tells; sectors that cannot be read for any other reason stay.
    private static func dataSize(of readback: any Readback, _ buffer: SectorBuffer) -> UInt64 {
        var size = readback.size
        for _ in 0..<runOut where size >= .sector {
            let outcome = readback.read((size - 1) / .sector, count: 1, into: buffer, at: 0)
            guard let kind = outcome.fault?.kind, kind == .outsideTrack || kind == .pastEnd else { break }
            size = (size - 1) / .sector * .sector
        }
        return size
    }

    public func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        var done = 0
        let wanted = offset < size ? Int(min(UInt64(buffer.byteCount), size - offset)) : 0
        while done < wanted {
            let (bytes, reason) = next(from: offset + UInt64(done), count: wanted - done)
            guard !bytes.isEmpty else {
                throw ReadFailure(offset: offset + UInt64(done), count: wanted - done, reason: reason)
            }
            unsafe buffer.withUnsafeMutableBytes { target in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[done...]).copyBytes(from: bytes)
            }
            done += bytes.count
        }
        return done
    }

    /// What comes with one command of the readback, or why nothing does.
    private func next(from offset: UInt64, count: Int) -> (bytes: [UInt8], reason: String) {
        let skipped = Int(offset % .sector)
        return reading.withLock { reading in
            let sectors = min(reading.buffer.capacity, (skipped + count).sectorsNeeded)
            let outcome = reading.readback.read(
                offset / .sector, count: sectors, into: reading.buffer, at: 0)
            let came = min(outcome.sectors * .sector + outcome.oddBytes, skipped + count)
            guard came > skipped else { return ([], outcome.fault?.reason ?? "no bytes came") }
            return reading.buffer.read(0, sectors) { span in
                (unsafe span.withUnsafeBytes { unsafe [UInt8]($0[skipped..<came]) }, "")
            }
        }
    }
}
