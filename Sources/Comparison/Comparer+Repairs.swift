import Bytes
import FileSystems

/// A partition table (GPT) that is wrong in the image and right in the readback. Firmware that finds one of the two copies of a
/// table wrong writes it anew from the other (edk2, PartitionDxe, PartitionRestoreGptTable; UEFI 2.11, 5.3.2; seen of OVMF): so
/// a stick that was started differs from its image, there and only there.
extension Comparer {
    /// Sectors beyond which nobody looks for that: two tables of 128 entries take 18.
    private static let repairLimit: UInt64 = 128

    func recogniseRepairs() {
        // Entries of no partition are zeros, and so may stand for a filler.
        let count = states.count(.differs).adding(states.count(.differsFill))
        guard start == 0, (1...Self.repairLimit).contains(count), imageHasTable else { return }
        let repairs = repairs
        guard !repairs.isEmpty else { return }
        let all = states
        var news: [Int: [SectorRun]] = [:]
        for (index, run) in all.runs.enumerated()
        where run.state == .differs || run.state == .differsFill {
            let repaired = (run.first..<run.end).filter { isRepaired($0, repairs) }
            if !repaired.isEmpty {
                news[index] = repaired.map { SectorRun($0, 1, .tableRepaired, tries: run.tries) }
            }
        }
        if stop == nil { states = all.replacing(news) }
    }

    /// One copy of a table that was written anew.
    private struct Repair {
        let header: Range<UInt64>
        let entries: Range<UInt64>
        /// Where the image has the entries of that copy: they may be written to another place.
        let former: Range<UInt64>?

        func explains(_ place: UInt64, was byte: UInt8) -> Bool {
            // Nothing of the image may have been overwritten but the table itself.
            header.contains(place)
                || entries.contains(place) && (byte == 0 || former?.contains(place) ?? false)
        }
    }

    private func isRepaired(_ sector: UInt64, _ repairs: [Repair]) -> Bool {
        let (place, count) = (sector.times(.sector), imageBytes(of: sector))
        guard let mine = try? image.bytes(at: place, count: count), mine.count == count,
            let other = readbackBytes(at: place, count: count)
        else { return false }
        return zip(mine, other).enumerated().allSatisfy { offset, pair in
            pair.0 == pair.1
                || repairs.contains { $0.explains(place.adding(UInt64(offset)), was: pair.0) }
        }
    }

    // MARK: Tables

    /// A copy of a table with its entries.
    private struct Copy {
        let table: GUIDTable
        let isSound: Bool
        let entries: Range<UInt64>

        /// Whether the other copy says the same of the disk.
        func agrees(with other: Copy) -> Bool {
            table[GUIDTable.diskGUID] == other.table[GUIDTable.diskGUID]
                && table[GUIDTable.firstUsable] == other.table[GUIDTable.firstUsable]
                && table[GUIDTable.lastUsable] == other.table[GUIDTable.lastUsable]
                && table[GUIDTable.entryCount] == other.table[GUIDTable.entryCount]
                && table[GUIDTable.entrySize] == other.table[GUIDTable.entrySize]
                && table[GUIDTable.entriesCRC] == other.table[GUIDTable.entriesCRC]
        }
    }

    /// Whether a copy is left of a table in the image: else nothing more is asked of the readback.
    private var imageHasTable: Bool {
        let blocks = image.size / PartitionTables.block
        return [1, max(1, blocks) - 1].contains { block in
            let start = try? image.bytes(at: block.times(PartitionTables.block), count: 8)
            return start.map { $0.elementsEqual("EFI PART".utf8) } ?? false
        }
    }

    private var repairs: [Repair] {
        let ofImage = { (offset: UInt64, count: Int) in try? self.image.bytes(at: offset, count: count) }
        let first = PartitionTables.block
        guard let primary = Self.copy(at: first, of: readbackBytes), primary.isSound else { return [] }
        let last = primary.table[GUIDTable.otherBlock].times(PartitionTables.block)
        return [(first, last), (last, first)].compactMap { place, other in
            guard let new = Self.copy(at: place, of: readbackBytes), new.isSound,
                let model = Self.copy(at: other, of: ofImage), model.isSound, model.agrees(with: new)
            else { return nil }
            let old = Self.copy(at: place, of: ofImage)
            guard old?.isSound != true else { return nil }
            return Repair(
                header: place..<place.adding(PartitionTables.block), entries: new.entries,
                former: old?.entries)
        }
    }

    /// Bytes of entries that are looked at: 128 of 128 bytes are usual.
    private static let entriesLimit: UInt64 = 1 << 16

    private static func copy(at offset: UInt64, of bytes: (UInt64, Int) -> [UInt8]?) -> Copy? {
        let size = Int(PartitionTables.block)
        guard let header = bytes(offset, size), header.count == size else { return nil }
        let table = GUIDTable(record: Record(offset: offset, header))
        let (start, length) = table.entries
        guard table.record.has("EFI PART", at: 0), (1...entriesLimit).contains(length) else { return nil }
        let sums = table.sums(entries: Record(offset: start, bytes(start, Int(length)) ?? []))
        return Copy(
            table: table,
            isSound: sums.header == table[GUIDTable.headerCRC] && sums.entries == table[GUIDTable.entriesCRC]
                && table[GUIDTable.ownBlock].times(PartitionTables.block) == offset,
            entries: start..<start.adding(length))
    }

    /// Bytes of the readback by the image's places; nil where they do not come.
    private func readbackBytes(at offset: UInt64, count: Int) -> [UInt8]? {
        let first = offset / .sector
        let skipped = Int(offset % .sector)
        let sectors = (skipped + count + Int(UInt64.sector) - 1) / Int(UInt64.sector)
        guard stop == nil, sectors <= readbackBuffer.capacity else { return nil }
        var bytes: [UInt8] = []
        for index in 0..<sectors {
            guard read(first.adding(UInt64(index)), count: 1, at: 0).sectors == 1 else { return nil }
            bytes += readbackBuffer.bytes(of: 0)
        }
        return Array(bytes.dropFirst(skipped).prefix(count))
    }
}
