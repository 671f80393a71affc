import Bytes
import Checksums
import Containers
import Digests
import DiscModel
import Sectors
import Surveys

extension Inspection {
    /// What lists of dumps count: the tracks of a disc, or else its one file, and the sheets.
    func dumpParts(of image: OpenedImage) -> [DumpPart] {
        guard !dats.isEmpty else { return [] }
        let names = image.sources.map(\.name)
        let places = files(of: image).map(\.bytes)
        let sheets = image.sources.indices.filter { image.sources[$0].role == .descriptor }.map {
            DumpPart(.sheet, name: names[$0], size: image.sources[$0].bytes.size, ranges: [places[$0]])
        }
        guard !image.facts.isPlainInside else {
            return image.sources.indices.filter { image.sources[$0].role == .sectors }.map {
                DumpPart(.file, name: names[$0], size: image.sources[$0].bytes.size, ranges: [places[$0]])
            }
        }
        var digests = ImageDigests(
            [.sha1], of: image.sources.map { ($0.name, $0.role, $0.bytes.size) })
        let kinds = Dictionary(
            image.facts.layout.tracks.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let tracks = image.facts.storedTracks.map { track in
            digests.add(track: track.number, session: track.session, track.extents, obstacle: track.obstacle)
            let ranges = digests.tracks.last?.requests.first?.ranges ?? []
            let isAudio = kinds[track.number]?.isAudio ?? false
            let layout = track.extents.first?.layout
            // A file that is the track alone.
            let file = places.firstIndex { [$0] == ranges }
            let data = track.extents.first.flatMap { first in
                track.extents.last.map { first.first..<max(first.first, $0.end) }
            }
            return DumpPart(
                .track(track.number), name: file.map { names[$0] },
                size: ranges.reduce(0) { $0.adding(UInt64($1.count)) },
                sector: layout.map { $0.stride - $0.subchannel } ?? .sector,
                data: isAudio ? nil : data.flatMap(Self.dataSectors), isAudio: isAudio, ranges: ranges,
                obstacle: digests.tracks.last?.obstacle)
        }
        return tracks + sheets
    }

    /// Sectors as numbers; nil where some lie before the disc.
    private static func dataSectors(_ sectors: Range<LBA>) -> Range<UInt64>? {
        guard let from = UInt64(exactly: sectors.lowerBound.number),
            let to = UInt64(exactly: sectors.upperBound.number)
        else { return nil }
        return from..<to
    }
}
