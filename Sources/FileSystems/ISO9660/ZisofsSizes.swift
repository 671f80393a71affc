import Bytes
import Digests
import DiscModel
import Readers

/// The two sizes that are recorded for a compressed file of the first version, and which of them its data has.
struct ZisofsSizes {
    private let recorded: [UInt32]
    private let log2: UInt8
    private let stored: UInt64

    /// Files with two sizes that are unpacked to decide between them.
    static let mostLooks = 16

    init(_ entry: SystemUseEntry, _ head: Record, _ stored: UInt64) {
        let isFirst = !ZisofsFile.isSecond(entry) && head[ZisofsHeader.magic].elementsEqual(ZisofsFile.magic)
        recorded = isFirst ? [head[ZisofsHeader.size], entry[ZisofsEntry.uncompressedSize].read] : []
        log2 = head[ZisofsHeader.log2BlockSize]
        self.stored = stored
    }

    var differ: Bool { recorded.first != recorded.last }

    /// The size of which the last block makes as many bytes as are left for it.
    func unpacked(at start: UInt64, in volume: Window) -> UInt64? {
        recorded.first { isSize($0, at: start, in: volume) }.map { UInt64($0) }
    }

    private func isSize(_ size: UInt32, at start: UInt64, in volume: Window) -> Bool {
        guard size > 0, let count = ZisofsFile.pointerCount(size: size, log2: log2), count > 1 else {
            return false
        }
        func part(_ offset: UInt64, _ length: Int) -> Record {
            var ignored: [Gap] = []
            return volume.part(start.adding(offset), length, for: .zisofs, Place(), gaps: &ignored)
        }
        // The pointer to the last block, and the one behind it.
        let pointers = part(16 + 4 * UInt64(count - 2), 8)
        let (first, end) = (UInt64(pointers.u32le(0)), UInt64(pointers.u32le(4)))
        let left = Int(size) - (count - 2) << Int(log2)
        guard pointers.count == 8, first >= 16 + 4 * UInt64(count), first < end, end == stored,
            end - first <= 2 << UInt64(log2)
        else { return false }
        let packed = part(first, Int(end - first))
        return ZlibStream.unpack(Array(packed.bytes), length: left) != nil
    }
}
