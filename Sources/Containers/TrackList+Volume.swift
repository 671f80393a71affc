import Bytes
import DiscModel
import SectorCodes
import Sectors

/// Where the file system of a disc begins.
extension TrackList {
    /// At the first data track of the last session that has one, since an operating system looks for descriptors there. Where
    /// none stand at its sector 16, those of its other data tracks, those elsewhere in them, and last those of the sessions before
    /// are better than none.
    func volumeStart(in sources: [any ByteSource]) throws(OpeningFailure)
        -> (start: LBA, agreements: [Agreement])
    {
        guard
            let usual = sessions.reversed().compactMap({ $0.tracks.first { !$0.isAudio && $0.length > 0 } })
                .first
        else { return (0, []) }
        for session in sessions.reversed() {
            let data = session.tracks.filter { !$0.isAudio && $0.length > 0 }
            for track in data {
                guard let place = place(of: track, in: sources) else { continue }
                if try SectorProbe(source: place.source).mayHoldVolume(place.layout, from: place.offset) {
                    return (track.sectors.lowerBound, [])
                }
                if let found = try beforeIndex1(of: track, in: sources) { return found }
            }
            // A disc of one track has its descriptors at the beginning or has lost them; copies elsewhere are copies.
            for track in tracks.count > 1 ? data : [] {
                guard let place = place(of: track, in: sources),
                    let sectors = try SectorProbe(source: place.source).sectorsBeforeVolume(
                        place.layout, from: place.offset, count: place.count)
                else { continue }
                return displaced(in: track, by: sectors)
            }
        }
        return (usual.sectors.lowerBound, [])
    }

    /// A volume that begins with the first sector of the file, although INDEX 01 is said to stand behind it.
    private func beforeIndex1(of track: DiscLayout.Track, in sources: [any ByteSource])
        throws(OpeningFailure)
        -> (start: LBA, agreements: [Agreement])?
    {
        guard track.number == tracks.first?.track.number,
            let run = tracks.first?.runs.first, run.lba >= 0, run.lba < track.sectors.lowerBound,
            run.layout.data > 0, sources.indices.contains(run.source),
            try SectorProbe(source: sources[run.source]).mayHoldVolume(run.layout, from: run.offset)
        else { return nil }
        return (
            run.lba,
            [
                Agreement(
                    "INDEX 01 of track \(track.number)", recorded: track.start, actual: run.lba,
                    from: "the volume descriptors, which count from the first sector of the file",
                    at: track.statedAt)
            ]
        )
    }

    /// A session that is shorter than its gap would be none, and no track but the first begins so near to LBA 0 (Red Book: a track
    /// has four seconds).
    private static let beginning: LBA = 300

    /// Sectors that should stand before the first of the disc, where its header names a later one and no volume begins with it.
    func missingAtStart(in sources: [any ByteSource]) throws(OpeningFailure) -> UInt64 {
        guard let run = tracks.first?.runs.first, run.lba > 0, run.lba < Self.beginning,
            run.layout.data > 0, run.layout.part.offset <= SectorHeader.range.lowerBound,
            sources.indices.contains(run.source)
        else { return 0 }
        return try SectorProbe(source: sources[run.source]).beginsVolume(run.layout, from: run.offset)
            ? 0 : UInt64(clamping: run.lba.number)
    }

    /// The tracks as they lie in a file whose first sectors were lost, although its descriptor tells where they lay in the whole one:
    /// the header of the first sector that is there, and of the one behind it, name later places.
    func withoutLostBeginning(in sources: [any ByteSource]) throws(OpeningFailure) -> TrackList {
        guard let run = tracks.first?.runs.first, run.lba == 0, run.layout.part == .whole,
            run.layout.data > 0, sources.indices.contains(run.source)
        else { return self }
        let (probe, stride) = (SectorProbe(source: sources[run.source]), run.layout.stride)
        guard let first = try probe.raw(at: run.offset, stride: stride)?.lba,
            let second = try probe.raw(at: run.offset.adding(stride), stride: stride)?.lba,
            second == first + 1
        else { return self }
        let lost = first - run.lba
        guard lost > 0, first < Self.beginning, UInt64(lost) < run.count,
            try !probe.beginsVolume(run.layout, from: run.offset)
        else { return self }
        let (start, bytes) = (run.offset, UInt64(lost).times(stride))
        var found = self
        found.changeRuns { other in
            guard other.source == run.source else { return }
            if other.offset == start {
                other.lba += lost
                other.count -= min(other.count, UInt64(lost))
            } else if other.offset >= start.adding(bytes) {
                other.offset -= bytes
            }
        }
        return found
    }

    /// A volume that begins behind the beginning of its track.
    private func displaced(in track: DiscLayout.Track, by sectors: UInt64) -> (
        start: LBA, agreements: [Agreement]
    ) {
        let start = track.sectors.lowerBound + sectors
        return (
            start,
            [
                Agreement(
                    "beginning of the file system in track \(track.number)",
                    recorded: track.sectors.lowerBound, actual: start,
                    from: "its volume descriptors", at: track.statedAt)
            ]
        )
    }

    /// Where the first sector of a track on the disc is stored, and how many follow it there.
    private func place(of track: DiscLayout.Track, in sources: [any ByteSource])
        -> (source: any ByteSource, layout: SectorLayout, offset: UInt64, count: UInt64)?
    {
        let first = track.sectors.lowerBound
        for run in tracks.lazy.filter({ $0.track == track }).flatMap(\.runs)
        where run.lba <= first && first - run.lba < Int64(clamping: run.count) {
            guard sources.indices.contains(run.source), run.layout.data > 0 else { continue }
            let skipped = UInt64(clamping: first - run.lba)
            return (
                sources[run.source], run.layout, run.offset.adding(skipped.times(run.layout.stride)),
                run.count - skipped
            )
        }
        return nil
    }
}
