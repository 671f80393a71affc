import SectorCodes
import TestSupport
import Testing

@Suite struct RawSectorCheckerTests {
    typealias Run = RawSectorChecker.Run

    private func track(_ count: Int, from lba: Int = 100) throws -> [[UInt8]] {
        try (0..<count).map { try #require(SectorEncoder.mode1([UInt8($0 % 251), 7], lba: lba + $0)) }
    }

    @Test func `good sectors are counted and nothing else`() throws {
        var checker = try #require(RawSectorChecker(form: .mode1, part: .whole, stride: 2352))
        let bytes = try track(40).flatMap(\.self)
        #expect(checker.check(Array(bytes[..<(15 * 2352)]), from: 100) == 15)
        #expect(checker.check(Array(bytes[(15 * 2352)...]), from: 115) == 25)
        #expect(checker.count == 40)
        #expect(checker.good == 40)
        #expect(checker.forms == [.mode1: 40])
        #expect(checker.tallies.isEmpty)
    }

    @Test func `bad sectors are tallied as runs, across buffers too`() throws {
        var sectors = try track(40)
        for index in [3, 14, 15, 16, 39] { sectors[index][500] ^= 1 }
        for index in [15, 16] { sectors[index][5] = 0 }
        sectors[20] = [UInt8](repeating: 0, count: 2352)
        var checker = try #require(RawSectorChecker(form: .mode1, part: .whole, stride: 2352))
        for start in stride(from: 0, to: 40, by: 8) {
            checker.check(sectors[start..<start + 8].flatMap(\.self), from: 100 + start)
        }
        #expect(checker.good == 34)
        #expect(Set(checker.tallies.keys) == [.correctable, .badSync, .empty])
        let correctable = try #require(checker.tallies[.correctable])
        #expect(correctable.count == 5)
        #expect(correctable.runs.map(\.first) == [103, 114, 139])
        #expect(correctable.runs.map(\.count) == [1, 3, 1])
        #expect(checker.tallies[.badSync]?.runs.map(\.first) == [115])
        #expect(checker.tallies[.empty]?.count == 1)
    }

    @Test func `a stride may hold more than the sector`() throws {
        let sectors = try track(5).map { [0xAA, 0xBB] + $0 + [UInt8](repeating: 0xCC, count: 94) }
        var checker = try #require(RawSectorChecker(form: .mode1, part: .whole, stride: 2448, prefix: 2))
        let bytes = sectors.flatMap(\.self) + [1, 2, 3]
        #expect(checker.check(bytes, from: 100) == 5)
        #expect(checker.good == 5)
    }

    @Test func `memory is bounded, counts stay exact`() throws {
        var checker = try #require(RawSectorChecker(form: .mode1, part: .whole, stride: 2352, runLimit: 3))
        let sectors = try track(20).enumerated().map { index, sector in
            index % 2 == 0 ? sector : [UInt8](repeating: 0, count: 2352)
        }
        checker.check(sectors.flatMap(\.self), from: 100)
        let tally = try #require(checker.tallies[.empty])
        #expect(tally.count == 10)
        #expect(tally.runs.map(\.first) == [101, 103, 105])
        #expect(tally.isCut)
    }

    @Test func `a layout that cannot be is refused`() {
        #expect(RawSectorChecker(form: .mode1, part: .whole, stride: 2351) == nil)
        #expect(RawSectorChecker(form: .mode1, part: .whole, stride: 2352, prefix: 1) == nil)
        #expect(RawSectorChecker(form: .mode1, part: .whole, stride: 2352, prefix: -1) == nil)
        #expect(RawSectorChecker(form: .mode1, part: .whole, stride: 0) == nil)
    }

    @Test(arguments: [Int.max - 1, Int.min])
    func `sectors with impossible numbers end nothing but themselves`(_ lba: Int) throws {
        var checker = try #require(RawSectorChecker(form: .mode1, part: .whole, stride: 2352))
        checker.check(try track(4).flatMap(\.self), from: lba)
        #expect(checker.good == 0)
    }
}
