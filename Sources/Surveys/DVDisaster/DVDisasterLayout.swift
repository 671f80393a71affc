import Bytes
import Containers

/// Which sectors of an image dvdisaster protects together, and where it keeps their sums and its redundancy. A codeword has one
/// byte of each of 255 layers, so a column of sectors, one of each layer, is lost or repaired as one.
public struct DVDisasterLayout: Sendable, Hashable {
    /// More than the largest disc has (BDXL, 62,500,864): what says more is taken for damaged, since all is counted in memory.
    static let mostSectors: UInt64 = 64 << 20
    /// The program writes no more (200 % redundancy).
    private static let mostRoots: UInt64 = 170
    /// Layers of a codeword.
    private static let layers: UInt64 = 255

    let method: DVDisasterHeader.Method
    let isFile: Bool
    /// Sectors of the image that was protected.
    public let dataSectors: UInt64
    /// Damaged sectors of a column that can be repaired.
    public let roots: UInt64
    /// Sectors of a layer, and so columns.
    public let columns: UInt64
    /// Sectors that the image should have, and bytes that the file should have, where there is one.
    public let imageSectors: UInt64
    public let fileLength: UInt64
    /// Sectors from the first with redundancy on; the end of the image where that is in a file.
    let parityStart: UInt64
    /// First byte of the sums in the image or in the file, and sectors of them.
    let sumsStart: UInt64
    let sumSectors: UInt64
    /// How far the copies of an RS02 header stand apart.
    let spacing: UInt64

    /// Nil where the numbers of the header fit no such data.
    ///
    /// - Parameter actual: sectors of the image as it is, by which old headers of RS02 are understood.
    init?(_ header: DVDisasterHeader, isFile: Bool, actual: UInt64) {
        let record = header.record
        let (data, roots) = (UInt64(record[DVDisasterHeader.dataBytes]), header.roots)
        let sectors = record[DVDisasterHeader.sectors]
        guard (1...Self.mostRoots).contains(roots), data + roots == Self.layers,
            (1...Self.mostSectors).contains(sectors)
        else { return nil }
        (method, dataSectors, self.roots, self.isFile) = (header.method, sectors, roots, isFile)
        switch (header.method, isFile) {
        case (.rs01, true):
            columns = Self.share(sectors, data)
            (imageSectors, parityStart, spacing) = (sectors, sectors, 0)
            sumsStart = UInt64(DVDisasterHeader.length)
            sumSectors = (sectors * 4).sectorsNeeded
            fileLength = sumsStart + sectors * 4 + roots * columns * .sector
        case (.rs02, false):
            sumSectors = (sectors * 4).sectorsNeeded
            sumsStart = (sectors + 2) * .sector
            let protected = sectors + 2 + sumSectors
            columns = Self.share(protected, data)
            let variants = Self.spacings(roots * columns, behind: protected)
            let added = record[DVDisasterHeader.addedSectors]
            let wanted = added > 0 ? sectors.adding(added) : actual
            let variant = variants.first { $0.end == wanted } ?? variants[0]
            guard variant.end <= Self.mostSectors else { return nil }
            (spacing, imageSectors, parityStart, fileLength) = (variant.spacing, variant.end, protected, 0)
        case (.rs03, _):
            columns = record[DVDisasterHeader.layerSectors]
            guard
                isFile
                    ? columns == Self.share(sectors, data - 1)
                    : (1...Self.mostSectors / Self.layers).contains(columns)
                        && (data - 1) * columns >= sectors + 2
            else { return nil }
            (spacing, sumSectors) = (0, columns)
            sumsStart = isFile ? UInt64(DVDisasterHeader.length) : (data - 1) * columns * .sector
            imageSectors = isFile ? sectors : Self.layers * columns
            parityStart = isFile ? sectors : data * columns
            fileLength = isFile ? (2 + (roots + 1) * columns) * .sector : 0
        default: return nil
        }
    }

