import Bytes
import SectorCodes

extension Comparer {
    /// Sectors compared at once before they are looked at singly.
    private static let group = 32

    /// Loads sectors of the image to the start of its buffer.
    ///
    /// - Returns: the indices that could not be read, with the reason; nil when all came.
    func loadImage(_ first: UInt64, count: Int) -> [Int: ReadbackFault]? {
        let (came, failure) = imageBuffer.load(image, sector: first, count: count, at: 0)
        imageBuffer.clear(from: came, through: count - 1)
        let wanted = min(UInt64(count) * .sector, image.size - min(image.size, first.times(.sector)))
        guard failure != nil || UInt64(came) < wanted else { return nil }
        var holes: [Int: ReadbackFault] = [:]
        for index in came / .sector..<count {
            let sector = first + UInt64(index)
            if policy.omitted.contains(where: { $0.contains(sector) }) { continue }
            let (bytes, failure) = imageBuffer.load(image, sector: sector, count: 1, at: index)
            guard bytes < imageBytes(of: sector) else { continue }
            holes[index] = ReadbackFault(.imageUnreadable, failure?.reason ?? "the image has become shorter")
        }
        if !holes.isEmpty { isImageWhole = false }
        return holes.isEmpty ? nil : holes
    }

    /// Compares sectors that stand at the same index in both buffers.
    ///
    /// - Parameters:
    ///   - first: number of the first sector.
    ///   - index: its place in the buffers.
    ///   - same: what equal ones are called.
    ///   - tries: reads that failed before.
    func judge(_ first: UInt64, at index: Int, count: Int, same: SectorState = .same, tries: Int = 0)
        -> [SectorRun]
    {
        guard count > 0 else { return [] }
        var found = SectorRuns()
        let last = first + UInt64(count) - 1
        let isOdd = imageBytes(of: last) < .sector
        let whole = isOdd ? count - 1 : count
        if imageBuffer.equals(readbackBuffer, from: index, bytes: whole * .sector) {
            found.append(SectorRun(first, UInt64(whole), same, tries: tries))
        } else {
            for start in stride(from: 0, to: whole, by: Self.group) {
                let size = min(Self.group, whole - start)
                judgeGroup(
                    SectorRun(first + UInt64(start), UInt64(size), same, tries: tries), at: index + start,
                    &found)
            }
        }
        if isOdd { found.append(judgeLast(SectorRun(last, 1, same, tries: tries), at: index + count - 1)) }
        return codeFaults.isEmpty ? found.runs : withCodeFaults(found.runs)
    }

    /// Whatever the data is: a sector whose own codes are wrong is not good.
    private func withCodeFaults(_ runs: [SectorRun]) -> [SectorRun] {
        var found = SectorRuns()
        for run in runs {
            for lba in run.first..<run.end {
                var sector = run
                sector.first = lba
                sector.count = 1
                if let fault = codeFaults[lba], run.state != .differsFill {
                    let isSame = run.state.meaning == .good
                    if isSame { faultCount += 1 }
                    sector.state = .edcBad
                    sector.fault = ReadbackFault(
                        fault.kind,
                        "\(fault.reason); its data \(isSame ? "is that of the image" : "differs")")
                }
                found.append(sector)
            }
        }
        return found.runs
    }

    private func judgeGroup(_ group: SectorRun, at index: Int, _ found: inout SectorRuns) {
        if imageBuffer.equals(readbackBuffer, from: index, bytes: Int(group.count) * .sector) {
            return found.append(group)
        }
        for offset in 0..<Int(group.count) {
            var sector = group
            sector.first += UInt64(offset)
            sector.count = 1
            if !imageBuffer.equals(readbackBuffer, from: index + offset, bytes: .sector) {
                sector.state = difference(at: index + offset, of: sector.first)
            }
            found.append(sector)
        }
    }

    /// The image ends inside this sector; a burner fills it up with zeros.
    private func judgeLast(_ sector: SectorRun, at index: Int) -> SectorRun {
        var sector = sector
        if imageBuffer.equals(readbackBuffer, from: index, bytes: .sector) {
            // Equal beyond the image's end means that zeros follow there, or that both end at the same byte.
            let endsAlike = readback.size == start.times(.sector).adding(image.size)
            if !endsAlike { sector.state = .sameNormalised }
        } else {
            sector.state = difference(at: index, of: sector.first)
        }
        return sector
    }

    /// Takes note of a sector that differs.
    private func difference(at index: Int, of lba: UInt64) -> SectorState {
        faultCount += 1
        let bytes = readbackBuffer.bytes(of: index)
        let mine = imageBuffer.bytes(of: index)
        samples.add(lba, image: mine, readback: bytes, willReread: readback.canVary)
        environment.keep(lba, mine, bytes)
        return StandIn.standsIn(for: bytes) ? .differsFill : .differs
    }
}
