import Comparison
import DiscModel
import Testing

/// Every state, from a disc that was made to show it.
@Suite struct SectorStateTests {
    static let image = Trial.image(sectors: 1555)
    let trial = Trial(image: image)

    @Test func `a clean disc is identical`() {
        let result = trial.compare(with: FakeDisc(Self.image))
        #expect(result.remarks.isEmpty)
        #expect(result.counts == [.same: 1555])
        #expect(result.answer == .identical && result.verdict == .pass)
    }

    @Test func `bad sectors are unreadable, exactly they, after all tries`() {
        let disc = FakeDisc(Self.image)
        for sector in [300, 700, 701, 702, 703] as [UInt64] { disc.bad[sector] = .max }
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["300+1 unreadable", "700+4 unreadable"])
        #expect(result.answer == .unreadable && result.verdict == .fail)
        let run = result.states.runs.first { $0.state == .unreadable }
        #expect(run?.tries == 3 && run?.fault?.sense == Sense(key: 3, code: 0x11, qualifier: 5))
        #expect(disc.cacheDrops == 2)
    }

    @Test(arguments: [true, false]) func `a drive that does not tell the sector finds the same`(_ tells: Bool)
    {
        let disc = FakeDisc(Self.image)
        disc.tellsSector = tells
        for sector in [0, 31, 32, 300, 700, 701, 702, 703, 1553, 1554] as [UInt64] { disc.bad[sector] = .max }
        let result = trial.compare(with: disc)
        #expect(result.sectors(.unreadable) == [0, 31, 32, 300, 700, 701, 702, 703, 1553, 1554])
        #expect(result.counts[.same] == 1545)
    }

    @Test(arguments: 1...3) func `a flaky sector is the same after a retry`(_ failures: Int) {
        let disc = FakeDisc(Self.image)
        disc.bad[900] = failures
        let result = trial.compare(with: disc)
        let isRecovered = failures <= 2
        #expect(result.remarks == [isRecovered ? "900+1 sameAfterRetry" : "900+1 unreadable"])
        #expect(result.answer == (isRecovered ? .identicalWeak : .unreadable))
        #expect(result.states.runs.first { $0.first == 900 }?.tries == failures)
    }

    @Test func `a command that fails once and passes block by block is weak as a whole`() {
        let disc = FakeDisc(Self.image)
        disc.tellsSector = false
        disc.bad[900] = 1
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["896+32 sameAfterRetry"])
    }

    @Test func `wrong bytes without an error differ, and stay wrong`() {
        let disc = FakeDisc(Self.image)
        disc.alwaysWrong = [1000]
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["1000+1 differs"])
        #expect(result.answer == .differs && result.verdict == .fail)
        let difference = result.differences.first
        #expect(difference?.bits == 1 && difference?.bytes == 1 && difference?.first.first?.offset == 100)
        #expect(disc.reads.last == 1000..<1001)
    }

    @Test func `bytes that change from read to read are unstable`() {
        let disc = FakeDisc(Self.image)
        disc.wrong = [1000: [1], 1001: [1, 2], 1002: [2]]
        #expect(trial.compare(with: disc).remarks == ["1000+1 unstable", "1001+1 differs"])
    }

    @Test func `fillers are told from other content`() {
        let disc = FakeDisc(Self.image)
        let fillers: [(Int, [UInt8])] = [
            (10, [UInt8](repeating: 0, count: 2048)), (11, [UInt8](repeating: 0x55, count: 2048)),
            (12, (0..<256).flatMap { _ in Array("BaDbLoCk".utf8) }),
            (13, [UInt8](repeating: 0xAA, count: 2048)),
        ]
        for (sector, bytes) in fillers {
            disc.content.replaceSubrange(sector * 2048..<(sector + 1) * 2048, with: bytes)
        }
        #expect(trial.compare(with: disc).remarks == ["10+3 differsFill", "13+1 differs"])
    }

    // MARK: The end of the disc

    @Test func `padding and run-out behind the image are normal`() {
        let disc = FakeDisc(Self.image, pad: 150)
        disc.runOut = 2
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["1555+150 discPad", "1705+2 runOut"])
        #expect(result.answer == .identicalLonger && result.verdict == .pass)
    }

    @Test func `old content behind the image is told and harmless`() {
        let disc = FakeDisc(Self.image + [UInt8](repeating: 7, count: 4096))
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["1555+2 discExtra"])
        #expect(result.verdict == .pass)
    }

    @Test func `a volume descriptor behind the image tells of a further session`() {
        var session = [UInt8](repeating: 0, count: 20 * 2048)
        session.replaceSubrange(16 * 2048..<16 * 2048 + 7, with: [1] + Array("CD001".utf8) + [1])
        let result = trial.compare(with: FakeDisc(Self.image + session))
        #expect(result.sessions.map(\.start) == [1555] && result.sessions.map(\.files) == [nil])
        #expect(result.verdict == .pass)
        let sooner = trial.compare(with: FakeDisc(Self.image + session.dropFirst(2048)))
        #expect(sooner.sessions.isEmpty)
    }

    /// Distances 0 to 80: what is unreadable at the end of the image is a loss, whatever its number; behind it is run-out
    /// up to 75.
    @Test(arguments: 0...80) func `every distance from the end`(_ distance: UInt64) {
        let short = FakeDisc([UInt8](Self.image.dropLast(Int(distance) * 2048)))
        #expect(trial.compare(with: short).sectors(.imageOnly) == Array(1555 - distance..<1555))

        let cut = FakeDisc([UInt8](Self.image.dropLast(Int(distance) * 2048)))
        cut.runOut = distance
        let lost = trial.compare(with: cut)
        #expect(lost.counts[.same] == 1555 - distance)
        #expect(lost.counts[.unreadable] ?? 0 == distance)
        #expect(lost.verdict == (distance == 0 ? .pass : .fail))

        let long = FakeDisc(Self.image)
        long.runOut = distance
        let result = trial.compare(with: long)
        #expect(result.sectors(distance > 75 ? .gap : .runOut) == Array(1555..<1555 + distance))
        #expect(result.verdict == .pass)
    }

    @Test(arguments: [-1, 75] as [Int64]) func `a capacity that is wrong by some sectors hurts nothing`(
        _ error: Int64
    ) {
        let disc = FakeDisc(Self.image)
        disc.capacityError = error
        let result = trial.compare(with: disc)
        #expect(result.counts[.same] == 1555)
        #expect(result.verdict == .pass)
        #expect(result.sectors(.runOut).count == max(0, Int(error)))
    }

    @Test func `a short disc whose capacity is too high is short all the same`() {
        let disc = FakeDisc([UInt8](Self.image.dropLast(500 * 2048)))
        disc.capacityError = 500
        let result = trial.compare(with: disc)
        #expect(result.remarks == ["1055+500 imageOnly"])
        #expect(disc.reads.count < 100)
    }

    @Test func `an image that ends inside a sector is filled up with zeros by the burner`() {
        let odd = Trial.image(sectors: 20, odd: 100)
        let disc = FakeDisc(odd)
        let result = Trial(image: odd).compare(with: disc)
        #expect(result.remarks == ["20+1 sameNormalised"])
        #expect(result.verdict == .pass)
        disc.content[20 * 2048 + 500] = 1
        #expect(Trial(image: odd).compare(with: disc).remarks == ["20+1 differs"])
    }
}
