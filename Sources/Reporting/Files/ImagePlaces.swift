import Bytes
import Containers
import DiscModel
import Sectors

/// Where the bytes that file systems see lie in the file that holds the sectors; nowhere, where several files hold them or
/// one is packed.
struct ImagePlaces {
    /// By first sector.
    private let extents: [SectorMap.Extent]
    /// The file, where it is not the one that was opened.
    let fileName: String?

    init(_ disc: Disc) {
        let facts = disc.facts(ContainerFacts.self)
        let extents = (facts?.spans ?? []).map(\.extent).filter { $0.layout.data > 0 }
        let files = Set(extents.map(\.source))
        guard let facts, facts.packing == nil, files.count == 1, let file = files.first,
            !extents.contains(where: { $0.layout.isScrambled })
        else {
            (self.extents, fileName) = ([], nil)
            return
        }
        self.extents = extents.sorted { $0.first < $1.first }
        fileName = file > 0 && facts.files.indices ~= file ? facts.files[file].name : nil
    }

    /// In how many pieces a run lies, at most.
    func pieces(of run: FileTree.Extent) -> UInt64 {
        extents.contains { !$0.layout.isBare } ? run.length / .sector + 2 : UInt64(extents.count) * 2 + 1
    }

    /// Calls `body` with the pieces of a run that lie together in the file: where each begins for file systems, its length,
    /// and where it lies, nil where the file does not hold it.
    func each(of run: FileTree.Extent, _ body: (UInt64, UInt64, UInt64?) -> Void) {
        var (at, left) = (run.offset, run.length)
        while left > 0 {
            guard let extent = extent(of: at) else {
                let next = extents.first { $0.first.offset > at }?.first.offset ?? .max
                let length = min(left, next - at)
                body(at, length, nil)
                (at, left) = (at.adding(length), left - length)
                continue
            }
            // In sectors that hold more than user data each is a piece.
            let end = extent.layout.isBare ? extent.end.offset : (at / .sector).adding(1).times(.sector)
            let length = min(left, end - at)
            body(at, length, place(of: at, in: extent))
            (at, left) = (at.adding(length), left - length)
        }
    }

    func place(of offset: UInt64) -> UInt64? { extent(of: offset).flatMap { place(of: offset, in: $0) } }

    private func place(of offset: UInt64, in extent: SectorMap.Extent) -> UInt64? {
        let within = offset % .sector
        guard within < extent.layout.data else { return nil }
        let sector = UInt64(clamping: LBA(ofByte: offset) - extent.first)
        return extent.offset.adding(sector.times(extent.layout.stride)).adding(extent.layout.prefix + within)
    }

    private func extent(of offset: UInt64) -> SectorMap.Extent? {
        let lba = LBA(ofByte: offset)
        let next = extents.partitioningIndex { $0.first > lba }
        guard next > 0, lba < extents[next - 1].end else { return nil }
        return extents[next - 1]
    }
}
