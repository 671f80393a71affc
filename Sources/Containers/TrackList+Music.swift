import Bytes
import DiscModel
import SectorCodes
import Sectors

/// Audio that stands behind the data of a track, where a descriptor leaves the tracks of audio out, or lets one begin too early.
extension TrackList {
    /// The same tracks, with audio as what it is. What is declared of it stays.
    func dividedWhereAudioBegins(in sources: [any ByteSource]) throws(OpeningFailure) -> TrackList {
        var divided = TrackList()
        for track in tracks { divided.add(try Self.divided(track, in: sources)) }
        return divided
    }

    private static func divided(_ track: Track, in sources: [any ByteSource]) throws(OpeningFailure) -> Track
    {
        guard let last = track.runs.last, last.layout.data > 0, last.layout.part == .whole,
            sources.indices.contains(last.source)
        else { return track }
        let source = sources[last.source]
        let held = (source.size - min(source.size, last.offset)) / last.layout.stride
        let count = min(last.count, held)
        let end = try MusicBounds(
            source: source, leading: last.offset, layout: last.layout, count: count, lba: last.lba
        ).end()
        guard end < count else { return track }
        var (data, audio) = (last, last)
        data.count = end
        data.remainder = 0
        audio.offset = last.offset.adding(end.times(last.layout.stride))
        audio.lba = last.lba + end
        audio.count = last.count - end
        audio.layout = SectorLayout(form: .audio, part: .whole, subchannel: last.layout.subchannel)
        audio.declaredLayout = last.declaredLayout ?? last.layout
        audio.measured = audio.layout
        var track = track
        track.runs.removeLast()
        track.runs += [data, audio]
        if last.declaredLayout?.form == .audio { track.track.form = .audio }
        return track
    }
}
