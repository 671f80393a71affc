import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A plain ISO: 2048-byte sectors from the first byte of the file, nothing before, between, or behind them.
public enum PlainISO: ContainerReader {
    public static let format = ContainerFormat("plain ISO", extensions: ["iso", "img"])

    /// Recognised by a volume descriptor where ECMA-119 (6.7.1), High Sierra, CD-i or UDF wants one: in sector 16; UDF by an anchor, too,
    /// HFS and HFS+ by the header of their volume.
    ///
    /// A descriptor with one damaged letter still counts, and so does a set whose first descriptor is gone while the
    /// second is there, or one that the file ends in: a damaged image must reach the rules.
    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 16 * .sector, count: 2 * .sector)
        guard head.count >= 7,
            [0, .sector].contains(where: { VolumeSignature.recognised(in: head.slice($0, 16)) })
        else {
            if try VolumeSignature.anchors(input.source) { return try opened(input) }
            return try VolumeSignature.apple(input.source) ? opened(input) : nil
        }
        return try opened(input)
    }

    /// The file as plain sectors, whatever stands in them.
    static func opened(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let sectors = input.source.size / .sector
        let remainder = input.source.size % .sector
        let start = try sessionStart(of: input.source, count: sectors)
        var tracks = TrackList()
        tracks.add(
            .init(
                session: 1,
                track: DiscLayout.Track(
                    number: 1, form: .unknown, start: start,
                    length: sectors + (remainder > 0 ? 1 : 0)),
                runs: [
                    .init(
                        source: 0, offset: 0, layout: .plain, lba: start, count: sectors,
                        remainder: remainder)
                ]))
        return try tracks.opened(
            Self.format,
            files: NamedFiles(input, .sectors),
            remainder: remainder)
    }

    /// The LBA of the first sector: 0, or where a later session began whose blocks count from the start of its disc, of which
    /// this file holds nothing else. Then the root directory lies behind its end, and names itself in front of it.
    private static func sessionStart(of source: any ByteSource, count: UInt64) throws(OpeningFailure) -> LBA {
        let primary = try source.record(at: 16 * .sector, count: 200)
        guard UInt64(primary.u32le(158)) >= count else { return 0 }
        let start = try SectorProbe(source: source).recordedStart(.plain, from: 0, count: count) ?? 0
        return start < TrackList.lbaLimit ? max(0, start) : 0
    }
}
