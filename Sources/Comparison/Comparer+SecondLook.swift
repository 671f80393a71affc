import Bytes

extension Comparer {
    /// Sectors read at once in a stretch where others failed.
    private static let stride: UInt64 = 16

    /// Looks at what was skipped, from the end to the start: a head that comes from the other side often reads up to the
    /// very edge of a scratch.
    func returnToSkipped() {
        var news: [Int: [SectorRun]] = [:]
        let all = states
        for index in all.runs.indices.reversed() {
            let run = all.runs[index]
            guard run.state == .notTried, run.fault == nil, run.first < imageSectors else { continue }
            var parts: [SectorRun] = []
            var end = run.end
            while end > run.first, goesOn(at: imageSectors), hasPatience() {
                let first = max(run.first, (end - 1) / step * step)
                parts.insert(contentsOf: lookAgain(first, end - first), at: 0)
                end = first
                if stop != nil { break }
            }
            news[index] = parts
            if stop != nil || isOutOfTime { break }
        }
        states = all.replacing(news)
    }

    private var step: UInt64 { max(Self.stride, UInt64(readback.sectorsPerBlock)) }

    /// Reads at most as many sectors as are spoiled together or fit in a stretch; block by block where that fails.
    private func lookAgain(_ first: UInt64, _ count: UInt64) -> [SectorRun] {
        let holes = loadImage(first, count: Int(count)) ?? [:]
        var found: [SectorRun] = []
        var done = 0
        var some = Int(count)
        while done < Int(count), stop == nil {
            let here = first + UInt64(done)
            if let hole = holes[done] {
                found.append(SectorRun(here, 1, .notTried, fault: hole))
                done += 1
                continue
            }
            let most = holes.keys.filter { $0 > done }.min() ?? Int(count)
            some = min(some, most - done)
            let outcome = read(here, count: some, at: done)
            found += judge(here, at: done, count: outcome.sectors)
            done += outcome.sectors
            guard let fault = outcome.fault else {
                some = max(1, most - done)
                continue
            }
            if some > blockRest(here), fault.sector == nil {
                some = blockRest(here)
                continue
            }
            let spoiled = min(some - outcome.sectors, blockRest(here + UInt64(outcome.sectors)))
            faultCount += UInt64(spoiled)
            found.append(
                SectorRun(
                    here + UInt64(outcome.sectors), UInt64(spoiled), fault.kind.state, fault: fault,
                    tries: 1))
            done += spoiled
            some = max(1, min(blockRest(first + UInt64(done)), Int(count) - done))
        }
        return found
    }

    /// Tries every unreadable sector again by itself, all of them in one round, in rounds of alternating direction.
    func retryUnreadable() {
        guard readback.canVary else { return }
        for round in 0..<max(0, policy.retries) where stop == nil {
            let all = states
            var bad = all.runs.indices.filter { isWorthRetrying(all.runs[$0]) }
            guard let first = bad.first else { return }
            readback.dropCache(of: all.runs[first].first.adding(start))
            if round % 2 == 1 { bad.reverse() }
            var news: [Int: [SectorRun]] = [:]
            for index in bad {
                news[index] = retry(all.runs[index], backwards: round % 2 == 1)
                if stop != nil || isOutOfTime { break }
            }
            states = all.replacing(news)
            if isOutOfTime { return }
        }
    }

    private func isWorthRetrying(_ run: SectorRun) -> Bool {
        (run.state == .unreadable || run.state == .notTried) && run.first < imageSectors
            && run.tries <= policy.retries
            && run.fault?.kind.deservesRetry ?? false
    }

    private func retry(_ run: SectorRun, backwards: Bool) -> [SectorRun] {
        var found: [SectorRun] = []
        for step in 0..<run.count {
            guard goesOn(at: imageSectors), hasPatience() else { break }
            let sector = backwards ? run.end - 1 - step : run.first + step
            guard loadImage(sector, count: 1) == nil else { continue }
            let outcome = read(sector, count: 1, at: 0)
            if let fault = outcome.fault {
                if fault.kind.endsReading { break }
                found.append(SectorRun(sector, 1, fault.kind.state, fault: fault, tries: run.tries + 1))
            } else {
                found += judge(sector, at: 0, count: 1, same: .sameAfterRetry, tries: run.tries)
            }
        }
        return backwards ? found.reversed() : found
    }

    /// Reads differing sectors once more. Bytes that change from read to read are no wrong burn but a disc, a drive, a
    /// cable or a memory that cannot be trusted.
    func rereadDifferences() {
        guard readback.canVary, !samples.kept.isEmpty else { return }
        let all = states
        var news: [Int: [SectorRun]] = [:]
        var lastDropped: UInt64?
        for (index, run) in all.runs.enumerated() where run.state == .differs || run.state == .differsFill {
            var changed: [SectorRun] = []
            for sector in run.first..<run.end {
                guard let before = samples.kept[sector] else { continue }
                guard goesOn(at: imageSectors), hasPatience() else { break }
                if lastDropped.map({ sector - $0 > 4096 }) ?? true {
                    readback.dropCache(of: sector.adding(start))
                    lastDropped = sector
                }
                let outcome = read(sector, count: 1, at: 0)
                guard outcome.sectors == 1, readbackBuffer.bytes(of: 0) != before else { continue }
                changed.append(SectorRun(sector, 1, .unstable, tries: run.tries))
            }
            if !changed.isEmpty { news[index] = changed }
            if stop != nil || isOutOfTime { break }
        }
        states = all.replacing(news)
    }
}
