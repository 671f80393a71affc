import Bytes
import Digests
import DiscModel
import SectorCodes
import Sectors

/// A CHD, MAME's compressed hunks of data, version 5: a disc cut into hunks, each compressed by itself. A CD has its tracks in the
/// metadata; everything else is bytes in a row, such as an ISO of a DVD.
public enum CHDImage: ContainerReader {
    public static let format = ContainerFormat(
        "MAME compressed disc image (CHD)", extensions: ["chd"], versions: ["5"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard CHDDescription.isCHD(try input.source.record(at: 0, count: 8)) else { return nil }
        let opened = try OpenedCHD(input, depth: 0)
        let metadata = opened.metadata
        let tracks = metadata.items.compactMap(CHDTrack.init)
        var image = try tracks.isEmpty ? bytes(opened, input) : disc(opened, tracks, input)
        image = OpenedImage(
            sources: image.sources + [.init(name: input.name, role: .packed, bytes: input.source)],
            map: image.map, start: image.volume.start, facts: facts(image.facts, opened, input))
        return image
    }

    private static func facts(_ facts: ContainerFacts, _ opened: OpenedCHD, _ input: ImageInput)
        -> ContainerFacts
    {
        let chd = opened.description
        var facts = facts
        facts.fileName = input.name
        facts.format = format
        facts.version = "\(chd.version)"
        facts.payload = opened.payload
        facts.chd = CHDFacts(
            isCompressed: chd.isCompressed, raw: chd.raw, overall: chd.overall,
            summed: opened.metadata.summed, parent: chd.parent,
            needsParent: opened.map.entries.contains { $0.kind == .parent },
            hasUnknownCodec: chd.codecs.contains(.unknown),
            parentName: opened.parentName, mapFault: opened.map.fault,
            metadataFault: opened.metadata.fault)
        return facts
    }

    // MARK: Bytes in a row

    private static func bytes(_ opened: OpenedCHD, _ input: ImageInput) throws(OpeningFailure) -> OpenedImage
    {
        let inner = input.replacing(opened.store, named: "\(input.stem).iso")
        let head = try? opened.store.record(at: 0, count: 8)
        guard head.map(CHDDescription.isCHD) != true,
            let image = try inner.openedInside(blockBytes: opened.store.blockBytes)
        else {
            let what = (try? Lookalike.name(of: inner)).map { "looks like \($0)" } ?? "is no disc image"
            let isOfTracks = opened.metadata.items.contains { $0.tag.starts(with: "CHT".utf8) }
            let why =
                opened.obstacle.map { "; \($0)" }
                ?? (isOfTracks ? "; its list of tracks cannot be read: the metadata are damaged" : "")
            throw .refused("looks like a CHD; what is in it \(what)\(why)")
        }
        return image
    }

    // MARK: CDs

    private static func disc(_ opened: OpenedCHD, _ tracks: [CHDTrack], _ input: ImageInput)
        throws(OpeningFailure) -> OpenedImage
    {
        var frames = CHDFrames(opened.store)
        var list = TrackList()
        var lba: LBA = 0
        for track in tracks.sorted(by: { $0.number < $1.number }) {
            let layout = CdrdaoImage.layout(track.mode, subchannel: track.subchannel)
            let start = lba
            let stored = track.isPregapStored ? min(track.pregap, track.frames) : 0
            let index1 = start + track.pregap
            let first = track.isPregapStored ? start : index1
            let count = track.frames - track.padding
            let offset = frames.add(
                count, padding: track.padding, sector: layout.part.count, subchannel: Int(layout.subchannel),
                isAudio: layout.form == .audio)
            list.add(
                .init(
                    session: track.isOfGDROM && index1 >= GDImage.highDensity ? 2 : 1,
                    track: DiscLayout.Track(
                        number: track.number, form: layout.form, start: index1,
                        length: count - min(count, stored), pregap: track.pregap, postgap: track.postgap,
                        indices: (track.pregap > 0 ? [.init(number: 0, lba: start)] : [])
                            + [.init(number: 1, lba: index1)]),
                    runs: [
                        .init(
                            source: 0, offset: offset, layout: layout, lba: first, count: count,
                            declared: track.type, declaredLayout: layout)
                    ]))
            lba = first + track.frames + track.postgap
        }
        let inner = input.replacing(frames, named: "\(input.stem).bin")
        return try list.opened(
            format, version: "5", files: NamedFiles(inner, .sectors),
            agreements: [
                Agreement(
                    .length, "frames of all tracks, each filled up to a multiple of 4",
                    recorded: Int64(clamping: frames.frames),
                    actual: Int64(clamping: opened.store.size / UInt64(HunkCodec.frame)), from: "the header")
            ])
    }
}

/// A CHD with its map and its metadata, and the parent where it has one.
private struct OpenedCHD {
    let description: CHDDescription
    let map: HunkMap
    let metadata: CHDMetadata
    let payload: StoredPayload
    let parentName: String?

    var store: BlockStore { payload.blocks }

    /// Why nothing may be found in it.
    var obstacle: String? {
        if let fault = map.fault { return "its map \(fault)" }
        guard let parent = description.parent, parentName == nil else { return nil }
        return "its parent, the CHD with the SHA-1 \(parent.hex), is not beside it (--with FILE)"
    }

    /// Parents of parents that are looked for, and files that may be one.
    private static let depthLimit = 8
    private static let fileLimit = 256

    init(_ input: ImageInput, depth: Int) throws(OpeningFailure) {
        try input.step()
        let source = input.source
        description = try CHDDescription(
            try source.record(at: 0, count: CHDHeader.length), expansionLimit: input.expansionLimit)
        map = try HunkMap(source, description)
        metadata = try CHDMetadata(source, description)
        var found: (name: String, chd: OpenedCHD)?
        if let digest = description.parent, depth < Self.depthLimit {
            found = try Self.parent(digest, input, depth)
        }
        parentName = found?.name
        let hunks = Hunks(chd: description, source: source, map: map, parent: found?.chd.store)
        // A parent is read here and there, and has its digest checked when it is looked at itself.
        let raw = depth == 0 ? description.raw : nil
        payload = StoredPayload(
            hunks, codecs: description.codecs.compactMap { $0?.rawValue }, hasSums: description.isCompressed,
            recorded: raw.map {
                [.init($0, of: 0..<hunks.size, at: "header of the CHD", named: "the SHA-1 in the CHD")]
            } ?? [])
    }

    /// The CHD beside it, or named on the command line, that has a digest.
    private static func parent(_ digest: Digest, _ input: ImageInput, _ depth: Int) throws(OpeningFailure)
        -> (name: String, chd: OpenedCHD)?
    {
        let names = input.folder.names.filter { $0.lowercased().hasSuffix(".chd") && $0 != input.name }
        for name in names.prefix(fileLimit) {
            guard let source = try? input.folder.open(name),
                let head = try? source.record(at: 0, count: CHDHeader.length), CHDDescription.isCHD(head),
                let other = try? CHDDescription(head, expansionLimit: input.expansionLimit),
                other.overall == digest
            else { continue }
            return (name, try OpenedCHD(input.replacing(source, named: name), depth: depth + 1))
        }
        return nil
    }
}
