public import Bytes

/// What each sector of a VOB begins with (ISO/IEC 13818-1, 2.5.3.3; DVD-Video: navigation pack).
public enum DVDPack {
    /// Bytes that are looked at.
    public static let length: UInt64 = 64

    public static func isPack(_ head: Record) -> Bool { head.u32be(0) == 0x0000_01BA }

    /// The sector of a navigation pack as it says itself, counted in the VOBs of the set; nil for any other pack.
    public static func address(_ head: Record) -> UInt32? {
        guard isPack(head), head.u32be(14) == 0x0000_01BB, head.u32be(38) == 0x0000_01BF, head.u8(44) == 0
        else { return nil }
        return head.u32be(45)
    }

    /// When the decoder gets the pack, in ticks of 27 MHz (system clock reference).
    public static func clock(_ head: Record) -> UInt64 {
        let word = UInt64(head.u32be(4)) << 16 | UInt64(head.u16be(8))
        let high = word >> 43 & 0x7
        let middle = word >> 27 & 0x7FFF
        let low = word >> 11 & 0x7FFF
        return (high << 30 | middle << 15 | low) * 300 + (word >> 1 & 0x1FF)
    }

    /// Whether the content is encrypted with CSS: the scrambling bits of the first PES packet, which is one of sound, video or pictures
    /// (ISO/IEC 13818-1, 2.4.3.7).
    public static func isScrambled(_ head: Record) -> Bool {
        guard isPack(head), head.u32be(14) >> 8 == 1 else { return false }
        let stream = head.u8(17)
        return (stream == 0xBD || 0xC0...0xEF ~= stream) && head.u8(20) & 0xC0 == 0x80
            && head.u8(20) & 0x30 != 0
    }
}
