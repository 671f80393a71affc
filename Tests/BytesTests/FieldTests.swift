import Bytes
import Testing

/// A field reads what it records.
@Suite struct FieldTests {
    private func record<Coding>(_ field: Field<Coding>, _ value: Coding.Value) -> Record {
        var bytes = [UInt8](repeating: 0xEE, count: 16)
        bytes.replaceSubrange(field.range, with: Coding.bytes(of: value))
        return Record(bytes)
    }

    @Test func `numbers come back, in their order`() {
        let little = Field<LittleEndian<UInt32>>("little", at: 3, "1")
        #expect(record(little, 0x0102_0304)[little] == 0x0102_0304)
        #expect(record(little, 0x0102_0304).u8(3) == 4)
        let big = Field<BigEndian<UInt16>>("big", at: 3, "1")
        #expect(record(big, 0x0102)[big] == 0x0102)
        #expect(record(big, 0x0102).u8(3) == 1)
        let byte = Field<UInt8>("byte", at: 15, "1")
        #expect(record(byte, 7)[byte] == 7)
        #expect((little.length, big.length, byte.length) == (4, 2, 1))
    }

    @Test func `both recordings of a number are fields of their own`() {
        let field = Field<BothEndian<UInt32>>("number", at: 2, "7.3.3")
        let record = record(field, BothEndian(little: 1, big: 2))
        #expect(record[field] == BothEndian(little: 1, big: 2))
        #expect(record[field.little] == 1)
        #expect(record[field.big] == 2)
        #expect(record.recordings(of: field.any) == BothEndian(little: 1, big: 2))
        #expect(record.recordings(of: field.little.any) == nil)
        #expect(field.any.recordings.map(\.name) == ["number[little]", "number[big]"])
        #expect(field.any.recordings.map(\.range) == [2..<6, 6..<10])
    }

    @Test func `a field that is cut reads as if zeros followed`() {
        let field = Field<BothEndian<UInt16>>("number", at: 14, "7.2.3")
        #expect(Record([UInt8](repeating: 1, count: 16))[field] == BothEndian(little: 0x0101, big: 0))
        let text = Field<Text>("text", 14..<20, "1")
        #expect(Record(Array("0123456789abcdef".utf8))[text].elementsEqual("ef".utf8))
    }

    @Test func `a field in a field has both names`() {
        let outer = Field<RawBytes>("rootDirectoryRecord", 156..<190, "8.4.18")
        let inner = Field<UInt8>("fileFlags", at: 25, "9.1.6").inside(outer)
        #expect(inner.name == "rootDirectoryRecord/fileFlags")
        #expect(inner.range == 181..<182)
        #expect(inner.any == Field<UInt8>("fileFlags", at: 25, "9.1.6").any.inside(outer))
    }
}
