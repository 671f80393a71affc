import Bytes
import Comparison

/// A disc in a drive, in memory: it fails where it is told to, as often as it is told to, and keeps account of what was
/// asked of it.
final class FakeDisc: Readback {
    /// Sectors by number, each of 2048 bytes.
    var content: [UInt8]
    /// Sectors that fail so many times before they come; `Int.max` for ever.
    var bad: [UInt64: Int] = [:]
    /// What a failing sector says.
    var sense: [UInt64: Sense] = [:]
    /// Sectors that come with a bit flipped: always, or at the given reads of them, counted from 1.
    var wrong: [UInt64: Set<Int>] = [:]
    var alwaysWrong: Set<UInt64> = []
    /// Sectors at the end that are counted and cannot be read.
    var runOut: UInt64 = 0
    /// What the capacity is off by.
    var capacityError: Int64 = 0
    /// Whether the drive tells which sector failed.
    var tellsSector = true
    /// The disc is changed, or taken out, at this read.
    var changedAtRead: Int?
    var goneAtRead: Int?
    /// Reads before the disc says its identity has changed.
    var newIdentityAfter = Int.max

    var sectorsPerRead = 32
    var sectorsPerBlock = 1
    var canVary = true
    let manner = "a disc in memory"

    private(set) var reads: [Range<UInt64>] = []
    private(set) var cacheDrops = 0
    private var readsOf: [UInt64: Int] = [:]

    init(_ content: [UInt8], pad: Int = 0) {
        self.content = content
        let whole = (content.count + 2047) / 2048 + pad
        self.content += [UInt8](repeating: 0, count: whole * 2048 - content.count)
    }

    private var readable: UInt64 { UInt64(content.count / 2048) }
    var size: UInt64 { UInt64(Int64(readable + runOut) + capacityError) * 2048 }
    var identity: String? { reads.count > newIdentityAfter ? "another" : "disc" }

    func dropCache(of sector: UInt64) { cacheDrops += 1 }

    func read(_ first: UInt64, count: Int, into buffer: SectorBuffer, at index: Int) -> ReadOutcome {
        reads.append(first..<first + UInt64(count))
        if let at = changedAtRead, reads.count >= at {
            return fail(0, Sense(key: 6, code: 0x28, qualifier: 0), nil)
        }
        if let at = goneAtRead, reads.count >= at {
            return fail(0, Sense(key: 2, code: 0x3A, qualifier: 0), nil)
        }
        for offset in 0..<count {
            let sector = first + UInt64(offset)
            if let why = failure(of: sector) {
                guard tellsSector else { return fail(0, why, nil) }
                for good in 0..<offset { deliver(first + UInt64(good), buffer, index + good) }
                return fail(offset, why, sector)
            }
        }
        for offset in 0..<count { deliver(first + UInt64(offset), buffer, index + offset) }
        return ReadOutcome(sectors: count)
    }

    private func fail(_ came: Int, _ sense: Sense, _ sector: UInt64?) -> ReadOutcome {
        ReadOutcome(
            sectors: came,
            fault: ReadbackFault(sense.kind ?? .driveTrouble, sense.words, sense: sense, sector: sector))
    }

    private func failure(of sector: UInt64) -> Sense? {
        if sector >= readable + runOut { return Sense(key: 5, code: 0x21, qualifier: 0) }
        if sector >= readable { return Sense(key: 5, code: 0x64, qualifier: 0) }
        let block = UInt64(sectorsPerBlock)
        let start = sector / block * block
        for neighbour in start..<start + block {
            guard let left = bad[neighbour], left > 0 else { continue }
            if left != .max { bad[neighbour] = left - 1 }
            return sense[neighbour] ?? Sense(key: 3, code: 0x11, qualifier: 5)
        }
        return nil
    }

    private func deliver(_ sector: UInt64, _ buffer: SectorBuffer, _ index: Int) {
        readsOf[sector, default: 0] += 1
        let start = Int(sector) * 2048
        var bytes = [UInt8](content[start..<start + 2048])
        if alwaysWrong.contains(sector) || wrong[sector]?.contains(readsOf[sector] ?? 0) ?? false {
            bytes[100] ^= 0x20
        }
        _ = buffer.load(MemorySource(bytes), sector: 0, count: 1, at: index)
    }
}
