import Bytes

extension Comparer {
    /// The end of a disc is read sector by sector: a read that crosses into run-out loses the good sectors before it, and
    /// near the end Linux makes the device smaller after an error.
    private static let carefulSectors: UInt64 = 160
    /// Unreadable sectors at the end that a drive may count without having them: the SCSI rules let READ CAPACITY be up
    /// to 75 sectors too high.
    private static let mostRunOut: UInt64 = 75
    /// Unreadable sectors in a row behind the image after which nothing more is tried.
    private static let mostFailures: UInt64 = 80

    /// Looks at what the readback has behind the image. None of it can hurt the image, though a further session can hide it.
    func lookBeyond() {
        let total = readback.sectorCount - min(readback.sectorCount, start)
        guard total > imageSectors else { return }
        let end = readback.canVary ? min(total, imageSectors.adding(policy.tailLimit)) : total
        unseenBeyond = total - end
        var found = SectorRuns()
        var lba = imageSectors
        var failures: UInt64 = 0
        while lba < end, failures < Self.mostFailures, goesOn(at: imageSectors) {
            let isCareful = readback.canVary && (lba < imageSectors + 16 || end - lba <= Self.carefulSectors)
            let count =
                isCareful || failures > 0 ? 1 : Int(min(end - lba, UInt64(readback.sectorsPerRead), 512))
            let outcome = read(lba, count: count, at: 0)
            for run in content(from: lba, outcome) { found.append(run) }
            lba += UInt64(outcome.sectors)
            failures = outcome.sectors > 0 ? 0 : failures
            guard let fault = outcome.fault else { continue }
            if fault.kind == .pastEnd, outcome.oddBytes > 0 {
                lba += 1
                continue
            }
            failures += 1
            guard count == 1 || fault.sector != nil else { continue }
            found.append(SectorRun(lba, 1, .gap, fault: fault, tries: 1))
            lba += 1
        }
        if lba < end, stop == nil { found.append(SectorRun(lba, end - lba, .gap)) }
        for run in withRunOut(found, end: total) { states.append(run) }
    }

    /// Zeros or other content of what came.
    private func content(from lba: UInt64, _ outcome: ReadOutcome) -> [SectorRun] {
        let hasOdd = outcome.oddBytes > 0
        if hasOdd {
            readbackBuffer.clear(from: outcome.sectors * .sector + outcome.oddBytes, through: outcome.sectors)
        }
        return (0..<outcome.sectors + (hasOdd ? 1 : 0)).map { index in
            let isZero = readbackBuffer.read(index, 1) { $0.isFilled(with: 0) }
            let sector = lba + UInt64(index)
            if !isZero, descriptorsBeyond.count < Self.mostSessions,
                readbackBuffer.read(index, 1, { $0.has("\u{1}CD001\u{1}", at: 0) })
            {
                descriptorsBeyond.append(sector)
            }
            return SectorRun(sector, 1, isZero ? .discPad : .discExtra)
        }
    }

    /// Sessions of a medium are at most 99 (MMC).
    private static let mostSessions = 99

    /// Volumes that begin behind the image, by their primary descriptors (ECMA-119, 6.2.1).
    var sessionsBeyond: [FurtherSession] {
        descriptorsBeyond.filter { $0 >= imageSectors.adding(16) }
            .map { FurtherSession(start: $0 - 16, files: nil) }
    }

    /// The unreadable sectors at the very end are run-out, if they are as few as run-out can be.
    private func withRunOut(_ found: SectorRuns, end: UInt64) -> [SectorRun] {
        let last = found.runs.reversed().prefix { $0.state == .gap }
        let count = last.reduce(0) { $0 + $1.count }
        guard count > 0, count <= Self.mostRunOut, found.end == end else { return found.runs }
        return found.runs.dropLast(last.count)
            + last.reversed().map { run in
                var run = run
                run.state = .runOut
                return run
            }
    }
}
