import Bytes
import Testing

/// Arithmetic on recorded numbers ends at the largest value, and reading beyond the end throws.
@Suite struct CheckedTests {
    @Test func `sums and products neither wrap nor trap`() {
        #expect(UInt64(7).adding(8) == 15)
        #expect(UInt64.max.adding(1) == .max)
        #expect((UInt64.max - 1).adding(1) == .max)
        #expect(UInt64(3).times(2048) == 6144)
        #expect(UInt64(1 << 60).times(1 << 10) == .max)
        #expect(UInt64(0).roundedUp(to: 2048) == 0)
        #expect(UInt64(1).roundedUp(to: 2048) == 2048)
        #expect(UInt64(2048).roundedUp(to: 2048) == 2048)
        #expect((UInt64.max - 1).roundedUp(to: 2048) == .max)
    }

    @Test func `both halves of a number are kept, whether they agree or not`() throws {
        let bytes: [UInt8] = [0x12, 0x34, 0x34, 0x12, 1, 0, 0, 0, 0, 0, 0, 2]
        let span = unsafe bytes.span.bytes
        let short = try span.both16(at: 0)
        #expect(short.little == 0x3412)
        #expect(short.big == 0x3412)
        #expect(short.agrees)
        let long = try span.both32(at: 4)
        #expect(long.little == 1)
        #expect(long.big == 2)
        #expect(!long.agrees)
    }

    @Test(arguments: [-1, 5, 8, Int.max]) func `nothing is read beyond the end`(_ offset: Int) {
        let bytes = [UInt8](repeating: 1, count: 8)
        let span = unsafe bytes.span.bytes
        do throws(OutOfBounds) {
            let number = try span.u32le(at: offset)
            Issue.record("\(number) at \(offset)")
        } catch {
            #expect(error.offset == offset)
        }
    }

    @Test func `a source delivers what it has, and nothing behind its end`() throws {
        let source = MemorySource(Array(0..<10))
        #expect(try source.bytes(at: 8, count: 2) == [8, 9])
        #expect(try source.bytes(at: 8, count: 9) == [8, 9])
        #expect(try source.bytes(at: 10, count: 1).isEmpty)
        #expect(try source.bytes(at: .max, count: 1).isEmpty)
    }
}