    private static func share(_ sectors: UInt64, _ layers: UInt64) -> UInt64 {
        sectors / layers + (sectors % layers == 0 ? 0 : 1)
    }

    /// How far the copies of an RS02 header may stand apart, and where the image then ends: 20 to 40 copies, and twice as far where the
    /// program counted otherwise when it wrote them.
    private static func spacings(_ parity: UInt64, behind protected: UInt64) -> [(
        spacing: UInt64, end: UInt64
    )] {
        var spacing: UInt64 = 32
        while parity / spacing > 40 { spacing *= 2 }
        return [spacing, spacing * 2].map { spacing in
            let first = protected.roundedUp(to: spacing)
            let behind = protected + parity
            let headers = (behind > first ? (behind - first) / (spacing - 2) : 0) + 1
            return (spacing, behind + 2 * headers)
        }
    }

    // MARK: Columns

    /// The column that a sector of the image belongs to; nil where it is in none.
    func column(ofImage sector: UInt64) -> UInt64? {
        guard sector < imageSectors else { return nil }
        guard method == .rs02 else { return sector % columns }
        // The first header counts as zeros, since it holds sums of what is computed from it.
        guard sector < dataSectors || sector > dataSectors + 1 else { return nil }
        return sector < parityStart ? sector % columns : parityIndex(sector).map { $0 % columns }
    }

    /// The column that a sector of the file of redundancy belongs to. Those of RS01 lie across sectors.
    func column(ofFile sector: UInt64) -> UInt64? {
        method == .rs03 && sector >= 2 && sector * .sector < fileLength ? (sector - 2) % columns : nil
    }

    /// The number of a sector with redundancy among those of RS02; nil for a copy of the header.
    func parityIndex(_ sector: UInt64) -> UInt64? {
        let first = parityStart.roundedUp(to: spacing)
        guard sector >= first else { return sector - parityStart }
        guard (sector - first) % spacing >= 2 else { return nil }
        let index = sector - parityStart - 2 * ((sector - first) / spacing + 1)
        return index < roots * columns ? index : nil
    }

    // MARK: Sums

    /// Sectors of the image from the first on that have sums; the padding of RS03 has them as well.
    var summedSectors: UInt64 { method == .rs03 && !isFile ? parityStart - columns : dataSectors }

    /// Bytes of the sums.
    var sumsLength: UInt64 { method == .rs01 ? dataSectors * 4 : sumSectors * .sector }

    /// In which order the sums of sectors are recorded.
    var order: SumOrder { SumOrder(self) }

    /// Gives for each sector with sums those whose sums stand in it.
    ///
    /// RS02 and RS03 record the sums of a column in the column before it, so that it is repaired when they are needed.
    struct SumOrder {
        private let layout: DVDisasterLayout
        private var next = 0 as UInt64
        /// Of RS02: the next column, counted from the first, and layer.
        private var (step, layer) = (0 as UInt64, 0 as UInt64)

        init(_ layout: DVDisasterLayout) { self.layout = layout }

        mutating func sectorsOfNext() -> [UInt64] {
            defer { next += 1 }
            let columns = layout.columns
            switch layout.method {
            case .rs01:
                let first = min(layout.dataSectors, next * 512)
                return Array(first..<min(layout.dataSectors, first + 512))
            case .rs02: return rotated()
            case .rs03:
                let sectors = stride(from: (next + 1) % columns, to: layout.summedSectors, by: Int(columns))
                return Array(sectors.prefix(255))
            }
        }

        private mutating func rotated() -> [UInt64] {
            var found: [UInt64] = []
            let columns = layout.columns
            while step < columns, found.count < 512 {
                let column = ((layout.dataSectors + 2) % columns + step + 1) % columns
                let sector = layer * columns + column
                if sector < layout.dataSectors {
                    found.append(sector)
                    layer += 1
                } else {
                    step += 1
                    layer = 0
                }
            }
            return found
        }
    }
}
