import Bytes
import DiscModel
import Readers

/// A window in blocks of the size that the volume has, with the part that was read last kept: entries stand side by side.
struct UDFBlocks {
    let window: Window
    /// Bytes of a block, 512 to 32768.
    let size: UInt64
    private var kept: ArraySlice<UInt8> = []
    private var keptFrom: UInt64 = 0

    private static let ahead: UInt64 = 32 << 10

    init(_ window: Window, size: UInt64) {
        self.window = window
        self.size = size
    }

    /// Whole blocks of the window.
    var count: UInt64 { window.size / size }

    func offset(_ block: UInt64) -> UInt64 { block.times(size) }

    /// A block, or nil where the window has none or it cannot be read.
    mutating func block(_ block: UInt64) -> Record? {
        guard block < count else { return nil }
        let start = offset(block)
        if start < keptFrom || start + size > keptFrom + UInt64(kept.count) {
            guard let bytes = try? window.bytes(at: start, count: Int(max(size, Self.ahead))) else {
                // What lies behind may be what cannot be read.
                guard let bytes = try? window.bytes(at: start, count: Int(size)) else { return nil }
                return Record(offset: window.placed(start), bytes)
            }
            kept = bytes[...]
            keptFrom = start
        }
        let at = kept.startIndex + Int(start - keptFrom)
        guard at + Int(size) <= kept.endIndex else { return nil }
        return Record(offset: window.placed(start), kept[at..<at + Int(size)])
    }

    /// The first block of the session, of which block numbers are not counted (UDF 2.2.3).
    var first: UInt64 { window.start / size }

    /// Where an anchor may stand: block 256, or 512 on media written once, 256 before the last and the last, also where a program
    /// padded behind it (ECMA-167, 3/8.4.2.1; UDF 2.2.3).
    var anchorPlaces: [UInt64] {
        var places: Set<UInt64> = [first + 256, first + 512]
        for padding in [0, 1, 2, 150, 151] as [UInt64] {
            for back in [1, 257] as [UInt64] where count > padding + back {
                places.insert(count - padding - back)
            }
        }
        return places.sorted()
    }

    /// What stands in a block where an anchor may stand; the sector is enough.
    func anchor(_ block: UInt64) -> UDFDescriptor? {
        guard block < count, let bytes = try? window.bytes(at: offset(block), count: 512), bytes.count == 512
        else {
            return nil
        }
        return UDFDescriptor(
            Record(offset: window.placed(offset(block)), bytes), block: UInt32(clamping: block))
    }

    /// The last block that is not blank, of those that are looked at; an image of a disc may be as long as the medium.
    var lastRecorded: UInt64 {
        var end = count
        while end > 0, count - end < Self.searched / size {
            let start = end - min(end, Self.piece / size)
            guard let bytes = try? window.bytes(at: offset(start), count: Int((end - start) * size)) else {
                break
            }
            if let last = bytes.lastIndex(where: { $0 != 0 }) { return start + UInt64(last) / size }
            end = start
        }
        return end
    }

    private static let (searched, piece): (UInt64, UInt64) = (128 << 20, 1 << 20)

    /// The descriptor in a block, whatever it is.
    mutating func descriptor(_ absolute: UInt64, counted: UInt32? = nil) -> UDFDescriptor? {
        block(absolute).map { UDFDescriptor($0, block: counted ?? UInt32(clamping: absolute)) }
    }
}
