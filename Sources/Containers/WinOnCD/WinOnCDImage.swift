import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A WinOnCD image (C2D, by CeQuadrat, Adaptec and Roxio): a header, CD-Text, and one block for each index of a track
/// that tells where its sectors are.
public enum WinOnCDImage: ContainerReader {
    public static let format = ContainerFormat("WinOnCD image (C2D)", extensions: ["c2d"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: 196)
        guard head.has("Adaptec CeQuadrat VirtualCD File") || head.has("Roxio Image File Format 3.0") else {
            return nil
        }
        let count = Int(head.u16le(50))
        let blocks = try input.source.record(at: UInt64(head.u32le(56)), count: min(count, 99 * 100) * 44)
        let textLength = Int(min(head.u32le(52), 18 * .sector + 4))
        let packs = CDTextPacks(try input.source.record(at: UInt64(head.u16le(32)), count: textLength).bytes)
        var reader = WinOnCDReader(source: input.source)
        try reader.read(blocks)
        guard !reader.tracks.tracks.isEmpty else {
            throw .refused(
                reader.isCompressed
                    ? "is a WinOnCD image (C2D) with compressed tracks, which nobody can read but WinOnCD"
                    : "looks like a WinOnCD image (C2D), but describes no track")
        }
        var disc = DiscLayout(mediaCatalogNumber: head.u16le(34) == 1 ? head.code(36, 13) : nil)
        disc.cdText = packs.entries
        let structures = [
            FileRange(offset: 0, length: UInt64(head.u16le(32)), what: "header"),
            FileRange(offset: UInt64(head.u16le(32)), length: UInt64(textLength), what: "CD-Text"),
            FileRange(offset: blocks.offset, length: UInt64(blocks.count), what: "track blocks"),
        ]
        return try reader.tracks.opened(
            Self.format, layout: disc,
            files: NamedFiles(input, .sectors),
            structures: structures,
            agreements: reader.agreements + [
                Agreement(
                    .length, "number of track blocks", recorded: Int64(count),
                    actual: Int64(blocks.count / 44),
                    from: "bytes that are there")
            ], integrityChecks: packs.integrityChecks)
    }
}

/// Gathers the blocks of each track and places them one behind the other.
private struct WinOnCDReader {
    let source: any ByteSource
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    private(set) var isCompressed = false

    init(source: any ByteSource) { self.source = source }

    mutating func read(_ blocks: Record) throws(OpeningFailure) {
        let all = (0..<blocks.count / 44).map { blocks.part($0 * 44, 44) }
        var at = 0
        // What the first track calls its first sector is LBA 0, whatever number it has there.
        var base: Int64?
        while at < all.count, tracks.tracks.count < 99 {
            let first = all[at]
            let group = all[at...].prefix { $0.u8(38) == first.u8(38) && $0.u8(37) == first.u8(37) }
            at += group.count
            agreements.append(
                Agreement(
                    .length, "length of the block of track \(first.u8(38))", recorded: Int64(first.u32le(0)),
                    actual: 44, from: "the format"))
            if first.u8(41) != 0 {
                isCompressed = true
                continue
            }
            try add(Array(group), base: &base)
        }
    }

    private mutating func add(_ group: [Record], base: inout Int64?) throws(OpeningFailure) {
        guard let first = group.first, let last = group.last,
            let data = group.first(where: { $0.u8(39) <= 1 && $0.u64le(12) != 0xFFFF_FFFF })
        else { return }
        let layout = Self.layout(data.u8(40), stride: UInt64(data.u32le(20)))
        let (from, to) = (Int64(first.u32le(4)), Int64(last.u32le(8)))
        guard to >= from else { return }
        let offset = data.u64le(12)
        let sight = try SectorProbe(source: source).measure(at: offset, declared: layout)
        let used = sight.map { $0.layout.stride == layout.stride ? $0.layout : layout } ?? layout
        if base == nil { base = from - (used.form == .audio ? 0 : max(0, sight?.lba ?? 0)) }
        let lba = from - (base ?? 0)
        let number = Int(first.u8(38))
        if let measured = sight?.lba, used.form != .audio {
            agreements.append(
                Agreement(
                    .position, "first sector of track \(number)", recorded: lba, actual: measured,
                    from: "the header of the sector"))
        }
        let count = UInt64(to - from + 1)
        let marks = group.map {
            DiscLayout.Index(number: Int($0.u8(39)), lba: lba + Int64($0.u32le(4)) - from)
        }
        let start = marks.first { $0.number == 1 }?.lba ?? lba
        tracks.add(
            .init(
                session: max(1, Int(first.u8(37))),
                track: DiscLayout.Track(
                    number: number, form: used.form, start: start,
                    length: count - min(count, UInt64(clamping: start - lba)),
                    pregap: UInt64(clamping: start - lba), indices: marks, isrc: first.code(24, 12)),
                runs: [
                    .init(
                        source: 0, offset: offset, layout: used, lba: lba, count: count,
                        declared: "mode \(data.u8(40)), \(data.u32le(20)) bytes", measured: sight?.layout)
                ]))
    }

    private static func layout(_ mode: UInt8, stride: UInt64) -> SectorLayout {
        let form: SectorForm = mode == 1 ? .mode1 : mode == 2 ? .mode2mixed : .audio
        if stride == .sector { return mode == 2 ? SectorLayout(form: .mode2form1, part: .form1Data) : .plain }
        if stride == 2324 { return SectorLayout(form: .mode2form2, part: .form2Data) }
        return SectorLayout(form: form, stride: stride) ?? SectorLayout(form: form, part: .whole)
    }
}
