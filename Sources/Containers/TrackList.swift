import Bytes
import DiscModel
import SectorCodes
import Sectors

/// The tracks of a container as its reader found them, on the way to a sector map: what is declared is kept for the
/// rules, what is there goes into the map.
struct TrackList {
    /// A run of sectors that belongs to one track and lies in one file.
    struct Run {
        var source: Int
        var offset: UInt64
        var layout: SectorLayout
        /// LBA of its first sector; negative in the first pregap.
        var lba: LBA
        var count: UInt64
        var remainder: UInt64 = 0
        var declared: String?
        var declaredLayout: SectorLayout?
        var measured: SectorLayout?
        /// Where a descriptor in text states its place or its length.
        var statedAt: String?
    }

    struct Track {
        var session: Int
        var track: DiscLayout.Track
        var runs: [Run]
    }

    /// LBAs at and above this number are beyond every disc.
    static let lbaLimit = LBA(1 << 32)

    private(set) var tracks: [Track] = []

    mutating func add(_ track: Track) { tracks.append(track) }

    /// Changes every run in place.
    mutating func changeRuns(_ change: (inout Run) -> Void) {
        for track in tracks.indices {
            for run in tracks[track].runs.indices { change(&tracks[track].runs[run]) }
        }
    }

    /// The tracks by session, in order.
    var sessions: [DiscLayout.Session] {
        var sessions: [DiscLayout.Session] = []
        for entry in tracks {
            if let index = sessions.firstIndex(where: { $0.number == entry.session }) {
                sessions[index].tracks.append(entry.track)
            } else {
                sessions.append(DiscLayout.Session(number: entry.session, tracks: [entry.track]))
            }
        }
        return sessions.sorted { $0.number < $1.number }
    }

    /// What is declared, as far as it is on the disc.
    var spans: [StoredSpan] {
        tracks.flatMap { entry in
            entry.runs.compactMap { run in
                guard let extent = Self.extent(run) else { return nil }
                return StoredSpan(
                    track: entry.track.number, session: entry.session, extent: extent,
                    remainder: run.remainder,
                    declared: run.declared, declaredLayout: run.declaredLayout, measured: run.measured,
                    statedAt: run.statedAt)
            }
        }
    }

    /// A run from LBA 0 on, without what lies before.
    private static func extent(_ run: Run) -> SectorMap.Extent? {
        guard run.lba < lbaLimit, run.lba > LBA(-lbaLimit.number) else { return nil }
        let before = UInt64(clamping: 0 - run.lba)
        guard run.count > before else { return nil }
        let first = max(0, run.lba)
        return SectorMap.Extent(
            source: run.source, offset: run.offset.adding(before.times(run.layout.stride)),
            layout: run.layout, first: first,
            count: min(run.count - before, UInt64(clamping: lbaLimit - first)))
    }

    /// The sectors that are there. Where two tracks want the same LBA, the one that begins first has it.
    ///
    /// - Parameter subchannels: the index of a file of sub-channels, where there is one.
    func map(sizes: [UInt64], remainder: UInt64 = 0, subchannels: Int? = nil) -> SectorMap {
        var kept: [SectorMap.Extent] = []
        var reached: LBA = 0
        for span in spans.sorted(by: { $0.extent.first < $1.extent.first }) {
            let extent = span.extent
            guard sizes.indices.contains(extent.source) else { continue }
            let held = sizes[extent.source] - min(sizes[extent.source], extent.offset)
            let there = extent.prefix(held / extent.layout.stride)
            let free = there.dropping(UInt64(clamping: reached - there.first))
            guard free.count > 0 else { continue }
            kept.append(free)
            reached = free.end
        }
        return SectorMap(
            extents: kept, remainder: remainder,
            subchannels: kept.compactMap { extent in
                guard let file = subchannels, sizes.indices.contains(file) else { return nil }
                return SectorMap.Subchannel(of: extent, in: file, size: sizes[file])
            })
    }

    /// The opened image of these tracks.
    func opened(
        _ format: ContainerFormat, version: String? = nil, layout: DiscLayout = DiscLayout(),
        files: NamedFiles,
        structures: [FileRange] = [], agreements: [Agreement] = [], integrityChecks: [IntegrityCheck] = [],
        faults: [StatementFault] = [], remainder: UInt64 = 0, subchannels: Int? = nil
    ) throws(OpeningFailure) -> OpenedImage {
        let sources = files.sources.map(\.bytes)
        let tracks = try withoutLostBeginning(in: sources).dividedWhereAudioBegins(in: sources)
        var layout = layout
        layout.sessions = tracks.sessions
        let map = tracks.map(sizes: sources.map(\.size), remainder: remainder, subchannels: subchannels)
        // Where a track is misplaced, its file system is, too.
        let isMisplaced = agreements.contains { $0.kind == .position && !$0.holds }
        let found = try tracks.volumeStart(in: sources)
        let missing = try tracks.missingAtStart(in: sources)
        var facts = ContainerFacts(
            format: format, version: version, fileName: files.input.name, layout: layout, files: files.files,
            spans: tracks.spans, structures: structures,
            agreements: agreements + (isMisplaced ? [] : found.agreements),
            integrityChecks: integrityChecks,
            faults: faults, missingAtStart: missing, map: map)
        facts.unpacked = files.unpacked.map { entry in
            var file = entry.file
            let before = sources.prefix(entry.index).reduce(0 as UInt64) { $0.adding($1.size) }
            file.sums = file.sums.map { $0.behind(before) }
            return file
        }
        return OpenedImage(
            sources: files.sources + files.unpacked.map(\.packed), map: map,
            start: missing > 0 ? 0 : found.start, facts: facts)
    }
}
