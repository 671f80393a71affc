import Bytes

extension Comparer {
    /// One pass from the first sector to the last that never dwells: what fails is left behind, and after faults in a row
    /// whole stretches are.
    func firstPass() {
        var lba: UInt64 = 0
        while lba < imageSectors, goesOn(at: lba) {
            let count = Int(min(UInt64(imageBuffer.capacity), imageSectors - lba))
            compareBlock(lba, count)
            lba += UInt64(count)
        }
    }

    private func compareBlock(_ lba: UInt64, _ count: Int) {
        let holes = loadImage(lba, count: count)
        var index = 0
        block = BlockSummary()
        while index < count, stop == nil {
            let here = lba + UInt64(index)
            if let done = foregone(here, count - index) {
                record(done)
                index += Int(done.count)
            } else if let hole = holes?[index] {
                record(SectorRun(here, 1, .notTried, fault: hole))
                index += 1
            } else {
                index += compareSome(here, at: index, upTo: readable(from: index, here, count, holes))
            }
        }
        guard index == count else { return }
        let bytes = min(UInt64(count) * .sector, image.size - lba * .sector)
        digest(bytes: Int(bytes), isWhole: block.isWhole, areSame: block.areSame)
    }

    private func record(_ run: SectorRun) {
        states.append(run)
        guard run.count > 0, run.state.meaning != .good else { return }
        block.areSame = false
        if !run.state.isDifference { block.isWhole = false }
    }

    private func record(_ runs: [SectorRun]) { for run in runs { record(run) } }

    /// Sectors whose state is known without reading them now.
    private func foregone(_ here: UInt64, _ room: Int) -> SectorRun? {
        if let omitted = policy.omitted.first(where: { $0.contains(here) }) {
            return SectorRun(here, min(omitted.upperBound - here, UInt64(room)), .gap)
        }
        if let end = readableEnd, here >= end { return SectorRun(here, UInt64(room), .imageOnly) }
        if let hidden = hiddenFrom, here >= hidden.sector {
            return SectorRun(here, UInt64(room), .notTried, fault: hidden.fault)
        }
        if let old = known.parts(in: here..<here + UInt64(room)).first, old.first == here, isKnown(old) {
            return old
        }
        guard here < skipUntil else { return nil }
        return SectorRun(here, min(skipUntil - here, UInt64(room)), .notTried)
    }

    /// Whether an earlier run settled these sectors, or left them for the end because others had failed there.
    private func isKnown(_ run: SectorRun) -> Bool { run.state != .notTried || run.tries > 0 }

    /// Sectors that one read may take: up to a hole of the image or to what is known already.
    private func readable(from index: Int, _ here: UInt64, _ count: Int, _ holes: [Int: ReadbackFault]?)
        -> Int
    {
        var most = min(readback.sectorsPerRead, count - index)
        if let hole = holes?.keys.filter({ $0 > index }).min() { most = min(most, hole - index) }
        if let omitted = policy.omitted.first(where: { $0.lowerBound > here }) {
            most = min(most, Int(clamping: omitted.lowerBound - here))
        }
        let next = known.parts(in: here..<here + UInt64(most)).first(where: isKnown)
        if let next, next.first > here { most = min(most, Int(next.first - here)) }
        return most
    }

    /// Reads and compares sectors in one go where nothing is wrong.
    ///
    /// - Returns: how many sectors were dealt with.
    private func compareSome(_ here: UInt64, at index: Int, upTo count: Int) -> Int {
        let outcome = read(here, count: count, at: index)
        record(judge(here, at: index, count: outcome.sectors, same: outcome.isWeak ? .sameAfterRetry : .same))
        if outcome.sectors > 0 { calmDown() }
        guard let fault = outcome.fault else { return outcome.sectors }
        let bad = here + UInt64(outcome.sectors)
        let rest = count - outcome.sectors
        let at = index + outcome.sectors
        switch fault.kind {
        case .noMedium, .mediumChanged: return outcome.sectors
        case .pastEnd where isEnd(bad):
            if takesOddEnd(outcome, bad, at) { return outcome.sectors + 1 }
            readableEnd = bad
            return outcome.sectors
        case .deviceShrank:
            hiddenFrom = (bad, fault)
            return outcome.sectors
        case .notRescued:
            let missing = min(rest, outcome.faultSectors)
            record(SectorRun(bad, UInt64(missing), .notTried, fault: fault))
            return outcome.sectors + missing
        default: break
        }
        if rest > blockRest(bad), fault.sector == nil {
            return outcome.sectors + split(bad, at: at, count: rest)
        }
        let spoiled = min(rest, max(blockRest(bad), outcome.faultSectors))
        fail(bad, spoiled, fault)
        return outcome.sectors + spoiled
    }

    /// The readback ends inside the sector in which the image ends.
    private func takesOddEnd(_ outcome: ReadOutcome, _ sector: UInt64, _ index: Int) -> Bool {
        guard outcome.oddBytes > 0, imageBytes(of: sector) <= outcome.oddBytes else { return false }
        readbackBuffer.clear(from: index * .sector + outcome.oddBytes, through: index)
        record(judge(sector, at: index, count: 1))
        return true
    }

    /// Sectors from this one to the end of what is spoiled together.
    func blockRest(_ sector: UInt64) -> Int {
        let block = UInt64(max(1, readback.sectorsPerBlock))
        return Int(block - sector.adding(start) % block)
    }

    /// A command over many sectors failed and did not say where: reads them block by block.
    ///
    /// - Returns: how many sectors were dealt with.
    private func split(_ first: UInt64, at index: Int, count: Int) -> Int {
        var done = 0
        var anyFailed = false
        var passed: [SectorRun] = []
        while done < count, stop == nil, skipUntil <= first + UInt64(done) {
            let here = first + UInt64(done)
            let some = min(count - done, blockRest(here))
            let outcome = read(here, count: some, at: index + done)
            passed += judge(here, at: index + done, count: outcome.sectors)
            if outcome.sectors > 0 { calmDown() }
            if let fault = outcome.fault {
                record(passed)
                passed = []
                anyFailed = true
                fail(here + UInt64(outcome.sectors), some - outcome.sectors, fault)
            }
            done += some
        }
        // When every block comes singly, nobody knows which one failed among the others.
        if !anyFailed, done == count { passed = passed.map(weakened) }
        record(passed)
        return done
    }

    private func weakened(_ run: SectorRun) -> SectorRun {
        var run = run
        if run.state == .same { run.state = .sameAfterRetry }
        run.tries = 1
        return run
    }

    /// Takes note of sectors that did not come, and after two faults in a row leaves what follows for later.
    private func fail(_ first: UInt64, _ count: Int, _ fault: ReadbackFault) {
        faultCount += UInt64(count)
        record(SectorRun(first, UInt64(count), fault.kind.state, fault: fault, tries: 1))
        faultsInARow += 1
        guard faultsInARow > 1, readback.canVary else { return }
        skipUntil = first + UInt64(count) + skipLength
        skipLength = min(skipLength * 2, Self.lastSkip)
    }

    private func calmDown() {
        faultsInARow = 0
        skipLength = Self.firstSkip
    }

    /// Whether nothing follows a sector that is said to be out of range: a drive may count too many sectors, but one that
    /// denies the last sector as well has none of those between.
    private func isEnd(_ sector: UInt64) -> Bool {
        if sector.adding(start) >= readback.sectorCount { return true }
        let last = imageSectors - 1
        return sector == last || read(last, count: 1, at: 0).fault?.kind == .pastEnd
    }
}
