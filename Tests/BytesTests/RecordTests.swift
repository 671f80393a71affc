import Bytes
import Testing

/// A record reads what is there, as zero what is not, and its parts are views of the same bytes.
@Suite struct RecordTests {
    let record = Record(offset: 100, Array(1...10))

    @Test func `numbers are read in both orders`() {
        #expect(record.u8(0) == 1)
        #expect(record.u16le(0) == 0x0201)
        #expect(record.u16be(0) == 0x0102)
        #expect(record.u32le(1) == 0x0504_0302)
        #expect(record.u32be(1) == 0x0203_0405)
        #expect(record.u64le(0) == 0x0807_0605_0403_0201)
        #expect(record.u64be(2) == 0x0304_0506_0708_090A)
        #expect(record.both32(2) == BothEndian(little: 0x0605_0403, big: 0x0708_090A))
    }

    @Test func `what lies outside reads as zero`() {
        #expect(record.u16le(9) == 0x000A)
        #expect(record.u32be(8) == 0x090A_0000)
        #expect(record.u32le(-2) == 0x0201_0000)
        #expect(record.u64le(10) == 0)
        #expect(record.u64le(.max) == 0)
        #expect(record.u64le(.min) == 0)
        #expect(Record([]).both32(0) == BothEndian(0))
    }

    @Test func `parts know where they stood`() {
        let part = record.part(4, 3)
        #expect(part.offset == 104)
        #expect(Array(part.bytes) == [5, 6, 7])
        #expect(part.u16le(0) == 0x0605)
        #expect(part.u32le(1) == 0x0000_0706, "what the record holds behind the part is not the part's")
        #expect(part.part(1).offset == 105)
        #expect(Array(part.part(1).bytes) == [6, 7])
    }

    @Test(arguments: [(-3, 2), (8, 100), (10, 1), (.max, .max), (.min, .max), (2, -1)])
    func `parts are cut to what is there`(at: Int, count: Int) {
        let wanted = (0..<10).filter { $0 >= max(0, at) && count > 0 && $0 - max(0, at) < count }
        #expect(Array(record.slice(at, count)) == wanted.map { UInt8($0 + 1) })
    }

    @Test func `text is compared inside only`() {
        let record = Record(Array("xCD001".utf8)).part(1)
        #expect(record.has("CD001"))
        #expect(record.has("001", fromEnd: 3))
        #expect(!record.has("xCD", at: -1))
        #expect(!record.has("0010", at: 2))
        #expect(record.index(of: 0x30, from: 3) == 3)
        #expect(record.index(of: 0x78, from: 0) == nil)
    }
}

@Suite struct HexadecimalTests {
    @Test func `each byte has two digits`() {
        #expect([0, 0x0A, 0xFF].hexadecimal() == "000aff")
        #expect([0, 0x0A, 0xFF].hexadecimal(uppercase: true, separator: " ") == "00 0A FF")
        #expect([].hexadecimal(separator: " ") == "")
        #expect((0x0B as UInt8).hexadecimal(uppercase: true) == "0B")
    }
}
