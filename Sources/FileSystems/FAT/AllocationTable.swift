import Bytes
import DiscModel
import Readers

/// A file allocation table (FAT 1.03, "FAT Data Structure"): for each cluster the one that follows it in its file. It is read
/// in pieces, as chains lead to them.
struct AllocationTable {
    enum Link: Equatable {
        case next(UInt32)
        case end
        case free
        /// The mark of a cluster that cannot be written.
        case bad
        /// A number that no cluster has, or an entry that could not be read.
        case nowhere(UInt32)
    }

    let width: Int
    private let window: Window
    private let start: UInt64
    private let length: UInt64
    private let clusters: UInt64
    /// Pieces that were read, by number.
    private var pages: [UInt64: Record] = [:]
    private(set) var gaps: [Gap] = []

    private static let page: UInt64 = 4096
    /// Pieces that are kept: 64 MB of table serve 16 million clusters.
    private static let pageLimit = 16 << 10

    init(of sector: FATBootSector, in window: Window) {
        self.window = window
        width = sector.width
        start = sector.table(0)
        length = sector.tableLength
        clusters = sector.clusterCount
    }

    /// What the table holds for a cluster; nil where it has no room for one, or its bytes could not be read.
    mutating func value(of cluster: UInt32) -> UInt32? {
        let bit = UInt64(cluster) * UInt64(width)
        let at = bit / 8
        guard at + UInt64(width + 7) / 8 <= length else { return nil }
        let raw = UInt32(byte(at)) | UInt32(byte(at + 1)) << 8
        switch width {
        case 12: return bit % 8 == 0 ? raw & 0xFFF : raw >> 4
        case 16: return raw
        // The four highest bits are reserved.
        default: return (raw | UInt32(byte(at + 2)) << 16 | UInt32(byte(at + 3)) << 24) & 0xFFF_FFFF
        }
    }

    mutating func link(of cluster: UInt32) -> Link {
        guard let value = value(of: cluster) else { return .nowhere(cluster) }
        let top: UInt32 = width == 12 ? 0xFFF : width == 16 ? 0xFFFF : 0xFFF_FFFF
        switch value {
        case 0: return .free
        case top - 8: return .bad
        case (top - 7)...: return .end
        default: return value >= 2 && UInt64(value) < clusters + 2 ? .next(value) : .nowhere(value)
        }
    }

    func isCluster(_ number: UInt32) -> Bool { number >= 2 && UInt64(number) < clusters + 2 }

    private mutating func byte(_ at: UInt64) -> UInt8 {
        let number = at / Self.page
        if let page = pages[number] { return page.u8(Int(at % Self.page)) }
        if pages.count >= Self.pageLimit { pages.removeAll(keepingCapacity: true) }
        let from = number * Self.page
        let place = window.place(start + from, min(Self.page, length - from), field: "file allocation table")
        var missing: [Gap] = []
        let page = window.part(
            start + from, Int(min(Self.page, length - from)), for: .directory, place, gaps: &missing)
        if gaps.isEmpty { gaps += missing }
        pages[number] = page
        return page.u8(Int(at % Self.page))
    }
}
