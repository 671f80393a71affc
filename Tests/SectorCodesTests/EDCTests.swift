import SectorCodes
import TestSupport
import Testing

@Suite struct EDCTests {
    @Test func `the check string has the known EDC`() {
        #expect(EDC.of([UInt8]("123456789".utf8)) == 0x6EC2_EDC4)
    }

    @Test func `multiplication without carry and tables agree at every length`() {
        var random = RandomBytes.seeded()
        let bytes = random.next(count: 2600)
        for count in 0...2500 {
            let start = random.number(below: 100)
            let part = Array(bytes[start..<start + count])
            #expect(EDC.of(part) == EDC.portably(of: part), "\(count) bytes")
        }
    }

    @Test(arguments: ReferenceSectors.good) func `the EDC is that of the reference`(
        _ sector: ReferenceSectors.Sector
    ) {
        let (covered, edc) =
            switch sector.form {
            case .mode1: (0..<2064, 2064)
            case .mode2form1: (16..<2072, 2072)
            default: (16..<2348, 2348)
            }
        let stored = sector.bytes[edc..<edc + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        #expect(EDC.of(Array(sector.bytes[covered])) == stored)
        #expect(EDC.portably(of: Array(sector.bytes[covered])) == stored)
    }
}
