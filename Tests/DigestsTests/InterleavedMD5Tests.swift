import TestSupport
import Testing

@testable import Digests

@Suite struct InterleavedMD5Tests {
    /// Streams that begin and end anywhere in the same bytes, cut anywhere, against the library's MD5 of each. What a processor
    /// does faster in turns or in vectors is done both ways on every processor.
    @Test(arguments: [false, true])
    func `streams side by side give what each gives alone`(inVectors: Bool) {
        var random = RandomBytes.seeded()
        for _ in 0..<60 {
            let count = 1 + random.number(below: 6)
            let bytes = random.next(count: random.number(below: 4000))
            var interleaved = InterleavedMD5(streams: count, inVectors: inVectors)
            var taken = Array(repeating: [UInt8](), count: count)
            for _ in 0..<random.number(below: 8) {
                let slices = (0..<count).map { _ in
                    let start = random.number(below: bytes.count + 1)
                    return bytes[start..<start + random.number(below: bytes.count - start + 1)]
                }
                interleaved.update(slices)
                for stream in 0..<count { taken[stream] += slices[stream] }
                let stream = random.number(below: count)
                #expect(interleaved.digest(of: stream) == RunningDigest.digest(.md5, of: taken[stream]))
                if random.number(below: 8) == 0 {
                    interleaved.restart(stream)
                    taken[stream] = []
                }
            }
            for stream in 0..<count {
                #expect(interleaved.digest(of: stream) == RunningDigest.digest(.md5, of: taken[stream]))
            }
        }
    }

    @Test(arguments: 1...4, [false, true]) func `every place to cut`(_ count: Int, inVectors: Bool) {
        let bytes = RandomBytes.fixed(seed: 3, count: 200)
        let whole = RunningDigest.digest(.md5, of: bytes)
        for cut in 0...bytes.count {
            var interleaved = InterleavedMD5(streams: count, inVectors: inVectors)
            // Each stream is cut elsewhere.
            let cuts = (0..<count).map { (cut + 13 * $0) % (bytes.count + 1) }
            interleaved.update(cuts.map { bytes[..<$0] })
            var copy = interleaved
            interleaved.update(cuts.map { bytes[$0...] })
            for stream in 0..<count {
                #expect(interleaved.digest(of: stream) == whole)
                #expect(
                    copy.digest(of: stream) == RunningDigest.digest(.md5, of: Array(bytes[..<cuts[stream]])))
            }
            copy.update(cuts.map { bytes[$0...] })
            for stream in 0..<count { #expect(copy.digest(of: stream) == whole) }
        }
    }

    /// Lengths around the block and around the room that the padding needs.
    @Test func `every short length`() {
        let bytes = RandomBytes.fixed(seed: 5, count: 260)
        for length in 0...bytes.count {
            var interleaved = InterleavedMD5(streams: 3)
            let lengths = [length, length / 2, bytes.count - length]
            interleaved.update(lengths.map { bytes[..<$0] })
            for (stream, length) in lengths.enumerated() {
                let alone = RunningDigest.digest(.md5, of: Array(bytes[..<length]))
                #expect(interleaved.digest(of: stream) == alone, "\(length) bytes")
            }
        }
    }

    @Test func `a stream without a slice stays, a slice without a stream is nobody's`() {
        let bytes = RandomBytes.fixed(seed: 11, count: 1000)
        var interleaved = InterleavedMD5(streams: 2)
        interleaved.update([bytes[...]])
        interleaved.update([[], bytes[...], bytes[...]])
        interleaved.update([])
        #expect(interleaved.digest(of: 0) == RunningDigest.digest(.md5, of: bytes))
        #expect(interleaved.digest(of: 1) == interleaved.digest(of: 0))
    }
}
