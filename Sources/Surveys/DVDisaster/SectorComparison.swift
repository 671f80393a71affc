import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Readers
import SectorCodes
import Sectors

/// Compares the sums of sectors with those that were recorded, and counts the damaged ones of each column.
struct SectorComparison {
    private let set: DVDisasterSet
    private let layout: DVDisasterLayout
    private let context: DiscContext
    private var sums: SectorSums
    private var found = DVDisasterResult()
    /// Damaged sectors by column; none are made where nothing is damaged.
    private var columns: [UInt16] = []

    init(_ set: DVDisasterSet, _ layout: DVDisasterLayout, _ sums: SectorSums, _ context: DiscContext) {
        (self.set, self.layout, self.sums, self.context) = (set, layout, sums, context)
    }

    mutating func result() -> DVDisasterResult {
        if let source = set.source { readFile(source) }
        compareSums()
        if layout.method == .rs02 {
            let bytes = set.header.map { Array($0.record[DVDisasterHeader.paritySum]) }
            found.parityHolds = sums.parity.flatMap { sum in bytes.map { sum.bytes == $0 } }
        }
        countDamage()
        found.worst = UInt64(columns.max() ?? 0)
        found.lostColumns = UInt64(columns.count { UInt64($0) > layout.roots })
        return found
    }

    // MARK: Sums

    /// Sectors of sums read at once, which all readings of a disc are a multiple of.
    private static let batch: UInt64 = 64
    /// Sums of one sector that must all be wrong, for it to be the sums that are.
    private static let suspicious = 8

    private mutating func compareSums() {
        var order = layout.order
        var batch: [UInt8] = []
        let holds = haveSumsHeld
        for number in 0..<layout.sumSectors {
            if number % Self.batch == 0 {
                guard context.goesOn() else {
                    found.isStopped = true
                    return
                }
                batch = sumBytes(number)
            }
            let sectors = order.sectorsOfNext()
            let start = Int(number % Self.batch) * .sector
            let block = Record(batch[min(start, batch.count)..<min(start + .sector, batch.count)])
            let isLost =
                layout.method == .rs03 ? !DVDisasterHeader.isSumBlock(block) : block.count < sectors.count * 4
            compare(isLost ? nil : block, sectors, trusting: holds)
            if isLost || isSumSectorLost { lose(sums: number) }
            isSumSectorLost = false
        }
    }

    /// Set where all sums of a sector were wrong.
    private var isSumSectorLost = false

    /// Whether the sums as a whole are what was recorded; RS03 sums each sector of them.
    private var haveSumsHeld: Bool {
        switch layout.method {
        case .rs01: found.parityHolds == true
        case .rs02: isSumDigestRight
        case .rs03: true
        }
    }

    private var isSumDigestRight: Bool {
        var digest = RunningDigest(.md5)
        var at = layout.sumsStart
        let end = at + layout.sumsLength
        while at < end {
            let count = Int(min(end - at, Self.batch * .sector))
            guard let bytes = try? context.volume.bytes(at: at, count: count), bytes.count == count else {
                return false
            }
            digest.update(bytes[...])
            at += UInt64(count)
        }
        return digest.digest() == set.sumsStatement?.expected
    }

    private func sumBytes(_ number: UInt64) -> [UInt8] {
        let start = number * .sector
        let count = Int(min(Self.batch * .sector, layout.sumsLength - start))
        let source: any ByteSource = set.source ?? context.volume
        if let bytes = try? source.bytes(at: layout.sumsStart + start, count: count) { return bytes }
        // One bad sector among them: the others are read alone.
        return stride(from: 0, to: count, by: .sector).flatMap { step -> [UInt8] in
            let part = min(.sector, count - step)
            let bytes = try? source.bytes(at: layout.sumsStart + start + UInt64(step), count: part)
            return bytes?.count == part ? bytes ?? [] : [UInt8](repeating: 0, count: part)
        }
    }

    /// - Parameter block: the sums; nil where they are lost.
    private mutating func compare(_ block: Record?, _ sectors: [UInt64], trusting: Bool) {
        var wrong: [Int] = []
        var compared = 0
        for (index, sector) in sectors.enumerated() where sector < UInt64(sums.sums.count) {
            let number = Int(sector)
            guard sums.states[number] == .seen || sums.states[number] == .marked else { continue }
            guard let block else {
                found.unsummed += 1
                continue
            }
            compared += 1
            if block.u32le(4 * index) == sums.sums[number] {
                sums.states[number] = .good
            } else {
                wrong.append(number)
            }
        }
        isSumSectorLost = !trusting && compared >= Self.suspicious && wrong.count == compared
        if isSumSectorLost {
            found.unsummed += UInt64(compared)
            return
        }
        found.compared += UInt64(compared)
        found.differing += UInt64(wrong.count)
        for number in wrong where sums.states[number] == .seen { sums.states[number] = .wrong }
    }

