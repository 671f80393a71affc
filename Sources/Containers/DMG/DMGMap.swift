import Bytes
import Digests
import DiscModel

/// Where the sectors of an Apple disk image lie: the runs of all partitions in the order of the disk.
struct DMGMap {
    struct Run {
        /// On the disk, and how many.
        let sector: UInt64
        let sectors: UInt64
        /// In the file.
        let offset: UInt64
        let bytes: UInt64
        let packing: DMGPacking

        var end: UInt64 { sector + sectors }
    }

    struct Partition {
        let name: String
        let sum: Digest?
        /// Bytes of the disk that the checksum is of.
        var ranges: [Range<UInt64>] = []
    }

    private(set) var runs: [Run] = []
    private(set) var partitions: [Partition] = []
    /// The first thing that is wrong, as a clause about the tables.
    private(set) var fault: String?
    private let dmg: DMGDescription
    private let size: UInt64

    /// Runs of 512 sectors of a disk of half a terabyte.
    private static let limit = 1 << 21
    /// Sectors of a disk that can be; numbers behind it are none.
    private static let sectorLimit: UInt64 = 1 << 44

    init(_ dmg: DMGDescription, _ list: DMGList, size: UInt64) {
        self.dmg = dmg
        self.size = size
        fault = list.fault
        for table in list.tables { add(table) }
        order()
    }

    /// One run of everything, where the data is no list of runs but the disk itself.
    init(plain dmg: DMGDescription, size: UInt64) {
        self.dmg = dmg
        self.size = size
        let sectors = min(dmg.sectors, dmg.dataLength / DMGDescription.sector)
        runs = [
            Run(
                sector: 0, sectors: sectors, offset: dmg.dataOffset,
                bytes: sectors * DMGDescription.sector, packing: .plain)
        ]
    }

    /// Bytes of the disk, as far as runs lead.
    var unpackedBytes: UInt64 { (runs.last?.end ?? 0).times(DMGDescription.sector) }

    private mutating func report(_ words: String) { fault = fault ?? words }

    // MARK: Tables

    private mutating func add(_ list: DMGList.Table) {
        let table = list.bytes
        let number = partitions.count + 1
        let name = list.name.isEmpty ? "partition \(number)" : DisplayName(list.name).escaped
        guard table.has("mish"), table.count >= DMGTable.length else {
            return report("are damaged: that of \(name) is none")
        }
        var partition = Partition(name: name, sum: DMGDescription.digest(table, DMGTable.sum))
        let first = table[DMGTable.firstSector]
        let count = Int(table[DMGTable.runs])
        let held = (table.count - DMGTable.length) / DMGRunFields.length
        if count > held {
            report("are damaged: that of \(name) has room for \(held.of("run")), and tells \(count)")
        }
        var next: UInt64 = 0
        var isEnded = false
        for index in 0..<min(count, held) {
            let fields = table.part(DMGTable.length + index * DMGRunFields.length, DMGRunFields.length)
            guard let packing = DMGPacking(rawValue: fields[DMGRunFields.kind]) else {
                report("are damaged: run \(index) of \(name) is of a kind that is not known")
                continue
            }
            if packing == .comment { continue }
            if packing == .end {
                isEnded = true
                break
            }
            guard runs.count < Self.limit else { return report("have more than \(Self.limit) runs") }
            guard let run = run(fields, packing, from: first, dataOffset: table[DMGTable.dataOffset]) else {
                report("lead out of any disk with run \(index) of \(name)")
                continue
            }
            if run.sector != first + next {
                report("are damaged: run \(index) of \(name) does not begin where the one before it ends")
            }
            next = run.end - min(run.end, first)
            runs.append(run)
            if packing != .leftOut { partition.add(run) }
        }
        let sectors = table[DMGTable.sectors]
        if next != sectors || !isEnded {
            report("are damaged: the runs of \(name) hold \(next.of("sector")), and it has \(sectors)")
        }
        partitions.append(partition)
    }

    private func run(_ fields: Record, _ packing: DMGPacking, from first: UInt64, dataOffset: UInt64) -> Run?
    {
        let run = Run(
            sector: first.adding(fields[DMGRunFields.sector]), sectors: fields[DMGRunFields.sectors],
            offset: dmg.dataOffset.adding(dataOffset).adding(fields[DMGRunFields.offset]),
            bytes: fields[DMGRunFields.bytes], packing: packing)
        return run.sector < Self.sectorLimit && run.sectors < Self.sectorLimit ? run : nil
    }

    // MARK: The disk

    /// Puts the runs in the order of the disk, and holds them against it and against the file.
    private mutating func order() {
        runs.sort { $0.sector < $1.sector }
        var kept: [Run] = []
        kept.reserveCapacity(runs.count)
        var end: UInt64 = 0
        let dataEnd = min(size, dmg.dataOffset.adding(dmg.dataLength))
        for run in runs where run.sectors > 0 {
            guard run.sector >= end else {
                report("are damaged: sector \(run.sector) of the disk lies in two runs")
                continue
            }
            if run.sector > end { report("leave out sector \(end) of the disk") }
            if run.packing.hasData, run.offset.adding(run.bytes) > dataEnd {
                report("lead behind the end of the data with sector \(run.sector) of the disk")
            }
            end = run.end
            kept.append(run)
        }
        runs = kept
        if end != dmg.sectors {
            report("hold \(end.of("sector")), and the trailer says that the disk has \(dmg.sectors)")
        }
    }

    /// The last run that begins at or before a sector.
    func index(at sector: UInt64) -> Int? {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].sector <= sector { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}

extension DMGMap.Partition {
    fileprivate mutating func add(_ run: DMGMap.Run) {
        let range = run.sector * DMGDescription.sector..<run.end * DMGDescription.sector
        if let last = ranges.last, last.upperBound == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
            ranges.append(range)
        }
    }
}
