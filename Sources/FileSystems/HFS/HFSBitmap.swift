import Bytes
import DiscModel
import Readers

/// The bitmap of a volume: a bit for each allocation block, 1 where it is used, the highest bit of a byte first (Inside Macintosh:
/// Files, 2-60; TN1150, Allocation File).
struct HFSBitmap {
    /// The bytes of the map, and where they begin on the disc.
    let record: Record
    let blocks: UInt64
    /// Blocks of the volume that the image can hold.
    private let inImage: UInt64

    /// nil where the map is not whole.
    init?(_ volume: inout HFSVolume) {
        blocks = volume.header.blockCount
        let length = (blocks + 7) / 8
        // The map of a volume of which less than half is here is not worth its memory.
        inImage = volume.window.size / volume.blockSize + 1
        guard blocks / 2 <= inImage, length <= UInt64(volume.limits.directoryBytes) else { return nil }
        if let fork = volume.header.allocation {
            let place = volume.header.place(112, 80)
            let pieces = volume.pieces(of: fork, HFSForkID(file: 6), place)
            volume.claim(.descriptor, pieces, "HFS+ allocation file")
            guard let record = volume.read(pieces, at: 0, count: Int(length)) else { return nil }
            self.record = record
        } else {
            let start = UInt64(volume.header[HFSMaster.bitmapStart]) * 512
            guard let bytes = try? volume.window.bytes(at: start, count: Int(length)),
                bytes.count == Int(length)
            else { return nil }
            record = Record(offset: volume.window.placed(start), bytes)
            volume.claims.append(
                Claim(
                    .descriptor, offset: record.offset, length: length.roundedUp(to: 512),
                    "HFS volume bitmap"))
        }
    }

    /// Blocks that are free.
    var free: UInt64 {
        let used = record.bytes.dropLast(blocks % 8 == 0 ? 0 : 1).reduce(0) {
            $0 + UInt64($1.nonzeroBitCount)
        }
        guard blocks % 8 > 0, let last = record.bytes.last else { return blocks - used }
        return blocks - used - UInt64((last >> UInt8(8 - blocks % 8)).nonzeroBitCount)
    }

    /// Blocks that nothing uses although they are used by it; nil where a part of the volume is not in the image.
    func usedByNothing(_ uses: [HFSVolume.Use], _ usedThoughFree: UInt64) -> HFSFacts.MarkedBlocks? {
        guard inImage > blocks else { return nil }
        var (covered, reached): (UInt64, UInt64) = (0, 0)
        var gaps: [Range<UInt64>] = []
        for use in uses.sorted(by: { $0.start < $1.start }) {
            let end = min(use.start.adding(use.count), blocks)
            if use.start > reached { gaps.append(reached..<min(use.start, blocks)) }
            covered += max(end, reached, use.start) - max(reached, use.start)
            reached = max(reached, end)
        }
        if reached < blocks { gaps.append(reached..<blocks) }
        let rightly = covered - min(covered, usedThoughFree)
        guard blocks - free > rightly else { return nil }
        let count = blocks - free - rightly
        for block in gaps.lazy.joined() where !isFree(block) {
            return .init(count: count, block: block, byte: record.offset + block / 8)
        }
        return nil
    }

    private func isFree(_ block: UInt64) -> Bool {
        block < blocks && record.u8(Int(block / 8)) >> UInt8(7 - block % 8) & 1 == 0
    }

    /// Blocks that something uses although they are free by it: how many, the first of them, and what uses it.
    func usedThoughFree(_ uses: [HFSVolume.Use]) -> HFSFacts.MarkedBlocks? {
        var found: HFSFacts.MarkedBlocks?
        var reached: UInt64 = 0
        for use in uses.sorted(by: { $0.start < $1.start }) {
            let end = min(use.start.adding(use.count), blocks, inImage)
            // What two use counts once, so that this takes no longer than the map is.
            for block in max(use.start, reached)..<max(end, max(use.start, reached)) where isFree(block) {
                found = .init(
                    count: (found?.count ?? 0) + 1, block: found?.block ?? block,
                    byte: found?.byte ?? record.offset + block / 8)
            }
            reached = max(reached, end)
        }
        return found
    }
}
