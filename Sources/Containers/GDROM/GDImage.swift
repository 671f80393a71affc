import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A GD-ROM of a Dreamcast: a GDI file in text, and a file for each track.
///
/// Tracks from LBA 45000 on lie in the high-density area, which no CD drive reads: it is a session of its own here. Its file
/// system counts blocks from the start of the disc.
public enum GDImage: ContainerReader {
    public static let format = ContainerFormat("GD-ROM image (GDI)", extensions: ["gdi", "bin", "raw"])

    /// The first sector of the high-density area.
    static let highDensity: LBA = 45_000

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let text = try SheetText(input), GDISheet.recognised(text, named: input.name) else {
            return nil
        }
        if input.isTooLongForSheet { throw input.tooLong("a GDI file") }
        let sheet = GDISheet(text)
        var reader = GDReader(sheet: sheet, files: NamedFiles(input, .descriptor))
        try reader.read()
        if let refusal = reader.files.refusal("looks like a GDI file", sheet.faults) { throw refusal }
        return try reader.tracks.opened(
            Self.format, files: reader.files, structures: reader.structures, agreements: reader.agreements,
            faults: text.faults + sheet.faults)
    }
}

private struct GDReader {
    let sheet: GDISheet
    private(set) var files: NamedFiles
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    /// Bytes before the first sector of a track.
    private(set) var structures: [FileRange] = []

    init(sheet: GDISheet, files: NamedFiles) {
        self.sheet = sheet
        self.files = files
    }

    /// Between two tracks lie 150 sectors that dumping programs leave out, and before the last track of data 75 more; files of
    /// Redump hold them.
    private static let usualGap: Int64 = 300

    mutating func read() throws(OpeningFailure) {
        for (position, track) in sheet.tracks.enumerated() {
            let next = position + 1 < sheet.tracks.count ? sheet.tracks[position + 1] : nil
            try add(track, before: next)
        }
    }

    private mutating func add(_ track: GDISheet.Track, before next: GDISheet.Track?) throws(OpeningFailure) {
        let index = files.index(
            of: track.name, .sectors, standIns: [], .init(place: "line \(track.line)", tracks: [track.number])
        )
        let source = files.sources[index].bytes
        let isSync = try SectorProbe(source: source).syncStride(at: track.offset) != nil
        let isAudio = track.isAudio ?? !isSync
        let declared = Self.layout(isAudio, track.stride)
        let sight = try SectorProbe(source: source).measure(at: track.offset, declared: declared)
        let layout = sight?.layout ?? declared
        let held = source.size - min(source.size, track.offset)
        let lba = try place(
            track, layout.form == .audio ? nil : sight?.lba, layout, source, held / layout.stride)
        if track.offset > 0 {
            structures.append(
                FileRange(file: index, offset: 0, length: track.offset, what: "bytes before the first sector")
            )
        }
        let count = count(from: lba, held: held / layout.stride, before: next)
        let isWhole = count == held / layout.stride
        tracks.add(
            .init(
                session: lba < GDImage.highDensity ? 1 : 2,
                track: DiscLayout.Track(
                    number: track.number, form: layout.form, start: lba, length: count,
                    indices: [.init(number: 1, lba: lba)], statedAt: track.place),
                runs: [
                    .init(
                        source: index, offset: track.offset, layout: layout, lba: lba, count: count,
                        remainder: isWhole ? held % layout.stride : 0,
                        declared: track.stride == nil || track.isAudio == nil ? nil : track.declared,
                        declaredLayout: declared,
                        measured: sight?.layout)
                ]))
    }

    /// The LBA of a track. What its sectors or its file system say goes before what the file says, which at times counts from
    /// the lead-in, 150 sectors before.
    private mutating func place(
        _ track: GDISheet.Track, _ header: LBA?, _ layout: SectorLayout, _ source: any ByteSource,
        _ count: UInt64
    ) throws(OpeningFailure) -> LBA {
        let end = tracks.tracks.last?.track.end ?? 0
        let stated = track.lba ?? end + (tracks.tracks.isEmpty ? 0 : 150)
        var measured = header
        if header == nil, layout.data > 0, layout.part != .whole {
            measured = try SectorProbe(source: source).recordedStart(layout, from: track.offset, count: count)
        }
        guard let measured else { return stated }
        if track.lba != nil {
            agreements.append(
                Agreement(
                    "first sector of track \(track.number)", recorded: stated, actual: measured,
                    from: header == nil ? "its file system" : "its header", at: track.place))
        }
        return measured >= end && measured < TrackList.lbaLimit ? measured : stated
    }

    /// Sectors of a track: those of its file, and more where it ends long before the next track of its area begins.
    private func count(from lba: LBA, held: UInt64, before next: GDISheet.Track?) -> UInt64 {
        guard let end = next?.lba, held > 0, (end < GDImage.highDensity) == (lba < GDImage.highDensity) else {
            return held
        }
        return max(held, UInt64(clamping: (end - lba) - Self.usualGap))
    }

    private static func layout(_ isAudio: Bool, _ stride: UInt64?) -> SectorLayout {
        let stride = stride ?? 2352
        if isAudio { return SectorLayout(form: .audio, part: .whole) }
        if stride == .sector { return .plain }
        return SectorLayout(form: stride == 2336 ? .mode2mixed : .mode1, stride: stride)
            ?? SectorLayout(form: .mode1, part: .whole)
    }
}
