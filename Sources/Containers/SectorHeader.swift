/// The four bytes behind the synchronisation pattern: where the sector stands on the disc, and its mode (ECMA-130, 14.2).
struct SectorHeader {
    /// LBA; negative in the first pregap.
    let lba: Int64
    /// 0, 1 or 2.
    let mode: UInt8
    let isScrambled: Bool

    /// Reads the header at `at`, scrambled or not (annex B); nil if it is none.
    init?(_ record: Record, at: Int) {
        guard at >= 0, at + 4 <= record.count else { return nil }
        if let plain = SectorHeader(record, at, mask: [0, 0, 0, 0], isScrambled: false) {
            self = plain
        } else if let hidden = SectorHeader(record, at, mask: [0x01, 0x80, 0x00, 0x60], isScrambled: true) {
            self = hidden
        } else {
            return nil
        }
    }

    private init?(_ record: Record, _ at: Int, mask: [UInt8], isScrambled: Bool) {
        let bytes = (0..<4).map { record.u8(at + $0) ^ mask[$0] }
        // Bits 7 to 5 of the mode byte tell about packet writing.
        guard let lba = MSF.lba(bcd: bytes[0], bytes[1], bytes[2]), bytes[3] & 0x1F <= 2 else { return nil }
        self.lba = lba
        mode = bytes[3] & 0x1F
        self.isScrambled = isScrambled
    }
}

/// Minutes, seconds and frames; 75 frames are a second.
enum MSF {
    /// LBA of a time in packed BCD; nil where the digits are none or out of range. Lead-in times, counted back from
    /// 100 minutes, give negative numbers.
    static func lba(bcd minute: UInt8, _ second: UInt8, _ frame: UInt8) -> Int64? {
        guard let m = decimal(minute), let s = decimal(second), let f = decimal(frame), s < 60, f < 75 else {
            return nil
        }
        return lba(m, s, f)
    }

    /// LBA of a time in plain numbers, whatever their range.
    static func lba(_ minute: Int64, _ second: Int64, _ frame: Int64) -> Int64 {
        let frames = (minute * 60 + second) * 75 + frame - 150
        return minute >= 90 ? frames - 450_000 : frames
    }

    /// The number that two BCD digits mean.
    static func decimal(_ bcd: UInt8) -> Int64? {
        bcd >> 4 <= 9 && bcd & 0xF <= 9 ? Int64(bcd >> 4) * 10 + Int64(bcd & 0xF) : nil
    }
}
