import Bytes
import Comparison
import Digests
import DiscModel
import Testing

/// What happens after the first pass: skipping, trying again, giving up, being stopped, and going on.
@Suite struct SecondLookTests {
    static let image = Trial.image(sectors: 6000)

    @Test func `a scratch is skipped at first and approached from behind`() {
        let disc = FakeDisc(Self.image)
        disc.tellsSector = false
        for sector in 2000..<2100 as Range<UInt64> { disc.bad[sector] = .max }
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.remarks == ["2000+100 unreadable"])
        // The end of the disc is reached before the scratch is looked at closely, and then from its far side.
        let reachedEnd = disc.reads.firstIndex { $0.upperBound == 6000 }
        let before = disc.reads.prefix(reachedEnd ?? 0).filter { $0.overlaps(2002..<2100) }
        #expect(before.count < 12, "\(before.count) reads in the scratch during the first pass")
        let firstAfter = disc.reads.dropFirst(reachedEnd ?? 0).first { $0.overlaps(2000..<2100) }
        #expect((firstAfter?.lowerBound ?? 0) > 2090)
    }

    @Test(arguments: [1, 16, 32]) func `a bad sector costs its error correction block`(_ size: Int) {
        let disc = FakeDisc(Self.image)
        disc.sectorsPerBlock = size
        disc.bad[300] = .max
        let result = Trial(image: Self.image).compare(with: disc)
        let first = UInt64(300 / size * size)
        #expect(result.sectors(.unreadable) == Array(first..<first + UInt64(size)))
        #expect(result.sectorsPerBlock == size)
    }

    @Test func `no time left means no retries, and says what was tried`() {
        let disc = FakeDisc(Self.image)
        for sector in 2000..<2200 as Range<UInt64> { disc.bad[sector] = .max }
        var trial = Trial(image: Self.image)
        trial.policy.patience = .zero
        let result = trial.compare(with: disc)
        // Two faults in a row skip 64 sectors, the next one 128, the next 256.
        #expect(result.sectors(.unreadable) == [2000, 2001, 2066, 2195])
        #expect(result.counts[.notTried] == 64 + 128 + 256)
        #expect(result.stop == .outOfTime && result.verdict == .fail)
    }

    @Test func `time that is not needed does not run out`() {
        var trial = Trial(image: Self.image)
        trial.policy.patience = .zero
        let result = trial.compare(with: FakeDisc(Self.image))
        #expect(result.stop == nil && result.answer == .identical)
    }

    @Test(arguments: [1, 2, 40, 150]) func `a disc that is changed decides nothing`(_ read: Int) {
        let disc = FakeDisc(Self.image)
        disc.changedAtRead = read
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.stop == .discChanged && result.answer == .inconclusive && result.verdict == .open)
        #expect(result.counts.values.reduce(0, +) == 6000)
    }

    @Test func `a disc that is another at the end decides nothing`() {
        let disc = FakeDisc(Self.image)
        disc.newIdentityAfter = 50
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.stop == .discChanged && result.verdict == .open)
    }

    @Test func `a disc that is gone ends it`() {
        let disc = FakeDisc(Self.image)
        disc.goneAtRead = 30
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.stop == .noDisc && result.verdict == .open)
        #expect(disc.reads.count == 30)
    }

    @Test func `a drive in trouble is no evidence against the disc`() {
        let disc = FakeDisc(Self.image)
        for sector in 3000..<6000 as Range<UInt64> {
            disc.bad[sector] = .max
            disc.sense[sector] = Sense(key: 4, code: 0, qualifier: 0)
        }
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.stop == .driveTrouble && result.answer == .inconclusive)
        #expect(result.counts[.unreadable] == nil)
        #expect(disc.reads.count < 120)
    }

    @Test func `one hiccup of the drive is forgiven`() {
        let disc = FakeDisc(Self.image)
        disc.bad[3000] = 1
        disc.sense[3000] = Sense(key: 11, code: 0, qualifier: 6)
        #expect(Trial(image: Self.image).compare(with: disc).remarks == ["3000+1 sameAfterRetry"])
    }

    @Test func `another disc is recognised before it is read`() {
        let disc = FakeDisc(Trial.image(sectors: 6000, seed: 2))
        let result = Trial(image: Self.image).compare(with: disc)
        #expect(result.answer == .anotherDisc && result.verdict == .fail)
        #expect(disc.reads.count < 70)
        var forced = Trial(image: Self.image)
        forced.policy.isForced = true
        #expect(forced.compare(with: FakeDisc(Trial.image(sectors: 6000, seed: 2))).counts[.differs] == 6000)
    }

    @Test(arguments: [0, 1, 4_000]) func `a readback of zeros is said to be that, and read to its end`(
        _ data: Int
    ) {
        var zeros = [UInt8](repeating: 0, count: Self.image.count)
        zeros.replaceSubrange(0..<data * 2048, with: Self.image[..<(data * 2048)])
        let result = Trial(image: Self.image).compare(with: FakeDisc(zeros))
        #expect(result.answer == (data == 0 ? .allZeros : .differs))
        #expect(result.verdict == .fail)
        if data == 0 { #expect(result.counts[.differsFill] == 6000) }
    }

    @Test func `a session is compared with the image of it`() {
        let before = Trial.image(sectors: 100, seed: 3)
        let disc = FakeDisc(before + Self.image)
        let start = Comparer.recognisedStart(of: MemorySource(Self.image), in: disc, among: [0, 100])
        #expect(start == 100)
        var trial = Trial(image: Self.image)
        trial.start = start
        disc.bad[100 + 77] = .max
        #expect(trial.compare(with: disc).remarks == ["77+1 unreadable"])
    }

    // MARK: Stopped and resumed

    /// A disc with every kind of trouble.
    private func troubledDisc() -> FakeDisc {
        let disc = FakeDisc(Self.image, pad: 20)
        disc.runOut = 2
        disc.tellsSector = false
        for sector in [40, 41, 2000, 2001, 2002, 5999] as [UInt64] { disc.bad[sector] = .max }
        for sector in 3000..<3150 as Range<UInt64> { disc.bad[sector] = .max }
        disc.alwaysWrong = [70, 4000]
        return disc
    }

    @Test func `interrupted anywhere and resumed gives the same`() throws {
        let whole = Trial(image: Self.image).compare(with: troubledDisc())
        let total = troubledReads()
        for step in 0..<20 {
            var trial = Trial(image: Self.image)
            let disc = troubledDisc()
            let end = total * step / 20
            trial.environment.isInterrupted = { disc.reads.count >= end }
            let half = trial.compare(with: disc)
            #expect(half.stop == .interrupted && half.verdict != .pass)
            #expect(half.counts.values.reduce(0, +) >= 6000)

            let subject = try ResumeState.Subject(image: MemorySource(Self.image), readback: disc, start: 0)
            let text = ResumeState.text(half.states, of: subject)
            let state = try ResumeState(parsing: text, start: 0)
            #expect(state.subject == subject)
            var second = Trial(image: Self.image)
            second.known = state.states
            let resumed = second.compare(with: troubledDisc())
            #expect(resumed.remarks == whole.remarks, "stopped after \(end) reads")
            _ = try RescueMap(parsing: text)
        }
    }

    private func troubledReads() -> Int {
        let disc = troubledDisc()
        _ = Trial(image: Self.image).compare(with: disc)
        return disc.reads.count
    }

    @Test func `what is settled is not read again`() throws {
        let disc = troubledDisc()
        let whole = Trial(image: Self.image).compare(with: disc)
        let again = troubledDisc()
        var trial = Trial(image: Self.image)
        trial.known = whole.states
        #expect(trial.compare(with: again).remarks == whole.remarks)
        #expect(again.reads.allSatisfy { $0.lowerBound >= 5999 }, "\(again.reads.prefix(3))")
    }

    // MARK: Digests

    @Test func `digests of both sides are told only when all came`() {
        var trial = Trial(image: Self.image)
        trial.policy.digests = [.sha256]
        let same = trial.compare(with: FakeDisc(Self.image, pad: 3))
        #expect(same.imageDigests == same.readbackDigests && same.imageDigests.count == 1)

        let wrong = FakeDisc(Self.image)
        wrong.alwaysWrong = [5000]
        let differing = trial.compare(with: wrong)
        #expect(differing.imageDigests == same.imageDigests)
        #expect(differing.readbackDigests.count == 1 && differing.readbackDigests != same.imageDigests)

        let late = FakeDisc(Self.image)
        late.bad[100] = 1
        #expect(trial.compare(with: late).readbackDigests == same.imageDigests)

        let lost = FakeDisc(Self.image)
        lost.bad[100] = .max
        #expect(trial.compare(with: lost).readbackDigests.isEmpty)
    }
}
