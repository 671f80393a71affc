import Bytes
import Containers
import DiscModel
import SectorCodes
import Sectors
import Specimens
import Surveys

/// The sub-channels of neighbouring sectors: one row for each extent that has any.
struct SubchannelRun: Weighable {
    let found: SubchannelChecker
    let stored: SectorMap.Subchannel

    static func each(in disc: Disc, _ body: (SubchannelRun) -> Void) {
        for stretch in disc.facts(SubchannelFacts.self)?.stretches ?? [] {
            body(SubchannelRun(found: stretch.found, stored: stretch.stored))
        }
    }

}

/// What the sub-channels of the whole disc say, beside what the container says: one row.
struct SubchannelTold: Weighable {
    let layout: DiscLayout
    /// The first that is told of each track.
    private(set) var starts: [UInt8: Int] = [:]
    /// Runs of sectors by the track that their Q names.
    private(set) var tracks: [UInt8: [RawSectorChecker.Run]] = [:]
    private(set) var catalogNumbers: [String: UInt64] = [:]
    private(set) var recordingCodes: [UInt8: [String: UInt64]] = [:]

    static func each(in disc: Disc, _ body: (SubchannelTold) -> Void) {
        guard let stretches = disc.facts(SubchannelFacts.self)?.stretches,
            let container = disc.facts(ContainerFacts.self)
        else { return }
        var told = SubchannelTold(layout: container.layout)
        for found in stretches.map(\.found) {
            told.starts.merge(found.starts) { first, _ in first }
            told.tracks.merge(found.tracks.mapValues(\.runs), uniquingKeysWith: +)
            told.catalogNumbers.merge(found.catalogNumbers, uniquingKeysWith: +)
            told.recordingCodes.merge(found.recordingCodes) { $0.merging($1, uniquingKeysWith: +) }
        }
        body(told)
    }

    init(layout: DiscLayout) { self.layout = layout }

    /// How often a code was told, by the code, the most frequent first.
    static func ranked(_ codes: [String: UInt64]) -> [(code: String, count: UInt64)] {
        codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}

extension Wrapped {
    /// Raw sectors with the sub-channel that a disc has; `change` is given the offset of that of a sector.
    static func withQ(_ change: (inout Wrapped, (Int) -> Int) -> Void = { _, _ in }) -> Wrapped {
        Wrapped.raw(.plain, subchannel: 96, withQ: true).with { change(&$0) { 2448 * $0 + 2352 } }
    }
}

extension Place {
    /// Sectors of the disc, whoever owns them.
    init(lba: LBA, count: UInt64, field: String) {
        self.init(offset: lba.offset, length: count.times(.sector), field: field)
    }
}

extension RawSectorChecker.Run {
    /// The sub-channel of these sectors.
    var place: Place {
        Place(lba: LBA(clamping: first), count: UInt64(clamping: count), field: "sub-channel Q")
    }
}
