import SectorCodes
import TestSupport
import Testing

@Suite struct SubchannelTests {
    /// The bytes of a frame from hexadecimal digits, with the check behind them.
    private func frame(_ hex: String) throws -> QFrame {
        let digits = hex.filter { $0 != " " }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(digits.dropFirst($0).prefix(2), radix: 16)
        }
        return try QFrame(bytes)
    }

    @Test(arguments: [
        "41 01 01 00 00 16 00 00 02 16 931A", "41 01 01 00 00 00 00 00 02 00 2832",
        "03 96 34 52 4C 12 34 56 70 16 6AC3", "42 12 34 56 78 90 12 30 00 16 EB3C",
        // Read from a disc by DiscImageCreator.
        "41 16 00 00 01 18 00 76 13 06 F44F", "41 16 00 00 01 16 00 76 13 08 DA29",
    ])
    func `the check holds`(_ hex: String) throws {
        #expect(try frame(hex).checkHolds)
    }

    @Test(arguments: ["41 05 00 00 01 17 00 76 13 07 8197", "00 00 00 00 00 00 00 00 00 00 0000"])
    func `the check does not hold`(_ hex: String) throws {
        #expect(try !frame(hex).checkHolds)
    }

    @Test func `a frame says where its sector is`() throws {
        let q = try frame("41 16 00 00 01 18 00 76 13 06 F44F")
        #expect(q.control == 4)
        #expect(q.isData)
        guard case .position(let position) = q.content else {
            Issue.record("no position")
            return
        }
        #expect(position.track == .track(16, index: 0))
        #expect(position.relative.description == "00:01:18")
        #expect(position.absolute?.lba == (76 * 60 + 13) * 75 + 6 - 150)
    }

    @Test func `a frame of lead-in and lead-out says so`() throws {
        guard case .position(let pointer) = try frame("41 00 A2 98 30 12 00 74 02 00 0000").content,
            case .position(let end) = try frame("01 AA 01 00 00 01 00 74 02 01 0000").content
        else {
            Issue.record("no position")
            return
        }
        #expect(pointer.track == .leadIn(point: 0xA2))
        #expect(pointer.absolute?.description == "74:02:00")
        #expect(end.track == .leadOut)
    }

    @Test func `a catalogue number and a recording code are read`() throws {
        guard case .mediaCatalogNumber(let number) = try frame("42 12 34 56 78 90 12 30 00 16 EB3C").content,
            case .isrc(let isrc) = try frame("03 96 34 52 4C 12 34 56 70 16 6AC3").content
        else {
            Issue.record("another content")
            return
        }
        #expect(number.digits == "1234567890123")
        #expect(number.frame == 16)
        #expect(!number.checkDigitHolds)
        #expect(isrc.code == "USABC1234567")
        #expect(isrc.frame == 16)
        guard case .mediaCatalogNumber(let valid) = try frame("02 40 06 38 13 33 93 10 00 00 0000").content
        else {
            Issue.record("no number")
            return
        }
        #expect(valid.digits == "4006381333931")
        #expect(valid.checkDigitHolds)
    }

    @Test(arguments: [
        "01 1A 01 00 00 00 00 00 02 00 0000", "02 1F 00 00 00 00 00 00 00 00 0000",
        "03 2D 00 00 00 00 00 00 00 00 0000", "05 00 B0 00 00 00 00 00 00 00 0000",
    ])
    func `digits that are none are no content`(_ hex: String) throws {
        #expect(try frame(hex).content == .other)
    }

    @Test func `channels come apart and together again`() throws {
        var random = RandomBytes.seeded()
        let linear = random.next(count: 96)
        let raw = try Subchannel.interleaved(linear)
        #expect(try Subchannel.deinterleaved(raw) == linear)
        // Channel Q is bit 6 of each byte, the first in the highest bit.
        let q = (0..<12).map { index in
            (0..<8).reduce(UInt8(0)) { $0 << 1 | raw[8 * index + $1] >> 6 & 1 }
        }
        #expect(try Subchannel.q(of: raw, layout: .interleaved).bytes == q)
        #expect(try Subchannel.q(of: linear, layout: .linear).bytes == q)
        #expect(Array(linear[12..<24]) == q)
    }

    @Test func `the layout is told by the check`() throws {
        let q = try frame("41 01 01 00 00 16 00 00 02 16 931A").bytes
        let linear = [UInt8](repeating: 0, count: 12) + q + [UInt8](repeating: 0, count: 72)
        let raw = try Subchannel.interleaved(linear)
        #expect(Subchannel.layout(of: (linear + linear)) == .linear)
        #expect(Subchannel.layout(of: (raw + raw + raw)) == .interleaved)
        #expect(Subchannel.layout(of: [UInt8](repeating: 0, count: 960)) == nil)
        #expect(Subchannel.layout(of: [UInt8](repeating: 0, count: 95)) == nil)
    }

    // MARK: Streams

    /// The Q of a data track from its sector 0 on, with the catalogue number in one sector of a hundred.
    private func frames(_ count: Int) throws -> [[UInt8]] {
        try (0..<count).map { lba in
            let time = try #require(MSF(lba: lba)).bcd
            let relative = try #require(MSF(lba: lba - 150)).bcd
            let frame: [UInt8] =
                lba % 100 == 50
                ? [0x42, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x30, 0, time.frame]
                : [
                    0x41, 1, 1, relative.minute, relative.second, relative.frame, 0, time.minute,
                    time.second, time.frame,
                ]
            let check = CRC16Reference.of(frame)
            return frame + [UInt8(check >> 8), UInt8(check & 0xFF)]
        }
    }

    @Test(arguments: [Subchannel.Layout.linear, .interleaved, nil])
    func `a stream is checked, whatever its layout`(_ layout: Subchannel.Layout?) throws {
        var frames = try frames(300)
        frames[20][3] ^= 1
        frames.swapAt(40, 41)
        let width = layout == nil ? 16 : 96
        var bytes: [UInt8] = []
        for (lba, q) in frames.enumerated() {
            let all = [UInt8](repeating: 0, count: 12) + q + [UInt8](repeating: 0, count: 72)
            let stored =
                layout == nil
                ? q + [0, 0, 0, 0] : layout == .linear ? all : try Subchannel.interleaved(all)
            // A sector before each, and one that nobody read.
            let isRead = lba != 60
            bytes += [UInt8](repeating: 0xAA, count: 10) + (isRead ? stored : stored.map { _ in 0 })
        }
        var checker = try #require(SubchannelChecker(width: width))
        // In pieces, as it is read.
        let cut = 120 * (width + 10)
        checker.check(bytes[..<cut], stride: width + 10, from: 0)
        checker.check(bytes[cut...], stride: width + 10, from: 120)
        #expect(checker.layout == layout)
        #expect(checker.count == 300)
        #expect(checker.empty == 1)
        #expect(checker.damaged.runs.map(\.first) == [20])
        #expect(checker.misplaced.runs.map(\.first) == [40])
        #expect(checker.misplaced.count == 2)
        #expect(checker.good == 296)
        #expect(checker.starts == [1: 0])
        #expect(checker.catalogNumbers == ["1234567890123": 3])
    }
}

/// The check bit by bit, beside the code under test.
private enum CRC16Reference {
    static func of(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for byte in bytes + [0, 0] {
            for bit in (0..<8).reversed() {
                sum = sum << 1 | UInt32(byte >> UInt8(bit) & 1)
                if sum & 0x10000 != 0 { sum ^= 0x11021 }
            }
        }
        return ~UInt16(sum & 0xFFFF)
    }
}
