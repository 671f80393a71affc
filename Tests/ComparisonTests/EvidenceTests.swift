import Bytes
import Comparison
import DiscModel
import Testing

/// What is said about sectors that differ, and whose they are.
@Suite struct EvidenceTests {
    static let image = Trial.image(sectors: 400)

    private func disc(_ change: (inout [UInt8]) -> Void) -> StoredReadback {
        var bytes = Self.image
        change(&bytes)
        return StoredReadback(MemorySource(bytes), manner: "file")
    }

    @Test func `a misplaced sector is told by the sector it is`() {
        let readback = disc {
            $0.replaceSubrange(100 * 2048..<101 * 2048, with: Self.image[7 * 2048..<8 * 2048])
        }
        let result = Trial(image: Self.image).compare(with: readback)
        #expect(result.differences.map(\.sector) == [100])
        #expect(result.differences.first?.isSector == 7)
    }

    @Test(arguments: [-700, -4, 4, 1000]) func `shifted bytes are told by their shift`(_ shift: Int) {
        let readback = disc { bytes in
            let start = 100 * 2048
            bytes.replaceSubrange(
                start..<start + 2048, with: Self.image[start - shift..<start - shift + 2048])
        }
        let result = Trial(image: Self.image).compare(with: readback)
        #expect(result.differences.first?.shift == shift)
    }

    @Test func `the first bytes and the bits are counted`() {
        let readback = disc {
            $0[100 * 2048 + 5] ^= 0x03
            $0[100 * 2048 + 2047] ^= 0x80
        }
        let difference = Trial(image: Self.image).compare(with: readback).differences.first
        #expect(difference?.bytes == 2 && difference?.bits == 3)
        #expect(difference?.first.map(\.offset) == [5, 2047])
        #expect(difference?.first.first?.image == Self.image[100 * 2048 + 5])
    }

    @Test func `both versions of differing sectors are handed out`() {
        var kept: [UInt64] = []
        var trial = Trial(image: Self.image)
        trial.environment.keep = { sector, mine, its in
            kept.append(sector)
            #expect(mine.count == 2048 && its.count == 2048 && mine != its)
        }
        _ = trial.compare(
            with: disc {
                $0[9 * 2048] ^= 1
                $0[11 * 2048] ^= 1
            })
        #expect(kept == [9, 11])
    }

    // MARK: Rescue maps

    @Test func `only what a map calls finished is compared`() throws {
        let map = try RescueMap(
            parsing: """
                # Mapfile. Created by GNU ddrescue version 1.27
                0x000C8000     +               1
                0x00000000  0x00005000  +
                0x00005000  0x00001000  -
                0x00006000  0x00000800  *
                0x00006800  0x00000800  /
                0x00007000  0x00000800  ?
                0x00007800  0x000C0800  +

                """)
        let readback = MappedReadback(disc { $0[20 * 2048] ^= 1 }, map: map)
        let result = Trial(image: Self.image).compare(with: readback)
        #expect(result.remarks == ["10+2 unreadable", "12+3 notTried", "20+1 differs"])
        #expect(result.counts[.same] == 394 && result.verdict == .fail)
    }

    @Test(arguments: [
        "", "# only a comment\n", "0x0 +\n0x0 0x10 x\n", "0x0 +\n0x10 0x10 +\n0x0 0x10 +\n", "hello\n",
        "0x0 +\n0xFFFFFFFFFFFFFFFF 0x10 +\n", "0x0 +\n0x0 0x0 +\n",
    ])
    func `what is no map is refused`(_ text: String) {
        #expect(throws: RescueMap.Malformed.self) { try RescueMap(parsing: text) }
    }

    @Test func `a map is written as it was read`() throws {
        let map = RescueMap([
            .init(offset: 0, size: 2048, status: .finished), .init(offset: 2048, size: 4096, status: .bad),
            .init(offset: 6144, size: 2048, status: .notTried),
        ])
        #expect(try RescueMap(parsing: map.text) == map)
    }

    @Test func `a foreign map tells where to begin with care`() throws {
        let text = "0x0 ? 1\n0x0 0x32000 +\n0x32000 0x800 -\n0x32800 0x10000 *\n0x42800 0x85800 ?\n"
        let state = try ResumeState(parsing: text, start: 0)
        #expect(state.subject == nil)
        let disc = FakeDisc(Self.image)
        disc.bad[100] = .max
        var trial = Trial(image: Self.image)
        trial.known = state.states
        #expect(trial.compare(with: disc).remarks == ["100+1 unreadable"])
        let first = disc.reads.firstIndex { $0.overlaps(100..<133) } ?? 0
        #expect(disc.reads[..<first].contains { $0.contains(399) })
    }

    // MARK: Sense data

    @Test func `sense data is decoded in both formats`() throws {
        var fixed = [UInt8](repeating: 0, count: 18)
        fixed.replaceSubrange(0..<8, with: [0xF0, 0, 3, 0, 0, 1, 44, 10])
        fixed[12] = 0x11
        fixed[13] = 5
        let first = try #require(Sense.decode(fixed))
        #expect(first.sense == Sense(key: 3, code: 0x11, qualifier: 5) && first.sector == 300)
        #expect(first.sense.hex == "03/11/05" && first.sense.kind == .unreadable)
        let described: [UInt8] = [0x72, 3, 0x11, 5, 0, 0, 0, 12, 0, 10, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 44]
        let second = try #require(Sense.decode(described))
        #expect(second.sense == first.sense && second.sector == 300)
        fixed[0] = 0x70
        #expect(Sense.decode(fixed)?.sector == nil)
        for count in 0..<8 { #expect(Sense.decode([UInt8](fixed.prefix(count))) == nil) }
        for count in 0..<described.count { _ = Sense.decode([UInt8](described.prefix(count))) }
    }
}
