/// Frames of FLAC (RFC 9639, 9) without the head of a file: two channels of 16 bits.
struct FLACFrames {
    private var bits: BitReader

    /// Samples of both channels in turn, `count` bytes of them, and how many bytes of the stream they took; nil when it is damaged.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int, isBig: Bool) -> (bytes: [UInt8], used: Int)? {
        var stream = FLACFrames(packed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            guard let (left, right) = stream.frame(upTo: (count - bytes.count) / 4) else { return nil }
            for (left, right) in zip(left, right) {
                for sample in [left, right] {
                    let (high, low) = (
                        UInt8(truncatingIfNeeded: sample >> 8), UInt8(truncatingIfNeeded: sample)
                    )
                    bytes.append(isBig ? high : low)
                    bytes.append(isBig ? low : high)
                }
            }
        }
        return (bytes, stream.bits.bytesUsed)
    }

    private init(_ packed: ArraySlice<UInt8>) {
        bits = BitReader(packed)
    }

    /// How the two channels were made from those of the sound (9.1.3).
    private enum Stereo: UInt32 {
        case independent = 1
        case leftSide = 8
        case sideRight = 9
        case midSide = 10
    }

    /// One frame; no more samples than are missing.
    private mutating func frame(upTo limit: Int) -> (left: [Int32], right: [Int32])? {
        guard bits.read(14) == 0x3FFE else { return nil }
        bits.skip(2)
        let size = bits.read(4)
        let rate = bits.read(4)
        guard let stereo = Stereo(rawValue: bits.read(4)) else { return nil }
        // 16 bits, or those that the head of the file would tell.
        let depth = bits.read(3)
        guard depth == 4 || depth == 0 else { return nil }
        bits.skip(1)
        skipNumber()
        guard let count = blockSize(size), count <= limit else { return nil }
        bits.skip([12: 8, 13: 16, 14: 16][rate] ?? 0)
        bits.skip(8)
        guard let first = subframe(count, stereo == .sideRight ? 17 : 16),
            let second = subframe(count, stereo == .leftSide || stereo == .midSide ? 17 : 16)
        else { return nil }
        bits.align()
        // The CRC-16 of the frame; the hunk has one of its own.
        bits.skip(16)
        guard !bits.isBehindEnd else { return nil }
        switch stereo {
        case .independent: return (first, second)
        case .leftSide: return (first, zip(first, second).map { $0 &- $1 })
        case .sideRight: return (zip(first, second).map { $0 &+ $1 }, second)
        case .midSide:
            let mid = zip(first, second).map { $0 << 1 | $1 & 1 }
            return (zip(mid, second).map { ($0 &+ $1) >> 1 }, zip(mid, second).map { ($0 &- $1) >> 1 })
        }
    }

    /// The number of the frame, coded as letters of UTF-8 are (9.1.5).
    private mutating func skipNumber() {
        let first = UInt8(truncatingIfNeeded: bits.read(8))
        let ones = (~first).leadingZeroBitCount
        for _ in 1..<max(2, ones) where ones > 1 { bits.skip(8) }
    }

    /// Samples of a channel in the frame (9.1.1).
    private mutating func blockSize(_ code: UInt32) -> Int? {
        switch code {
        case 1: 192
        case 2...5: 144 << Int(code)
        case 6: Int(bits.read(8)) + 1
        case 7: Int(bits.read(16)) + 1
        case 8...15: 1 << Int(code)
        default: nil
        }
    }

    // MARK: Channels

    private mutating func subframe(_ count: Int, _ depth: Int) -> [Int32]? {
        guard bits.read(1) == 0 else { return nil }
        let kind = Int(bits.read(6))
        var wasted = 0
        if bits.read(1) == 1 {
            guard let zeros = bits.zeros() else { return nil }
            wasted = zeros + 1
        }
        guard wasted < depth, let samples = samples(kind, count, depth - wasted) else { return nil }
        return wasted == 0 ? samples : samples.map { $0 << Int32(wasted) }
    }

    private mutating func samples(_ kind: Int, _ count: Int, _ depth: Int) -> [Int32]? {
        switch kind {
        case 0: return [Int32](repeating: bits.signed(depth), count: count)
        case 1:
            var samples: [Int32] = []
            samples.reserveCapacity(count)
            for _ in 0..<count { samples.append(bits.signed(depth)) }
            return samples
        case 8...12: return predicted(Self.fixed[kind - 8], shift: 0, count, depth, warm: nil)
        case 32...63:
            let order = kind - 31
            guard order <= count else { return nil }
            let warm = (0..<order).map { _ in bits.signed(depth) }
            let precision = Int(bits.read(4)) + 1
            let shift = bits.signed(5)
            guard precision < 16, shift >= 0 else { return nil }
            let factors = (0..<order).map { _ in Int64(bits.signed(precision)) }
            return predicted(factors, shift: Int64(shift), count, depth, warm: warm)
        default: return nil
        }
    }

    /// Factors of what came before, the last sample first (9.2.5).
    private static let fixed: [[Int64]] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

    private mutating func predicted(
        _ factors: [Int64], shift: Int64, _ count: Int, _ depth: Int, warm: [Int32]?
    ) -> [Int32]? {
        let order = factors.count
        guard order <= count else { return nil }
        var samples = warm ?? (0..<order).map { _ in bits.signed(depth) }
        samples.reserveCapacity(count)
        guard residuals(into: &samples, order, count) else { return nil }
        for at in order..<count {
            var sum: Int64 = 0
            for (back, factor) in factors.enumerated() {
                sum &+= factor &* Int64(samples[at - 1 - back])
            }
            samples[at] = samples[at] &+ Int32(truncatingIfNeeded: sum >> shift)
        }
        return samples
    }

    /// What the prediction missed, in partitions of a Rice code (9.2.7).
    private mutating func residuals(into samples: inout [Int32], _ order: Int, _ count: Int) -> Bool {
        let method = bits.read(2)
        guard method < 2 else { return false }
        let width = method == 0 ? 4 : 5
        let partitions = Int(bits.read(4))
        guard count % (1 << partitions) == 0, count >> partitions >= order else { return false }
        for partition in 0..<1 << partitions {
            let parameter = Int(bits.read(width))
            let length = count >> partitions - (partition == 0 ? order : 0)
            if parameter == 1 << width - 1 {
                let raw = Int(bits.read(5))
                for _ in 0..<length { samples.append(bits.signed(raw)) }
            } else {
                for _ in 0..<length {
                    guard let high = bits.zeros() else { return false }
                    let value = UInt32(truncatingIfNeeded: high) << UInt32(parameter) | bits.read(parameter)
                    samples.append(Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1))
                }
            }
            if bits.isBehindEnd { return false }
        }
        return true
    }
}
