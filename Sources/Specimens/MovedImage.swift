import Bytes

/// An image whose block numbers count from a place before its first sector, as those of a later session do.
public struct MovedImage {
    public private(set) var bytes: [UInt8]
    private let blocks: UInt32
    /// Blocks of directories that were moved already.
    private var done: Set<UInt32> = []

    /// Adds `blocks` to every block number of a plain image with blocks of 2048 bytes: in its descriptors, path tables and
    /// directories, those of Joliet included.
    public init(_ image: [UInt8], by blocks: Int) {
        bytes = image
        self.blocks = UInt32(clamping: blocks)
        var sector = 16
        while (sector + 1) * .sector <= bytes.count, bytes[sector * .sector] != 0xFF {
            if [1, 2].contains(bytes[sector * .sector]) { moveDescriptor(at: sector * .sector) }
            sector += 1
        }
    }

    private func little(_ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
    }
    private func big(_ at: Int) -> UInt32 { little(at).byteSwapped }

    private mutating func set(_ at: Int, _ number: UInt32) {
        for index in 0..<4 { bytes[at + index] = UInt8(truncatingIfNeeded: number >> UInt32(8 * index)) }
    }

    private mutating func moveDescriptor(at start: Int) {
        let size = Int(little(start + 132))
        for (field, isBig) in [(140, false), (144, false), (148, true), (152, true)] {
            let block = isBig ? big(start + field) : little(start + field)
            guard block > 0 else { continue }
            movePathTable(at: Int(block) * .sector, size, isBig: isBig)
            let moved = block + blocks
            set(start + field, isBig ? moved.byteSwapped : moved)
        }
        moveRecord(at: start + 156)
    }

    private mutating func movePathTable(at start: Int, _ size: Int, isBig: Bool) {
        var at = start
        while at + 8 < start + size, bytes[at] > 0 {
            let moved = (isBig ? big(at + 2) : little(at + 2)) + blocks
            set(at + 2, isBig ? moved.byteSwapped : moved)
            at += 8 + Int(bytes[at]) + Int(bytes[at]) % 2
        }
    }

    private mutating func moveRecord(at start: Int) {
        let block = little(start + 2)
        set(start + 2, block + blocks)
        set(start + 6, (block + blocks).byteSwapped)
        guard bytes[start + 25] & 2 != 0, done.insert(block).inserted else { return }
        let first = Int(block) * .sector
        let end = first + Int(little(start + 10))
        var at = first
        while at < end {
            if bytes[at] == 0 {
                at = (at / .sector + 1) * .sector
            } else {
                moveRecord(at: at)
                at += Int(bytes[at])
            }
        }
    }
}
