/// Makes sub-channel Q of a sector as a disc has it (IEC 60908, 17.5), so that nothing of the code under test has a part in it:
/// places, and in one sector of a hundred each the catalogue number and, in audio, the recording code of the sheets.
struct ForgedQ {
    /// The twelve bytes.
    let frame: [UInt8]

    /// - Parameter index: of the sector in the track, its pregap counted.
    init(_ track: WrappedDisc.Track, _ index: Int) {
        let lba = track.start - track.pregap + index
        let absolute = RawSector.msf(lba + 150).map(RawSector.bcd)
        let control: UInt8 = track.isAudio ? 0 : 0x40
        var bytes: [UInt8]
        switch lba % 100 {
        case 50:
            bytes = [control | 2, 0x01, 0x23, 0x45, 0x67, 0x89, 0x01, 0x20, 0, absolute[2]]
        case 75 where track.isAudio:
            // "USABC" in six bits each, two bits of 0, "123456", and the number of the track.
            let last = UInt8(truncatingIfNeeded: track.number) << 4
            bytes = [control | 3, 0x96, 0x34, 0x52, 0x4C, 0x12, 0x34, 0x56, last, absolute[2]]
        default:
            let isPregap = index < track.pregap
            let relative = isPregap ? track.pregap - index - 1 : index - track.pregap
            bytes = [control | 1, RawSector.bcd(track.number), isPregap ? 0 : 1]
            bytes += RawSector.msf(relative).map(RawSector.bcd) + [0] + absolute
        }
        frame = bytes + Self.check(bytes)
    }

    /// x¹⁶ + x¹² + x⁵ + 1, bit by bit, inverted.
    fileprivate static func check(_ bytes: [UInt8]) -> [UInt8] {
        var sum: UInt16 = 0
        for bit in bytes.flatMap({ byte in (0..<8).map { byte >> (7 - $0) & 1 } }) {
            let isOdd = UInt8(sum >> 15) != bit
            sum <<= 1
            if isOdd { sum ^= 0x1021 }
        }
        return [UInt8(~sum >> 8), UInt8(~sum & 0xFF)]
    }

    /// 96 bytes, channel by channel.
    var linear: [UInt8] {
        [UInt8](repeating: 0, count: 12) + frame + [UInt8](repeating: 0, count: 72)
    }

    /// What stands behind a sector: 16 bytes with Q first, or 96 with one bit of each channel in a byte.
    func bytes(count: Int) -> [UInt8] {
        if count == 16 { return frame + [0, 0, 0, 0] }
        return frame.flatMap { byte in (0..<8).map { (byte >> (7 - $0) & 1) << 6 } }
    }
}

extension Wrapped {
    /// Has the sub-channel Q of a sector name a track or a place, in a file of its own; its check holds.
    public mutating func setQ(ofSector sector: Int, track: Int? = nil, place: Int? = nil) {
        guard var frame = siblings["disc.sub"].map({ Array($0[sector * 96 + 12..<sector * 96 + 22]) }) else {
            return
        }
        if let track { frame[1] = RawSector.bcd(track) }
        if let place { frame.replaceSubrange(7..<10, with: RawSector.msf(place + 150).map(RawSector.bcd)) }
        siblings["disc.sub"]?.replaceSubrange(
            sector * 96 + 12..<sector * 96 + 24, with: frame + ForgedQ.check(frame))
    }
}
