import SectorCodes
import TestSupport
import Testing

@Suite struct SectorEncoderTests {
    @Test(arguments: ReferenceSectors.good + [ReferenceSectors.withoutEDC])
    func `an encoded sector is the reference byte for byte`(_ sector: ReferenceSectors.Sector) throws {
        let bytes = sector.bytes
        let subheader = try Subheader(bytes, at: 16)
        let encoded =
            switch sector.form {
            case .mode1: SectorEncoder.mode1(Array(bytes[16..<2064]), lba: sector.lba)
            case .mode2form1:
                SectorEncoder.mode2form1(Array(bytes[24..<2072]), subheader: subheader, lba: sector.lba)
            default:
                SectorEncoder.mode2form2(
                    Array(bytes[24..<2348]), subheader: subheader, lba: sector.lba,
                    withEDC: sector.index != ReferenceSectors.withoutEDC.index)
            }
        #expect(differences(encoded, bytes) == [])
    }

    @Test func `short user data is filled up, long user data is cut`() {
        #expect(SectorEncoder.mode1([], lba: 0) == ReferenceSectors.all[0])
        #expect(SectorEncoder.mode1([UInt8](repeating: 0, count: 5000), lba: 0) == ReferenceSectors.all[0])
    }

    @Test(arguments: [Int.min, -45_151, 449_850, Int.max])
    func `no sector is made for a place that no disc has`(_ lba: Int) {
        #expect(SectorEncoder.mode1([], lba: lba) == nil)
        #expect(SectorEncoder.mode2form1([], subheader: Subheader(submode: 8), lba: lba) == nil)
    }

    @Test(arguments: zip(ReferenceSectors.scrambled, [3, 4]))
    func `scrambling is that of the reference, and its own reverse`(
        scrambled: ReferenceSectors.Sector, plain: Int
    ) {
        var bytes = scrambled.bytes
        Scrambler.apply(to: &bytes)
        #expect(bytes == ReferenceSectors.all[plain])
        Scrambler.apply(to: &bytes)
        #expect(bytes == scrambled.bytes)
    }

    @Test func `scrambling leaves what is no raw sector in its bounds`() {
        for count in [0, 1, 12, 13, 3000] {
            var bytes = [UInt8](repeating: 0, count: count)
            Scrambler.apply(to: &bytes)
            #expect(bytes.count == count)
            #expect(bytes.prefix(12).allSatisfy { $0 == 0 })
            #expect(bytes.dropFirst(2352).allSatisfy { $0 == 0 })
        }
    }
}
