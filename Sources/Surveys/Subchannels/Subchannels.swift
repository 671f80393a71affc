import Bytes
import Checksums
public import DiscModel
public import Readers
public import SectorCodes
public import Sectors

/// Checks the sub-channel Q that goes by, behind raw sectors or in a file of its own.
public struct Subchannels: PassReader {
    public typealias Found = SubchannelFacts
    public static let scope = Scope.content

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] {
        let sizes = context.volume.sources.map(\.size)
        return SubchannelSurvey(context.volume.map, of: sizes).map { [$0] } ?? []
    }
}

private struct SubchannelSurvey: Survey {
    let feed = Feed.files
    let cost = 60
    private var stretches: [Stretch]
    /// The first stretch that can still have bytes to come; the scan goes forward only.
    private var current = 0

    /// The sub-channels of an extent, where they lie when all files are laid end to end.
    private struct Stretch: Sendable {
        let start: UInt64
        let stored: SectorMap.Subchannel
        var checker: SubchannelChecker

        var end: UInt64 { start + stored.count * stored.stride }
    }

    /// - Parameters:
    ///   - sizes: of the container's files, in their order.
    /// Nil when the container stores no sub-channel.
    init?(_ map: SectorMap, of sizes: [UInt64]) {
        var starts: [UInt64] = [0]
        for size in sizes { starts.append((starts.last ?? 0) + size) }
        let stretches = map.subchannels.compactMap { stored -> Stretch? in
            guard sizes.indices.contains(stored.source),
                stored.offset.adding(stored.count.times(stored.stride)) <= sizes[stored.source],
                let checker = SubchannelChecker(width: Int(stored.width))
            else { return nil }
            return Stretch(start: starts[stored.source] + stored.offset, stored: stored, checker: checker)
        }
        guard !stretches.isEmpty else { return nil }
        self.stretches = stretches.sorted { $0.start < $1.start }
    }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset + UInt64(bytes.count)
        while current < stretches.count, stretches[current].end <= offset { current += 1 }
        // A file of sub-channels goes by in pieces that know nothing of tracks.
        for index in stretches.indices[min(current, stretches.count)...] where stretches[index].start < end {
            let stretch = stretches[index]
            let stride = stretch.stored.stride
            let from = max(offset, stretch.start)
            // Pieces begin and end with a sector or its sub-channel.
            let sector = stretch.stored.first + (from - stretch.start) / stride
            guard from < min(end, stretch.end), let lba = Int(exactly: sector.number) else { continue }
            let first = bytes.startIndex + Int(from - offset)
            let last = bytes.startIndex + Int(min(end, stretch.end) - offset)
            unsafe stretches[index].checker.check(
                bytes[first..<last].span.bytes, stride: Int(stride), from: lba)
        }
    }

    mutating func miss(_: DiscMap.Run) {}

    mutating func finish() -> any Facts {
        SubchannelFacts(stretches: stretches.map { .init(stored: $0.stored, found: $0.checker) })
    }
}

/// What sub-channel Q of a disc says.
public struct SubchannelFacts: Facts {
    /// One for each extent of the container that has sub-channels, in the order of the files.
    public let stretches: [Stretch]

    /// Sub-channels of neighbouring sectors, and what was found in them.
    public struct Stretch: Sendable {
        public let stored: SectorMap.Subchannel
        public let found: SubchannelChecker
    }
}
