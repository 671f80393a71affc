import Bytes
import DiscModel
import SectorCodes
import Sectors

/// Sectors without any container around them, with more in each than its 2048 bytes of data, or with bytes before the
/// first or behind the last: a BIN or IMG file, or what a program saved under the name of an ISO image. Found by
/// measurement, whatever the file is called.
public enum RawSectors: ContainerReader {
    public static let format = ContainerFormat("raw sectors", extensions: ["bin", "img"])

    /// What is found by measurement and is no more than a plain ISO behind other bytes.
    public static let displaced = ContainerFormat("plain sectors behind other bytes")

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let found = try found(in: input.source) else { return nil }
        let layout = found.layout
        // Sector 16 is blank, and the descriptors of a session stand elsewhere.
        if layout == .plain, found.leading == 0, found.lba == 0 { return try PlainISO.opened(input) }
        let length = input.source.size - found.leading
        let count = length / layout.stride
        guard count > 0 else { return nil }
        let tracks = try tracks(of: found, count: count, remainder: length % layout.stride, in: input.source)
        let header =
            found.leading > 0
            ? [FileRange(offset: 0, length: found.leading, what: "bytes before the first sector")] : []
        return try tracks.opened(
            layout == .plain ? displaced : format,
            files: NamedFiles(input, .sectors),
            structures: header)
    }

    private struct Found {
        let layout: SectorLayout
        /// Bytes before the first sector.
        let leading: UInt64
        /// LBA of the first sector.
        let lba: LBA
        /// Sectors of audio that stand before the data.
        var audioBefore: UInt64 = 0
    }

    /// One track of data, and what of audio stands before and behind it. How many tracks that was nobody tells.
    private static func tracks(
        of found: Found, count: UInt64, remainder: UInt64, in source: any ByteSource
    ) throws(OpeningFailure) -> TrackList {
        let bounds = MusicBounds(
            source: source, leading: found.leading, layout: found.layout, count: count, lba: found.lba)
        let end = found.layout.part == .whole ? try bounds.end() : count
        let audio = SectorLayout(form: .audio, part: .whole, subchannel: found.layout.subchannel)
        // Audio for which there is no room before the data, by its headers, comes behind all else.
        let moved = found.lba < 0 && found.audioBefore > 0 ? count : 0
        let pieces: [(layout: SectorLayout, sectors: Range<UInt64>, lba: LBA)] = [
            (audio, 0..<found.audioBefore, found.lba + moved),
            (found.layout, found.audioBefore..<end, found.lba + found.audioBefore),
            (audio, end..<count, found.lba + end),
        ]
        var tracks = TrackList()
        for (layout, sectors, lba) in pieces.filter({ !$0.sectors.isEmpty }).sorted(by: { $0.lba < $1.lba }) {
            let length = UInt64(sectors.count) - min(UInt64(sectors.count), UInt64(clamping: 0 - lba))
            tracks.add(
                .init(
                    session: 1,
                    track: DiscLayout.Track(
                        number: tracks.tracks.count + 1, form: layout.form, start: max(0, lba), length: length
                    ),
                    runs: [
                        .init(
                            source: 0,
                            offset: found.leading.adding(sectors.lowerBound.times(layout.stride)),
                            layout: layout, lba: lba, count: UInt64(sectors.count),
                            remainder: sectors.upperBound == count ? remainder : 0)
                    ]))
        }
        return tracks
    }

    private static func found(in source: any ByteSource) throws(OpeningFailure) -> Found? {
        if let found = try bySync(source) { return found }
        if let found = try behindAudio(source) { return found }
        return try byDescriptors(source)
    }

    /// Data that begins behind audio.
    private static func behindAudio(_ source: any ByteSource) throws(OpeningFailure) -> Found? {
        guard let before = try MusicBounds.sectorsBeforeData(in: source) else { return nil }
        let offset = before.times(2352)
        guard let sight = try SectorProbe(source: source).raw(at: offset, stride: 2352) else { return nil }
        let lba = sight.lba.map { $0 - before } ?? 0
        return Found(layout: sight.layout, leading: 0, lba: lba, audioBefore: before)
    }

    // MARK: By synchronisation patterns

    /// Bytes searched for the first pattern.
    private static let searched = 64 << 10
    private static let samples: UInt64 = 64

    /// Raw sectors from the first pattern on, when at least 19 of 20 samples over the whole file have one as well.
    private static func bySync(_ source: any ByteSource) throws(OpeningFailure) -> Found? {
        let head = try source.record(at: 0, count: searched)
        guard let at = firstSync(in: head) else { return nil }
        let leading = UInt64(at)
        let probe = SectorProbe(source: source)
        guard let stride = try probe.syncStride(at: leading),
            let sight = try probe.raw(at: leading, stride: stride)
        else { return nil }
        let count = (source.size - leading) / stride
        var (hits, taken, consecutive) = (0, 0, 0)
        for number in 0..<min(count, samples) {
            let sector = number * max(1, count / samples)
            let record = try source.record(at: leading + sector * stride, count: 16)
            taken += 1
            if record.isSync() { hits += 1 }
            if let header = SectorPlace(record, at: 12), let first = sight.lba,
                header.lba == first + sector
            {
                consecutive += 1
            }
        }
        // Audio behind the data has none, so a run at the start is enough to call it raw.
        guard taken > 0, hits * 20 >= taken * 19 || hits >= 2 && count > 16 else { return nil }
        // Headers that do not count up say nothing about where the sectors belong.
        let lba = consecutive * 2 >= taken ? sight.lba ?? 0 : 0
        let found = Found(layout: sight.layout, leading: leading, lba: lba)
        // Headers that all count from elsewhere: what stands where descriptors belong knows better.
        guard lba < 16, lba != 0, try !descriptorStands(in: found, atLBA: 16, of: source) else {
            return found
        }
        let first = Found(layout: sight.layout, leading: leading, lba: 0)
        return try descriptorStands(in: first, atLBA: 16, of: source) ? first : found
    }

    private static func descriptorStands(
        in found: Found, atLBA lba: LBA, of source: any ByteSource
    ) throws(OpeningFailure) -> Bool {
        let layout = found.layout
        guard !layout.isScrambled, let sector = UInt64(exactly: lba - found.lba) else { return false }
        let offset = found.leading.adding(sector.times(layout.stride)).adding(layout.prefix)
        return VolumeSignature.recognised(in: try source.record(at: offset, count: 16).bytes)
    }

    private static func firstSync(in head: Record) -> Int? {
        var at = 1
        while let next = head.index(of: 0xFF, from: at) {
            if head.isSync(next - 1) { return next - 1 }
            at = next + 1
        }
        return nil
    }

    // MARK: By volume descriptors

    private static func byDescriptors(_ source: any ByteSource) throws(OpeningFailure) -> Found? {
        guard let found = try DescriptorDistance(in: source) else { return nil }
        // A stored first pregap is no header: 150 sectors before LBA 0.
        let pregap = 150 * found.layout.stride
        if found.leading >= pregap, found.leading % found.layout.stride == 0 {
            return Found(layout: found.layout, leading: found.leading - pregap, lba: -150)
        }
        return Found(layout: found.layout, leading: found.leading, lba: 0)
    }
}
