import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A WinOnCD image (C2D, by CeQuadrat, Adaptec and Roxio): a header, CD-Text, and one block for each index of a track
/// that tells where its sectors are.
public enum WinOnCDImage: ContainerReader {
    public static let format = ContainerFormat("WinOnCD image (C2D)", extensions: ["c2d"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: WinOnCDHeader.length)
        guard head.has("Adaptec CeQuadrat VirtualCD File") || head.has("Roxio Image File Format 3.0") else {
            return nil
        }
        let count = Int(head[WinOnCDHeader.blockCount])
        let blocks = try input.source.record(
            at: UInt64(head[WinOnCDHeader.blocks]), count: min(count, 99 * 100) * WinOnCDBlock.length)
        let size = UInt64(head[WinOnCDHeader.size])
        let textLength = Int(min(head[WinOnCDHeader.textSize], 18 * .sector + 4))
        let packs = CDTextPacks(try input.source.record(at: size, count: textLength).bytes)
        var reader = WinOnCDReader(source: input.source)
        try reader.read(blocks)
        guard !reader.tracks.tracks.isEmpty else {
            throw .refused(
                reader.isCompressed
                    ? "is a WinOnCD image (C2D) with compressed tracks, which nobody can read but WinOnCD"
                    : "looks like a WinOnCD image (C2D), but describes no track")
        }
        let hasNumber = head[WinOnCDHeader.hasCatalogNumber] == 1
        var disc = DiscLayout(mediaCatalogNumber: hasNumber ? head.code(WinOnCDHeader.catalogNumber) : nil)
        disc.cdText = packs.entries
        let structures = [
            FileRange(offset: 0, length: size, what: "header"),
            FileRange(offset: size, length: UInt64(textLength), what: "CD-Text"),
            FileRange(offset: blocks.offset, length: UInt64(blocks.count), what: "track blocks"),
        ]
        return try reader.tracks.opened(
            Self.format, layout: disc,
            files: NamedFiles(input, .sectors),
            structures: structures,
            agreements: reader.agreements + [
                Agreement(
                    .length, "number of track blocks", recorded: Int64(count),
                    actual: Int64(blocks.count / WinOnCDBlock.length),
                    from: "bytes that are there", at: head.spot(WinOnCDHeader.blockCount))
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
        let all = (0..<blocks.count / WinOnCDBlock.length).map {
            blocks.part($0 * WinOnCDBlock.length, WinOnCDBlock.length)
        }
        var at = 0
        // What the first track calls its first sector is LBA 0, whatever number it has there.
        var base: LBA?
        while at < all.count, tracks.tracks.count < 99 {
            let first = all[at]
            let group = all[at...].prefix {
                $0[WinOnCDBlock.track] == first[WinOnCDBlock.track]
                    && $0[WinOnCDBlock.session] == first[WinOnCDBlock.session]
            }
            at += group.count
            agreements.append(
                Agreement(
                    .length, "length of the block of track \(first[WinOnCDBlock.track])",
                    recorded: Int64(first[WinOnCDBlock.size]), actual: Int64(WinOnCDBlock.length),
                    from: "the format", at: first.spot(WinOnCDBlock.size)))
            if first[WinOnCDBlock.compression] != 0 {
                isCompressed = true
                continue
            }
            try add(Array(group), base: &base)
        }
    }

    private mutating func add(_ group: [Record], base: inout LBA?) throws(OpeningFailure) {
        guard let first = group.first, let last = group.last,
            let data = group.first(where: {
                $0[WinOnCDBlock.index] <= 1 && $0[WinOnCDBlock.offset] != 0xFFFF_FFFF
            })
        else { return }
        let layout = Self.layout(data[WinOnCDBlock.mode], stride: UInt64(data[WinOnCDBlock.stride]))
        let from = LBA(clamping: first[WinOnCDBlock.firstSector])
        let to = LBA(clamping: last[WinOnCDBlock.lastSector])
        guard to >= from else { return }
        let offset = data[WinOnCDBlock.offset]
        let sight = try SectorProbe(source: source).measure(at: offset, declared: layout)
        let used = sight?.layout ?? layout
        if base == nil { base = from - (used.form == .audio ? 0 : max(0, sight?.lba?.number ?? 0)) }
        let lba = LBA(from - (base ?? 0))
        let number = Int(first[WinOnCDBlock.track])
        if let measured = sight?.lba, used.form != .audio {
            agreements.append(
                Agreement(
                    "first sector of track \(number)", recorded: lba, actual: measured,
                    from: "the header of the sector", at: first.spot(WinOnCDBlock.firstSector)))
        }
        let count = UInt64(clamping: to - from + 1)
        let marks = group.map {
            DiscLayout.Index(
                number: Int($0[WinOnCDBlock.index]),
                lba: lba + (LBA(clamping: $0[WinOnCDBlock.firstSector]) - from))
        }
        let start = marks.first { $0.number == 1 }?.lba ?? lba
        tracks.add(
            .init(
                session: max(1, Int(first[WinOnCDBlock.session])),
                track: DiscLayout.Track(
                    number: number, form: used.form, start: start,
                    length: count - min(count, UInt64(clamping: start - lba)),
                    pregap: UInt64(clamping: start - lba), indices: marks, isrc: first.code(WinOnCDBlock.isrc)
                ),
                runs: [
                    .init(
                        source: 0, offset: offset, layout: used, lba: lba, count: count,
                        declared: "mode \(data[WinOnCDBlock.mode]), \(data[WinOnCDBlock.stride]) bytes",
                        declaredLayout: layout, measured: sight?.layout)
                ]))
    }

    private static func layout(_ mode: UInt8, stride: UInt64) -> SectorLayout {
        let form: SectorForm = mode == 1 ? .mode1 : mode == 2 ? .mode2mixed : .audio
        if stride == .sector { return mode == 2 ? SectorLayout(form: .mode2form1, part: .form1Data) : .plain }
        if stride == 2324 { return SectorLayout(form: .mode2form2, part: .form2Data) }
        return SectorLayout(form: form, stride: stride) ?? SectorLayout(form: form, part: .whole)
    }
}
