public import Bytes

/// The 96 bytes of sub-channel that go with one sector: 96 bits of each of the channels P to W.
public enum Subchannel {
    /// How a file stores the channels.
    public enum Layout: Sendable, Hashable, CaseIterable {
        /// As on the disc: each byte holds one bit of each channel, P in the highest.
        case interleaved
        /// 12 bytes of P, 12 of Q, and so on to W.
        case linear
    }

    /// Bytes for each sector.
    public static let count = 96
    /// Bytes for each sector where a drive hands out Q alone: its 12, three of padding, and P in the highest bit of the last.
    public static let formattedCount = 16
    private static let channels = 8
    private static let channelCount = count / channels

    /// 96 interleaved bytes as 12 bytes of each channel, P first.
    public static func deinterleaved(_ bytes: RawSpan) throws(OutOfBounds) -> [UInt8] {
        let source = try bytes.bytes(at: 0, count: count)
        var result = [UInt8](repeating: 0, count: count)
        for (index, byte) in source.enumerated() {
            for channel in 0..<channels {
                let bit = byte >> UInt8(7 - channel) & 1
                result[channel * channelCount + index / 8] |= bit << UInt8(7 - index % 8)
            }
        }
        return result
    }

    /// 12 bytes of each channel as the 96 interleaved bytes.
    public static func interleaved(_ bytes: RawSpan) throws(OutOfBounds) -> [UInt8] {
        let source = try bytes.bytes(at: 0, count: count)
        return (0..<count).map { index in
            (0..<channels).reduce(UInt8(0)) { byte, channel in
                let bit = source[channel * channelCount + index / 8] >> UInt8(7 - index % 8) & 1
                return byte | bit << UInt8(7 - channel)
            }
        }
    }

    /// The 12 bytes of Q among the 96.
    public static func q(of bytes: RawSpan, layout: Layout) throws(OutOfBounds) -> QFrame {
        switch layout {
        case .linear: return QFrame(recorded: try bytes.bytes(at: channelCount, count: channelCount))
        case .interleaved:
            let source = try bytes.bytes(at: 0, count: count)
            var q = [UInt8](repeating: 0, count: channelCount)
            for (index, byte) in source.enumerated() {
                q[index / 8] |= (byte >> 6 & 1) << UInt8(7 - index % 8)
            }
            return QFrame(recorded: q)
        }
    }

    /// The layout in which the check of Q holds for most of some sectors' 96 bytes each, one behind the other; nil when it holds
    /// in neither, as for sub-channel that is all 0, which nobody read.
    public static func layout(of sectors: RawSpan) -> Layout? {
        let votes = Layout.allCases.map { layout in
            stride(from: 0, through: sectors.byteCount - count, by: count).count { offset in
                let frame = try? q(of: sectors.extracting(offset..<offset + count), layout: layout)
                return frame?.checkHolds == true
            }
        }
        return votes[0] == 0 && votes[1] == 0 ? nil : votes[0] >= votes[1] ? .interleaved : .linear
    }
}
