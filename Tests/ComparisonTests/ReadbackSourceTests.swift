import Bytes
import Comparison
import TestSupport
import Testing

/// A disc as the bytes of an image.
@Suite struct ReadbackSourceTests {
    private static let content = RandomBytes.fixed(seed: 9, count: 200 * 2_048)

    private static func source(_ change: (FakeDisc) -> Void = { _ in }) -> ReadbackSource {
        let disc = FakeDisc(content)
        change(disc)
        return ReadbackSource(disc)
    }

    @Test(arguments: [(0, 1), (5, 12), (2_040, 20), (100, 70_000), (199 * 2_048, 2_048), (0, 200 * 2_048)])
    func `any bytes come, whatever sectors they are in`(_ start: Int, _ count: Int) throws {
        #expect(
            try Self.source().bytes(at: UInt64(start), count: count)
                == Array(Self.content[start..<start + count]))
    }

    @Test func `a bad sector fails the reads that ask for it, and no other`() throws {
        let source = Self.source { $0.bad = [50: .max] }
        #expect(try source.bytes(at: 40 * 2_048, count: 10 * 2_048).count == 10 * 2_048)
        #expect(try source.bytes(at: 51 * 2_048, count: 100).count == 100)
        let failure = #expect(throws: ReadFailure.self) {
            try source.bytes(at: 40 * 2_048, count: 20 * 2_048)
        }
        #expect(failure?.offset == 50 * 2_048)
    }

    @Test func `sectors of no track at the end are none of the image`() {
        #expect(Self.source { $0.runOut = 2 }.size == 200 * 2_048)
        #expect(Self.source { $0.runOut = 75 }.size == 200 * 2_048)
        // An unreadable last sector is data that is lost.
        #expect(Self.source { $0.bad = [199: .max] }.size == 200 * 2_048)
    }
}
