import Bytes
import Digests
import DiscModel
import SectorCodes
import Sectors

/// A CHD, MAME's compressed hunks of data: a disc cut into hunks, each compressed by itself. A CD has its tracks in the
/// metadata; everything else is bytes in a row, such as an ISO of a DVD.
public enum CHDImage: ContainerReader {
    public static let format = ContainerFormat(
        "MAME compressed disc image (CHD)", extensions: ["chd"], versions: ["5", "4", "3", "2", "1"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard CHDDescription.isCHD(try input.source.record(at: 0, count: 8)) else { return nil }
        let opened = try OpenedCHD(input, depth: 0)
        let metadata = opened.metadata
        let tracks = metadata.tracks
        var image = try tracks.isEmpty ? bytes(opened, input) : disc(opened, tracks, input)
        image = OpenedImage(
            sources: image.sources + [.init(name: input.name, role: .packed, bytes: input.source)]
                + opened.parents,
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
            raw: chd.content.first { $0.algorithm == .sha1 }, overall: chd.overall,
            summed: opened.metadata.summed, parent: chd.parent,
            needsParent: opened.map.entries.contains { $0.kind == .parent },
            hasUnknownCodec: chd.codecs.contains(.unknown),
            parentName: opened.parentName, strangers: opened.strangers, mapFault: opened.map.fault,
            metadataFault: opened.metadata.fault, trailingBytes: opened.trailingBytes)
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
            let isOfTracks = opened.metadata.items.contains { CHDTrack.tags.contains(Record.text($0.tag)) }
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
            format, version: "\(opened.description.version)", files: NamedFiles(inner, .sectors),
            agreements: [
                Agreement(
                    .length, "frames of all tracks, each filled up to a multiple of 4",
                    recorded: Int64(clamping: frames.frames),
                    actual: Int64(clamping: opened.description.logicalBytes / UInt64(HunkCodec.frame)),
                    from: "the header")
            ])
    }
}
