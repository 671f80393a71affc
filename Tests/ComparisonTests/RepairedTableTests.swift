import Bytes
import Comparison
import Digests
import DiscModel
import Testing

/// Firmware that starts a stick writes a wrong copy of its partition table (GPT) anew from the right one; OVMF was seen to.
@Suite struct RepairedTableTests {
    private static let sectors = 200
    private static let last = sectors * 4 - 1

    /// An image with both copies of a table: entries behind the first header, and before the last one.
    private static let sound: [UInt8] = {
        var image = Trial.image(sectors: sectors)
        let entries = [UInt8](repeating: 0x5A, count: 128) + [UInt8](repeating: 0, count: 127 * 128)
        for (own, other, first) in [(1, last, 2), (last, 1, last - 32)] {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ value: some FixedWidthInteger, at offset: Int) {
                for index in 0..<value.bitWidth / 8 {
                    header[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
                }
            }
            header.replaceSubrange(0..<8, with: "EFI PART".utf8)
            put(UInt32(0x10000), at: 8)
            put(UInt32(92), at: 12)
            for (value, offset) in [(own, 24), (other, 32), (64, 40), (last - 33, 48), (first, 72)] {
                put(UInt64(value), at: offset)
            }
            for offset in 56..<72 { header[offset] = 7 }
            put(UInt32(128), at: 80)
            put(UInt32(128), at: 84)
            put(crc(entries), at: 88)
            put(crc(Array(header[..<92])), at: 16)
            image.replaceSubrange(own * 512..<(own + 1) * 512, with: header)
            image.replaceSubrange(first * 512..<first * 512 + entries.count, with: entries)
        }
        return image
    }()

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        RunningDigest.digest(.crc32, of: bytes).bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func compare(
        _ damage: [Int], _ change: (inout [UInt8]) -> Void = { _ in }, digests: [DigestAlgorithm] = []
    ) -> Comparison {
        var (image, stick) = (sound, sound)
        for offset in damage { image[offset] ^= 1 }
        change(&stick)
        let disc = FakeDisc(stick)
        disc.canVary = false
        var trial = Trial(image: image)
        trial.policy.digests = digests
        return trial.compare(with: disc)
    }

    @Test(arguments: [
        ([512 + 16], "0+1 tableRepaired"), ([512 + 60, 1024 + 3], "0+1 tableRepaired"),
        ([2048 + 5], "1+1 tableRepaired"), ([last * 512 + 17], "199+1 tableRepaired"),
        ([(last - 32) * 512], "191+1 tableRepaired"),
    ])
    func `a copy that firmware wrote anew is no damage`(_ damage: [Int], remark: String) {
        let result = Self.compare(damage)
        #expect(result.remarks == [remark])
        #expect(result.answer == .identicalRepaired && result.verdict == .pass)
    }

    @Test func `the digests of both sides stay what they are`() {
        let result = Self.compare([512 + 16], digests: [.crc32])
        #expect(result.imageDigests.count == 1 && result.imageDigests != result.readbackDigests)
    }

    @Test func `what else differs is damage`() {
        // Beside the table, in its sector and in another one.
        #expect(Self.compare([512 + 16]) { $0[3] ^= 1 }.remarks == ["0+1 differs"])
        #expect(
            Self.compare([512 + 16]) { $0[50 * 2048] ^= 1 }.remarks == [
                "0+1 tableRepaired", "50+1 differs",
            ])
        #expect(Self.compare([512 + 16]) { $0[50 * 2048] ^= 1 }.verdict == .fail)
        // A table that is wrong on the stick, or says something else there.
        #expect(Self.compare([]) { $0[512 + 16] ^= 1 }.remarks == ["0+1 differs"])
        #expect(Self.compare([512 + 16]) { $0[Self.last * 512 + 60] ^= 1 }.verdict == .fail)
        // Both copies of the image are wrong: nobody could have known.
        #expect(Self.compare([512 + 16, Self.last * 512 + 17]).answer == .differs)
    }

    @Test func `entries at another place may not fall on something`() {
        // The first header of the image names another place for its entries than where the stick has them.
        var image = Self.sound
        image[512 + 72] = 40
        image[1024 + 9000] = 9
        let disc = FakeDisc(Self.sound)
        disc.canVary = false
        #expect(Trial(image: image).compare(with: disc).verdict == .fail)
    }
}
