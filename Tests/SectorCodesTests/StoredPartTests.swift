import SectorCodes
import Testing

@Suite struct StoredPartTests {
    @Test(arguments: [
        (SectorForm.mode1, 2352, 0, 16..<2064), (.mode1, 2340, 12, 4..<2052), (.mode1, 2336, 16, 0..<2048),
        (.mode1, 2048, 16, 0..<2048), (.mode2form1, 2352, 0, 24..<2072), (.mode2form1, 2340, 12, 12..<2060),
        (.mode2form1, 2336, 16, 8..<2056), (.mode2form1, 2332, 16, 8..<2056),
        (.mode2form1, 2056, 16, 8..<2056), (.mode2form1, 2048, 24, 0..<2048),
        (.mode2form2, 2352, 0, 24..<2348), (.mode2form2, 2336, 16, 8..<2332),
        (.mode2form2, 2332, 16, 8..<2332), (.mode2form2, 2324, 24, 0..<2324),
        (.audio, 2352, 0, 0..<2352),
    ])
    func `a count of bytes names the part that is stored, and where its user data lies`(
        form: SectorForm, count: Int, offset: Int, data: Range<Int>
    ) throws {
        let part = try #require(StoredPart(form: form, count: count))
        #expect(part.range == offset..<offset + count)
        #expect(part.userData(of: form) == data)
    }

    @Test(arguments: SectorForm.allCases) func `other counts name nothing`(_ form: SectorForm) {
        for count in [-1, 0, 1, 2047, 2353, 2448, Int.max] {
            #expect(StoredPart(form: form, count: count) == nil)
        }
    }
}
