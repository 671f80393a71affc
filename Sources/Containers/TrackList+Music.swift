import Bytes
import DiscModel
import SectorCodes
import Sectors

/// Audio that stands behind the data of a track, and data that stands before the audio of one, where a descriptor leaves tracks out or
/// lets one begin too early or too late.
extension TrackList {
    /// The same tracks, with audio and data as what they are. What is declared of them stays.
    func dividedWhereAudioBegins(in sources: [any ByteSource]) throws(OpeningFailure) -> TrackList {
        var divided = TrackList()
        for (number, track) in tracks.enumerated() {
            let before = number > 0 ? tracks[number - 1] : nil
            let next = number + 1 < tracks.count ? tracks[number + 1] : nil
            if let track = try Self.dividedWhereDataGoesOn(track, behind: before, in: sources) {
                divided.add(track)
            } else {
                divided.add(try Self.divided(track, before: next, in: sources))
            }
        }
        return divided
    }

    private static func divided(_ track: Track, before next: Track?, in sources: [any ByteSource])
        throws(OpeningFailure) -> Track
    {
        guard let last = track.runs.last, last.layout.data > 0, last.layout.part == .whole,
            sources.indices.contains(last.source)
        else { return track }
        let source = sources[last.source]
        let held = (source.size - min(source.size, last.offset)) / last.layout.stride
        let count = min(last.count, held)
        let bounds = MusicBounds(
            source: source, leading: last.offset, layout: last.layout, count: count, lba: last.lba)
        let goesOn = next?.runs.first.map { $0.layout.form == .audio && follows($0, last) } ?? false
        let end = try goesOn ? bounds.endBeforeAudio() : bounds.end()
        guard end < count else { return track }
        let audio = SectorLayout(form: .audio, part: .whole, subchannel: last.layout.subchannel)
        var track = track
        track.runs.removeLast()
        track.runs += Self.divided(last, at: end, last.layout, audio)
        if last.declaredLayout?.form == .audio { track.track.form = .audio }
        return track
    }

    /// A track of audio whose first sectors are data that goes on from the track before, by their headers, and that belongs to the
    /// volume there. Data behind the volume is what drives leave of it at a border, and is nothing to speak of.
    private static func dividedWhereDataGoesOn(
        _ track: Track, behind before: Track?, in sources: [any ByteSource]
    ) throws(OpeningFailure) -> Track? {
        guard let run = track.runs.first, run.layout.form == .audio, let data = before?.runs.last,
            let opening = before?.runs.first, data.layout.data > 0, data.layout.part == .whole,
            !data.layout.isScrambled, follows(run, data), sources.indices.contains(run.source)
        else { return nil }
        let source = sources[run.source]
        var count: UInt64 = 0
        while count < min(run.count, longestOverlap) {
            let head = try source.record(
                at: run.offset.adding(count.times(run.layout.stride)), count: 16)
            guard head.isSync(), SectorPlace(head, at: 12)?.lba == run.lba + count else { break }
            count += 1
        }
        guard count > 0,
            try MusicBounds(
                source: source, leading: opening.offset, layout: opening.layout, count: opening.count,
                lba: opening.lba
            ).volumeGoesOn(to: run.lba)
        else { return nil }
        var track = track
        track.runs.removeFirst()
        track.runs = divided(run, at: count, data.layout, run.layout) + track.runs
        return track
    }

    /// Sectors at the beginning of a track of audio that are searched for data: five minutes.
    private static let longestOverlap: UInt64 = 22_500

    /// Whether a run stands right behind another in the same file and on the disc.
    private static func follows(_ run: Run, _ before: Run) -> Bool {
        run.source == before.source && run.lba == before.lba + before.count
            && run.offset == before.offset.adding(before.count.times(before.layout.stride))
            && run.layout.stride == before.layout.stride
    }

    /// The two parts of a run, each with what it was measured to be; where that is what was declared, nothing is to be said.
    private static func divided(
        _ run: Run, at count: UInt64, _ first: SectorLayout, _ second: SectorLayout
    ) -> [Run] {
        var (head, tail) = (run, run)
        head.count = count
        head.remainder = 0
        tail.offset = run.offset.adding(count.times(run.layout.stride))
        tail.lba = run.lba + count
        tail.count = run.count - count
        let declared = run.declaredLayout ?? run.layout
        (head.layout, tail.layout) = (first, second)
        (head.declaredLayout, tail.declaredLayout) = (declared, declared)
        if first != run.layout { head.measured = first }
        if second != run.layout { tail.measured = second }
        return [head, tail].filter { $0.count > 0 }
    }
}
