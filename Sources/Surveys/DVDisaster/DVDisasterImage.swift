import Bytes
import Containers
public import DiscModel
import FileSystems
public import Readers

/// Finds the error correction data that dvdisaster adds to an image, methods RS02 and RS03. Nothing in the volume points to it: the
/// first header stands where the image ended before, and where that is damaged, RS02 has copies and RS03 repeats it with its sums
/// (dvdisaster codec specification, "Re-calculating the layout from defective media").
public struct DVDisasterImage: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> DVDisasterFacts? {
        let declared = context.known.facts(ISO9660Facts.self)?.declaredSize ?? 0
        guard let set = Search(window: context.window, declared: declared).found else { return nil }
        return DVDisasterFacts(set: set, size: context.window.size)
    }

    private struct Search {
        let window: Window
        /// Bytes that the volume declares.
        let declared: UInt64

        /// Programs that burn add so many sectors to a track, and some count them as sectors of the volume.
        private static let pregap: UInt64 = 150
        private static let sectorsPerLayerOfCodeword: UInt64 = 255
        /// Data layers of RS03 at least and at most, its sums not counted.
        private static let dataLayers: ClosedRange<UInt64> = 84...246
        /// The powers of two at which RS02 has copies of its header.
        private static let powers: ClosedRange<UInt64> = 5...22

        var found: DVDisasterSet? {
            let end = declared.sectorsNeeded
            let starts = [end, end.adding(Self.pregap), end - min(end, Self.pregap)]
            var damaged: UInt64?
            for start in starts where start > 16 {
                guard let record = record(start, 2), let header = DVDisasterHeader(record), !header.isOfFile
                else { continue }
                guard header.isSound else {
                    damaged = damaged ?? start
                    continue
                }
                if header.record[DVDisasterHeader.sectors] == start {
                    return DVDisasterSet(.image, header, of: window)
                }
            }
            // A search elsewhere is worth it only where something follows the volume.
            guard damaged != nil || window.size / .sector > end.adding(8) else { return nil }
            if let header = copy(behind: end) ?? repeated(behind: end) {
                return rescued(header)
            }
            return damaged.map {
                DVDisasterSet(
                    .image, start: LBA(clamping: $0), headerFault: "is damaged: its own sum does not hold",
                    obstacle: "cannot be used: its header is damaged, and no copy of it was found")
            }
        }

        /// Data whose first header is not where it was looked for, or is damaged.
        private func rescued(_ header: DVDisasterHeader) -> DVDisasterSet {
            let first = header.record[DVDisasterHeader.sectors]
            let atFirst = record(first, 2).flatMap { DVDisasterHeader($0) }
            let isWhole = atFirst.map { $0.isSound && $0.method == header.method } ?? false
            let fault =
                atFirst == nil ? "is not there any more" : "is damaged: its own sum does not hold"
            return DVDisasterSet(.image, header, headerFault: isWhole ? nil : fault, of: window)
        }

        private func record(_ sector: UInt64, _ count: Int) -> Record? {
            // What cannot be read holds no header; the scan names the bad sector.
            guard let bytes = try? window.bytes(at: sector.times(.sector), count: count * .sector),
                bytes.count == count * .sector
            else { return nil }
            return Record(offset: sector * .sector, bytes)
        }

        /// A copy of an RS02 header, of which the last but one and the last are tried at every distance.
        private func copy(behind end: UInt64) -> DVDisasterHeader? {
            let sectors = window.size / .sector
            for power in Self.powers.reversed() {
                let distance: UInt64 = 1 << power
                var at = (sectors - min(sectors, 2)) / distance * distance
                for _ in 0..<2 where at > end && at > 0 {
                    let header = record(at, 2).flatMap { DVDisasterHeader($0) }
                    if let header, header.isSound, header.method == .rs02,
                        header.record[DVDisasterHeader.sectors] < at
                    {
                        return header
                    }
                    at -= distance
                }
            }
            return nil
        }

        /// What a block of sums of RS03 repeats. The image is 255 layers long, so they begin at one of few places.
        private func repeated(behind end: UInt64) -> DVDisasterHeader? {
            let sectors = window.size / .sector
            guard sectors % Self.sectorsPerLayerOfCodeword == 0 else { return nil }
            let layer = sectors / Self.sectorsPerLayerOfCodeword
            for number in Self.dataLayers where number * layer > end {
                let block = record(number * layer, 1).flatMap { DVDisasterHeader(sumBlock: $0) }
                if let block, !block.isOfFile, block.record[DVDisasterHeader.sectors] < number * layer {
                    return block
                }
            }
            return nil
        }
    }
}
