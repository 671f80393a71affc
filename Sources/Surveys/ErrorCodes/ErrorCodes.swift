import Bytes
import Checksums
public import DiscModel
public import Readers
public import SectorCodes
public import Sectors

/// Examines every raw sector that goes by: sync, header, subheaders, EDC and ECC, as far as the container stores them.
public struct ErrorCodes: PassReader {
    public typealias Found = ErrorCodesFacts
    public static let scope = Scope.content

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] {
        let sizes = context.volume.sources.map(\.size)
        return ErrorCodeSurvey(context.volume.map, of: sizes).map { [$0] } ?? []
    }
}

private struct ErrorCodeSurvey: Survey {
    let feed = Feed.files
    let cost = 240
    private var stretches: [Stretch]
    /// The stretch in which the last bytes lay; the scan goes forward only.
    private var current = 0

    /// The sectors of an extent, where they lie when all files are laid end to end.
    private struct Stretch: Sendable {
        let start: UInt64
        let extent: SectorMap.Extent
        var checker: RawSectorChecker

        var end: UInt64 { start + extent.count * extent.layout.stride }
    }

    /// - Parameters:
    ///   - sizes: of the container's files, in their order.
    /// Nil when the container stores no codes.
    init?(_ map: SectorMap, of sizes: [UInt64]) {
        var starts: [UInt64] = [0]
        for size in sizes { starts.append((starts.last ?? 0) + size) }
        let stretches = map.extents.compactMap { extent -> Stretch? in
            let layout = extent.layout
            guard layout.hasCodes, sizes.indices.contains(extent.source),
                extent.offset < sizes[extent.source],
                let checker = RawSectorChecker(
                    form: layout.form, part: layout.part, stride: Int(layout.stride))
            else { return nil }
            let held = min(extent.count, (sizes[extent.source] - extent.offset) / layout.stride)
            return Stretch(
                start: starts[extent.source] + extent.offset, extent: extent.prefix(held), checker: checker)
        }
        guard !stretches.isEmpty else { return nil }
        self.stretches = stretches.sorted { $0.start < $1.start }
    }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        while current < stretches.count, stretches[current].end <= offset { current += 1 }
        guard current < stretches.count, stretches[current].start <= offset else { return }
        let extent = stretches[current].extent
        // Pieces of an extent begin and end with a sector.
        let sector = extent.first + (offset - stretches[current].start) / extent.layout.stride
        guard let lba = Int(exactly: sector.number) else { return }
        unsafe stretches[current].checker.check(bytes.span.bytes, from: lba)
    }

    mutating func miss(_: DiscMap.Run) {}

    mutating func finish() -> any Facts {
        ErrorCodesFacts(
            stretches: stretches.map { stretch in
                var found = stretch.checker
                found.settle()
                return CodedStretch(extent: stretch.extent, found: found)
            })
    }
}

/// What sync, headers and error codes say of the raw sectors of a disc.
public struct ErrorCodesFacts: Facts {
    /// One for each extent of the container that stores codes, in the order of the files.
    public let stretches: [CodedStretch]
}

/// Raw sectors that lie together, and what was found in them.
public struct CodedStretch: Sendable {
    public let extent: SectorMap.Extent
    public let found: RawSectorChecker

    /// Sectors that were examined and about which a condition says something.
    public func count(_ condition: SectorCondition) -> UInt64 { found.tallies[condition]?.count ?? 0 }
}
