import Bytes
import Digests
import DiscModel
import SectorCodes
import Sectors

/// An evidence file in the Expert Witness format, as EnCase, FTK Imager, Guymager and ewfacquire write it: the medium in chunks, each
/// packed by itself, in one file or several segments.
public enum EWFImage: ContainerReader {
    public static let format = ContainerFormat("EnCase evidence file (E01)", extensions: ["e01", "s01"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: EWFSegment.knownBy)
        if let refusal = try OtherEvidence.refusal(head, of: input.source) { throw .refused(refusal) }
        guard let first = try EWFSegment(input.source, named: input.name) else { return nil }
        let opened = try OpenedEWF(input, first)
        let image = try opened.image(input)
        var facts = image.facts
        facts.fileName = input.name
        facts.format = format
        facts.version = nil
        facts.payload = opened.payload
        facts.ewf = opened.facts
        let packed = opened.set.segments.map {
            OpenedImage.Source(name: $0.name, role: .packed, bytes: $0.source)
        }
        return OpenedImage(
            sources: image.sources + packed, map: image.map, start: image.volume.start, facts: facts)
    }
}

/// An evidence file with its segments, the description of its medium, and its chunks.
private struct OpenedEWF {
    let set: EWFSet
    let media: EWFMedia
    let payload: StoredPayload
    let facts: EWFFacts
    private let unread: [Range<UInt64>]
    private let tracks: [EWFSideSections.Track]

    init(_ input: ImageInput, _ first: EWFSegment) throws(OpeningFailure) {
        set = try EWFSet(input, first: first)
        let side = try EWFSideSections(set)
        media = try Self.media(side, set, input)
        let tables = try EWFTables(set, media, input)
        let size = Self.size(media, tables)
        let chunks = EWFChunks(
            size: size, blockBytes: media.chunkBytes, segments: set.segments, first: tables.first,
            last: tables.last,
            missing: set.isOpen || !set.missing.isEmpty
                ? "a segment of the evidence file is not there"
                : "no table of the evidence file leads there")
        payload = StoredPayload(
            chunks, codecs: tables.isPacked ? ["zlib"] : [], hasSums: true,
            recorded: side.digests.map { found in
                .init(
                    found.digest, of: 0..<size, at: "\(found.file): section \"\(found.section)\"",
                    named: "the \(found.digest.algorithm.title) in the evidence file")
            })
        unread = EWFMediaBytes.ranges(of: side.unread, media)
        tracks = side.tracks
        facts = EWFFacts(
            segments: set.segments.map {
                .init(number: $0.number, name: $0.name, trailingBytes: $0.trailingBytes)
            },
            missing: set.missing, isOpen: set.isOpen,
            faults: set.faults + side.faults + Self.faults(side, media, set) + tables.faults,
            hasDamagedDigest: side.hasDamagedDigest,
            unread: unread.map { [bytes = media.bytesPerSector] in
                $0.lowerBound / bytes..<$0.upperBound / bytes
            },
            bytesPerSector: media.bytesPerSector, acquisition: side.acquisition)
    }

    // MARK: The medium

    /// The most that are read; their places take 16 bytes each.
    private static let chunkLimit: UInt64 = 1 << 23

    /// Chunks of which a beginning is kept where the tables lead to fewer.
    private static let leastChunks: UInt64 = 64

    /// Bytes of the medium. A description that is damaged may tell of any number of chunks that nobody has.
    private static func size(_ media: EWFMedia, _ tables: EWFTables) -> UInt64 {
        guard !media.isWhole else { return media.size }
        let found = UInt64(tables.first.count + tables.last.count)
        return min(media.size, max(found, leastChunks).times(media.chunkBytes))
    }

    /// The first description that can be true; best one whose sum holds.
    private static func media(_ side: EWFSideSections, _ set: EWFSet, _ input: ImageInput)
        throws(OpeningFailure) -> EWFMedia
    {
        let possible = side.media.map(\.media).filter(\.isPossible)
        guard let media = possible.first(where: \.isWhole) ?? possible.first else {
            let first = set.segments.first?.number ?? 1
            let name = set.names?.name(of: 1) ?? "its file"
            throw .refused(
                first > 1
                    ? "segment \(first) of an EnCase evidence file (E01), whose first segment (\(name)) is not beside it"
                    : "looks like an EnCase evidence file (E01); the sections that describe its medium are lost or damaged"
            )
        }
        guard media.size <= input.expansionLimit else {
            throw .refused(
                "an EnCase evidence file (E01) that says that it unpacks to \(media.size) bytes; --max-expanded allows \(input.expansionLimit) bytes"
            )
        }
        guard media.neededChunks <= chunkLimit else {
            throw .refused(
                "an EnCase evidence file (E01) of \(media.neededChunks) chunks, and at most \(chunkLimit) are read"
            )
        }
        return media
    }