    /// Takes note of a sector of sums that is damaged itself.
    private mutating func lose(sums number: UInt64) {
        found.lostSums += 1
        if set.source != nil {
            if layout.method == .rs03 { blame(layout.column(ofFile: number + 2)) }
            return
        }
        let sector = layout.sumsStart / .sector + number
        if sector < UInt64(sums.states.count), sums.states[Int(sector)] == .seen {
            sums.states[Int(sector)] = .wrong
        }
    }

    // MARK: Damage

    private mutating func blame(_ column: UInt64?) {
        guard let column else { return }
        if columns.isEmpty { columns = Array(repeating: 0, count: Int(layout.columns)) }
        columns[Int(column)] += 1
    }

    private mutating func countDamage() {
        var run: Range<UInt64>?
        for sector in 0..<layout.imageSectors {
            let state = sector < UInt64(sums.states.count) ? sums.states[Int(sector)] : .missing
            guard state == .missing || state == .marked || state == .wrong else { continue }
            blame(layout.column(ofImage: sector))
            found.damagedCount += 1
            if sector < layout.dataSectors { found.damagedData += 1 }
            if let last = run, last.upperBound == sector {
                run = last.lowerBound..<sector + 1
            } else {
                keep(run)
                run = sector..<sector + 1
            }
        }
        keep(run)
    }

    private mutating func keep(_ run: Range<UInt64>?) {
        guard let run, found.damaged.count < DVDisasterResult.runLimit else { return }
        found.damaged.append(run)
    }

    // MARK: The file of redundancy

    /// Failed reads after which the rest of the file counts as lost.
    private static let failureLimit = 1_000

    /// Reads the file once: its sum, and sectors in it that could not be read or that a program could not read before.
    private mutating func readFile(_ source: any ByteSource) {
        found.fileLength = source.size
        let isSummed = layout.method == .rs01
        var digest = RunningDigest(.md5)
        var at = UInt64(DVDisasterHeader.length)
        let end = min(source.size, layout.fileLength)
        var failures = 0
        while at < end {
            guard context.goesOn() else {
                found.isStopped = true
                return
            }
            let count = failures > 0 ? .sector : Int(Self.batch) * .sector
            let wanted = Int(min(end - at, UInt64(count)))
            let bytes = (try? source.bytes(at: at, count: wanted)) ?? []
            if bytes.count < wanted {
                failures += 1
                if failures == 1 { continue }
                guard failures < Self.failureLimit else { break }
                lose(file: at / .sector)
                at += .sector
                continue
            }
            digest.update(bytes[...])
            if !isSummed { look(bytes, at: at) }
            at += UInt64(bytes.count)
        }
        // What is missing at its end is lost as well.
        if layout.fileLength > at {
            let lost = at.sectorsNeeded..<layout.fileLength.sectorsNeeded
            guard !isSummed else {
                found.damagedInFile += UInt64(lost.count)
                found.parityHolds = false
                return
            }
            for sector in lost { lose(file: sector) }
        }
        if isSummed {
            let sum = set.header.map { Array($0.record[DVDisasterHeader.paritySum]) }
            found.parityHolds = failures == 0 && at == layout.fileLength && digest.digest().bytes == sum
        }
    }

    private mutating func look(_ bytes: [UInt8], at offset: UInt64) {
        let span = unsafe bytes.span.bytes
        for start in stride(from: 0, to: span.byteCount, by: .sector) {
            let sector = span.extracting(start..<min(start + .sector, span.byteCount))
            let number = (offset + UInt64(start)) / .sector
            // Those of sums are judged by their own.
            guard number >= 2 + layout.columns, case .mark = StandIn(sector) else { continue }
            lose(file: number)
        }
    }

    private mutating func lose(file sector: UInt64) {
        found.damagedInFile += 1
        // A damaged sector of sums is counted when they are read.
        if layout.method == .rs03, sector >= 2 + layout.columns { blame(layout.column(ofFile: sector)) }
    }
}
