import SectorCodes
import Testing

@Suite struct HeaderTests {
    @Test(arguments: [
        (0, "00:02:00"), (-150, "00:00:00"), (16, "00:02:16"), (-1, "00:01:74"), (333_000, "74:02:00"),
        (404_849, "89:59:74"), (-151, "99:59:74"), (-45_150, "90:00:00"),
    ])
    func `sectors have their place`(lba: Int, text: String) throws {
        let msf = try #require(MSF(lba: lba))
        #expect(msf.description == text)
        #expect(msf.lba == lba)
        #expect(MSF(bcd: msf.bcd.minute, msf.bcd.second, msf.bcd.frame) == msf)
    }

    @Test func `every place up to 90 minutes comes back`() {
        let wrong = (-45_150..<404_850).filter { MSF(lba: $0)?.lba != $0 }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: [
        (0x00, 0x60, 0x00), (0x00, 0x02, 0x75), (0x0A, 0x02, 0x00), (0xA0, 0x02, 0x00), (0x00, 0x02, 0x7A),
    ])
    func `what is no time is none`(minute: Int, second: Int, frame: Int) {
        #expect(MSF(bcd: UInt8(minute), UInt8(second), UInt8(frame)) == nil)
    }

    @Test func `a header says place and mode`() throws {
        let header = try SectorHeader(ReferenceSectors.all[3])
        #expect(header.msf?.lba == 123_456)
        #expect(header.mode == 1)
        #expect(header.blockIndicator == 0)
        #expect(SectorHeader(msf: try #require(MSF(lba: 123_456)), mode: 1) == header)
    }

    @Test func `a mode has no bits that no mode has, but may mark a link`() throws {
        let link = try SectorHeader([0x00, 0x02, 0x16, 0xE2] as [UInt8], at: 0)
        #expect(link.mode == 2)
        #expect(link.blockIndicator == 7)
        let none = try SectorHeader([0x00, 0x02, 0x16, 0x05] as [UInt8], at: 0)
        #expect(none.mode == nil)
    }

    @Test func `the submode's form bit tells the form, not its data bit`() {
        #expect(Subheader(submode: 0x00).form == .mode2form1)
        #expect(Subheader(submode: 0x08).form == .mode2form1)
        #expect(Subheader(submode: 0x28).form == .mode2form2)
        #expect(Subheader(submode: 0x64).form == .mode2form2)
    }
}
