import Bytes
import Digests
import Sectors

/// Finds by how many samples the audio of a track is shifted, from the CRC-32 that it ought to have.
///
/// Drives begin to read audio some samples early or late, so that two dumps of one disc can have the same samples and no digest in common. The
/// CRC-32 of as many bytes one byte further on follows from that of the track, the byte that leaves and the one that comes.
struct SampleShifts {
    /// Samples that are tried either way. Drives are off by some 1,200, pressings by a few thousand.
    private static let limit: UInt64 = 6_000
    /// Bytes of a sample of both channels.
    private static let sample: UInt64 = 4

    private let parts: [DumpPart]
    private let volume: Volume
    /// By the first byte of the track: for each CRC-32, by how many samples.
    private var known: [UInt64: [UInt32: Int]] = [:]

    init(of parts: [DumpPart], in volume: Volume) {
        self.parts = parts
        self.volume = volume
    }

    /// How many samples later in the image the bytes begin that have a CRC-32.
    ///
    /// - Parameter own: that of the track as it is.
    mutating func shift(of part: DumpPart, from own: Digest, to expected: Digest) -> Int? {
        guard part.ranges.count == 1, let range = part.ranges.first, part.size > 0 else { return nil }
        if known[range.lowerBound] == nil { known[range.lowerBound] = all(of: part, range, Self.value(own)) }
        return known[range.lowerBound]?[Self.value(expected)]
    }

    private static func value(_ digest: Digest) -> UInt32 { Record(digest.bytes).u32be(0) }

    private func all(of part: DumpPart, _ range: Range<UInt64>, _ crc: UInt32) -> [UInt32: Int] {
        let count = min(Self.limit * Self.sample, part.size / Self.sample * Self.sample)
        let index = parts.firstIndex { $0.ranges == part.ranges } ?? 0
        let (before, after) = (neighbour(index - 1), neighbour(index + 1))
        let tail = before.map { $0.upperBound - min(count, UInt64($0.count))..<$0.upperBound }
        let head = after.map { $0.lowerBound..<$0.lowerBound + min(count, UInt64($0.count)) }
        guard let front = bytes(range.lowerBound..<range.lowerBound + count),
            let back = bytes(range.upperBound - count..<range.upperBound),
            let earlier = tail.map(bytes) ?? [], let later = head.map(bytes) ?? []
        else { return [:] }
        // Beyond the audio is silence.
        let silence = [UInt8](repeating: 0, count: Int(count))
        let lead = (silence + earlier).suffix(Int(count))
        let next = (later + silence).prefix(Int(count))
        var shifts: [UInt32: Int] = [:]
        var window = CRCWindow(length: part.size, crc: crc)
        for (number, (leaves, comes)) in zip(front, next).enumerated() {
            window.advance(leaves: leaves, comes: comes)
            if (number + 1) % 4 == 0, shifts[window.crc] == nil { shifts[window.crc] = (number + 1) / 4 }
        }
        window = CRCWindow(length: part.size, crc: crc)
        for (number, (leaves, comes)) in zip(back.reversed(), lead.reversed()).enumerated() {
            window.retreat(leaves: leaves, comes: comes)
            if (number + 1) % 4 == 0, shifts[window.crc] == nil { shifts[window.crc] = -(number + 1) / 4 }
        }
        return shifts
    }

    /// The track beside one, where it is audio in one piece, too.
    private func neighbour(_ index: Int) -> Range<UInt64>? {
        guard parts.indices.contains(index), parts[index].isAudio, parts[index].ranges.count == 1 else {
            return nil
        }
        return parts[index].ranges.first
    }

    /// Bytes of the files as if they were one; nil where they cannot be read.
    private func bytes(_ range: Range<UInt64>) -> [UInt8]? {
        var start: UInt64 = 0
        var result: [UInt8] = []
        for source in volume.sources {
            let end = start.adding(source.size)
            let part = range.clamped(to: start..<end)
            if !part.isEmpty {
                guard let some = try? source.bytes(at: part.lowerBound - start, count: part.count) else {
                    return nil
                }
                result += some
            }
            start = end
        }
        return result.count == range.count ? result : nil
    }
}

/// The CRC-32 (ISO 3309) of a window of bytes that is moved byte by byte.
private struct CRCWindow {
    /// In the order of bits of the register: the highest is x to the power of 0.
    private static let polynomial: UInt32 = 0xEDB8_8320
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ polynomial }
    }
    /// The byte of which an entry of the table ends with these highest bits.
    private static let byHighest: [UInt8] = table.indices.reduce(into: [UInt8](repeating: 0, count: 256)) {
        $0[Int(table[$1] >> 24)] = UInt8($1)
    }

    /// The remainder of the bytes alone, without the ones that a CRC-32 begins and ends with.
    private var remainder: UInt32
    /// What those add for so many bytes.
    private let constant: UInt32
    /// What each byte adds that stands as many bytes before the end.
    private let leaving: [UInt32]

    init(length: UInt64, crc: UInt32) {
        let power = Self.power(of: length)
        constant = ~Self.product(.max, power)
        remainder = crc ^ constant
        leaving = Self.table.map { Self.product($0, power) }
    }

    var crc: UInt32 { remainder ^ constant }

    mutating func advance(leaves: UInt8, comes: UInt8) {
        remainder =
            remainder >> 8 ^ Self.table[Int((remainder ^ UInt32(comes)) & 0xFF)] ^ leaving[Int(leaves)]
    }

    mutating func retreat(leaves: UInt8, comes: UInt8) {
        let value = remainder ^ leaving[Int(comes)]
        let byte = Self.byHighest[Int(value >> 24)]
        remainder = (value ^ Self.table[Int(byte)]) << 8 | UInt32(byte ^ leaves)
    }

    /// The product of two polynomials modulo that of CRC-32.
    private static func product(_ first: UInt32, _ second: UInt32) -> UInt32 {
        var (result, shifted): (UInt32, UInt32) = (0, second)
        for bit in 0..<32 {
            if first & (1 << 31) >> UInt32(bit) != 0 { result ^= shifted }
            shifted = shifted & 1 == 0 ? shifted >> 1 : shifted >> 1 ^ polynomial
        }
        return result
    }

    /// x to the power of the bits of so many bytes.
    private static func power(of bytes: UInt64) -> UInt32 {
        // x to the power of 0, and of 8.
        var (result, base): (UInt32, UInt32) = (1 << 31, 1 << 23)
        var left = bytes
        while left > 0 {
            if left & 1 == 1 { result = product(result, base) }
            base = product(base, base)
            left >>= 1
        }
        return result
    }
}