    /// Where descriptions of the medium contradict each other, themselves, or the sums behind them.
    private static func faults(_ side: EWFSideSections, _ media: EWFMedia, _ set: EWFSet) -> [EWFFault] {
        var faults: [EWFFault] = []
        let taken =
            side.media.first { $0.media.isWhole && $0.media.isPossible }
            ?? side.media.first { $0.media.isPossible }
        for found in side.media {
            let name = set.segments[found.segment].name
            let place = "section \"\(found.section.type)\" at byte \(found.section.offset)"
            func note(_ kind: EWFFault.Kind, _ text: String) {
                faults.append(
                    EWFFault(
                        kind: kind,
                        text:
                            "section \"\(found.section.type)\" of \(name) at byte \(found.section.offset) \(text)",
                        file: name, place: place))
            }
            guard found.media.isWhole else {
                note(.section, "is damaged: its Adler-32 is wrong")
                continue
            }
            let differing = zip(found.media.numbers, media.numbers).filter {
                $0.value != $1.value && $0.value != 0
            }
            if let (own, other) = differing.first,
                found.section.offset != taken?.section.offset || found.segment != taken?.segment
            {
                note(
                    .media,
                    "tells of \(own.value) \(own.name), and section \"\(taken?.section.type ?? "volume")\" of \(other.value)"
                )
            }
        }
        if media.isWhole, media.chunkCount != media.neededChunks, let taken {
            faults.append(
                EWFFault(
                    kind: .media,
                    text:
                        "section \"\(taken.section.type)\" of \(set.segments[taken.segment].name) tells of \(media.chunkCount.of("chunk")), and its \(media.sectorCount.of("sector")) take \(media.neededChunks)",
                    file: set.segments[taken.segment].name,
                    place: "section \"\(taken.section.type)\" at byte \(taken.section.offset)"))
        }
        let behind = side.tracks.filter { $0.start >= media.sectorCount }
        if let first = behind.first, let segment = set.segments.last {
            faults.append(
                EWFFault(
                    kind: .sessions,
                    text:
                        "\(behind.count.of("track")) of the evidence file should begin at sector \(first.start) or later, and the medium has \(media.sectorCount)",
                    file: segment.name, place: "section \"session\""))
        }
        return faults
    }

    // MARK: The disc

    private var source: any ByteSource {
        unread.isEmpty ? payload.blocks : EWFMediaBytes(blocks: payload.blocks, unread: unread)
    }

    func image(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage {
        let inner = input.replacing(source, named: "\(input.stem).iso")
        if let disc = try disc(inner) { return disc }
        let what =
            "an EnCase evidence file (E01) of \(media.sectorCount) sectors of \(media.bytesPerSector.of("byte"))"
        let why = facts.faults.first.map { "; \($0.text)" } ?? ""
        let head = try? source.record(at: 0, count: EWFSegment.knownBy)
        if head.map(EWFSegment.isEWF) != true,
            let image = try inner.openedInside(blockBytes: media.chunkBytes)
        {
            return image
        }
        let content = (try? Lookalike.name(of: inner)).map { "looks like \($0)" } ?? "is no disc image"
        throw .refused("\(what); what is in it \(content)\(why)")
    }

    /// The tracks of an optical disc, where there are several; the first is often recorded as beginning with sector 16.
    private func disc(_ inner: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        var starts = tracks.filter { $0.start < media.sectorCount }.sorted { $0.start < $1.start }
        guard starts.count > 1, starts.count < 100, media.bytesPerSector == .sector else { return nil }
        starts[0] = .init(start: starts[0].start == 16 ? 0 : starts[0].start, isAudio: starts[0].isAudio)
        var list = TrackList()
        var session = 0
        for (index, track) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].start : media.sectorCount
            guard end > track.start else { continue }
            if !track.isAudio || session == 0 { session += 1 }
            let (lba, count) = (LBA(clamping: track.start), end - track.start)
            list.add(
                .init(
                    session: session,
                    track: DiscLayout.Track(
                        number: index + 1, form: track.isAudio ? .audio : .unknown, start: lba, length: count),
                    // Audio is not in the file: zeros stand for it, 2048 for each sector.
                    runs: track.isAudio
                        ? []
                        : [
                            .init(
                                source: 0, offset: track.start * .sector, layout: .plain, lba: lba,
                                count: count)
                        ]))
        }
        return try list.opened(EWFImage.format, files: NamedFiles(inner, .sectors))
    }
}
