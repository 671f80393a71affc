import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A Corel, Adaptec or Roxio Easy CD Creator image (CIF): RIFF chunks one behind the other, one for each track with
/// nothing but its sectors, and at the end "disc", which describes sessions and tracks, and "ofs ", which tells where
/// they are.
public enum EasyCDImage: ContainerReader {
    public static let format = ContainerFormat("Easy CD Creator image (CIF)", extensions: ["cif"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: 12)
        guard head.has("RIFF"), head.has("imag", at: EasyCDChunkHead.type.offset) else { return nil }
        let chunks = try RIFFChunks(input.source)
        guard let disc = chunks.all.first(where: { $0.type == "disc" }) else {
            throw .refused(
                "looks like an Easy CD Creator image (CIF), but has no description of its tracks (a part of one?)"
            )
        }
        let payload = try input.source.record(at: disc.start, count: Int(min(disc.length, 1 << 20)))
        let places = try trackPlaces(chunks, input.source)
        var reader = EasyCDReader(places: places)
        reader.read(payload)
        guard !reader.tracks.tracks.isEmpty else {
            throw .refused("looks like an Easy CD Creator image (CIF), but describes no track")
        }
        return try reader.tracks.opened(
            Self.format, layout: DiscLayout(cdText: reader.titles),
            files: NamedFiles(input, .sectors),
            structures: chunks.ranges, agreements: chunks.agreements + reader.agreements)
    }

    /// Where the tracks are by the index at the end, or, without one, by the chunks themselves.
    private static func trackPlaces(_ chunks: RIFFChunks, _ source: any ByteSource) throws(OpeningFailure)
        -> [EasyCDReader.Place]
    {
        guard let index = chunks.all.first(where: { $0.type == "ofs " }) else {
            return chunks.all.filter { $0.type == "info" || $0.type == "adio" }.map {
                .init(offset: $0.start, length: $0.length)
            }
        }
        let payload = try source.record(
            at: index.start,
            count: Int(min(index.length, UInt64(EasyCDIndex.length + EasyCDIndex.entryLength * 99))))
        let held = max(0, payload.count - EasyCDIndex.length) / EasyCDIndex.entryLength
        return (0..<min(99, Int(payload[EasyCDIndex.count]), held)).map { number in
            let entry = payload.part(EasyCDIndex.length + EasyCDIndex.entryLength * number)
            // The offset points at the type of the chunk, and the length counts the type.
            return .init(
                offset: UInt64(entry[EasyCDIndex.position]) + 4,
                length: UInt64(max(4, entry[EasyCDIndex.size]) - 4))
        }
    }
}

/// RIFF chunks one behind the other; each is padded to an even length.
private struct RIFFChunks {
    struct Chunk {
        let type: String
        /// First byte of the payload, and its length without the type.
        let start: UInt64
        let length: UInt64
    }

    private(set) var all: [Chunk] = []
    private(set) var agreements: [Agreement] = []

    init(_ source: any ByteSource) throws(OpeningFailure) {
        var at: UInt64 = 0
        while at < source.size, all.count < 1_000 {
            let head = try source.record(at: at, count: EasyCDChunkHead.length)
            guard head.count == EasyCDChunkHead.length, head.has("RIFF") else { break }
            let length = UInt64(max(4, head[EasyCDChunkHead.size]) - 4)
            let left = source.size - at - UInt64(EasyCDChunkHead.length)
            let type = Record.text(head[EasyCDChunkHead.type])
            all.append(Chunk(type: type, start: at + 12, length: length))
            if length > left {
                agreements.append(
                    Agreement(
                        .length, "length of chunk \"\(type)\"", recorded: Int64(length), actual: Int64(left),
                        from: "end of the file", at: head.spot(EasyCDChunkHead.size)))
            }
            at = at.adding(12 + length + length % 2)
        }
        if at < source.size {
            agreements.append(
                Agreement(
                    .end, "end of the chunks", recorded: Int64(clamping: at),
                    actual: Int64(clamping: source.size), from: "end of the file"))
        }
    }

    var ranges: [FileRange] {
        all.map {
            let holdsSectors = $0.type == "info" || $0.type == "adio"
            return FileRange(
                offset: $0.start - 12, length: holdsSectors ? 12 : 12 + $0.length + $0.length % 2,
                what: "chunk \"\($0.type)\"")
        }
    }
}

/// Reads the descriptors of the "disc" chunk: one of the disc, then for each session one of it and those of its tracks.
private struct EasyCDReader {
    struct Place {
        let offset: UInt64
        let length: UInt64
    }

    let places: [Place]
    private(set) var tracks = TrackList()
    private(set) var titles: [CDTextEntry] = []
    private(set) var agreements: [Agreement] = []
    private var lba: LBA = 0
    private var wasAudio: Bool?

    init(places: [Place]) { self.places = places }

    /// Tracks shorter than four seconds are padded to it.
    private static let shortest: UInt64 = 300

    mutating func read(_ disc: Record) {
        var at = EasyCDDescriptor.first
        let head = disc.part(at)
        let sessions = Int(head[EasyCDDescriptor.count])
        let title = head.text(EasyCDDescriptor.title, min(Int(head[EasyCDDescriptor.titleSize]), 1_000))
        if !title.isEmpty { titles.append(CDTextEntry(kind: "title", track: 0, text: DisplayName(title))) }
        guard step(&at, disc) else { return }
        for session in 0..<min(99, sessions) {
            let count = Int(disc.part(at)[EasyCDDescriptor.count])
            guard step(&at, disc) else { return }
            if session > 0 { lba += session == 1 ? 11_250 : 6_750 }
            wasAudio = nil
            for _ in 0..<min(99, count) where tracks.tracks.count < 99 {
                let length = Int(disc.part(at)[EasyCDDescriptor.size])
                guard length >= EasyCDTrack.length else { return }
                add(disc.part(at, length), session: session + 1)
                guard step(&at, disc) else { return }
            }
        }
    }

    /// Moves behind the descriptor at `at`, whose first number is its length.
    private func step(_ at: inout Int, _ disc: Record) -> Bool {
        let length = Int(disc.part(at)[EasyCDDescriptor.size])
        at += length
        return length > 0 && at < disc.count || at == disc.count
    }

    private mutating func add(_ descriptor: Record, session: Int) {
        let number = tracks.tracks.count + 1
        guard places.indices.contains(number - 1) else { return }
        let place = places[number - 1]
        let layout = Self.layout(descriptor[EasyCDTrack.type])
        let isAudio = layout.form == .audio
        let recorded = UInt64(descriptor[EasyCDTrack.sectors])
        // A pregap, which is not stored, stands before the first track and wherever audio and data meet.
        let pregap: UInt64 = wasAudio == isAudio ? 0 : 150
        if number > 1 { lba += pregap }
        wasAudio = isAudio
        let held = place.length / layout.stride
        agreements.append(
            Agreement(
                .length, "length of track \(number) in sectors",
                recorded: Int64(max(recorded, Self.shortest)),
                actual: Int64(clamping: held), from: "length of its chunk",
                at: descriptor.spot(EasyCDTrack.sectors)))
        let count = place.length % layout.stride == 0 ? held : max(recorded, Self.shortest)
        tracks.add(
            .init(
                session: session,
                track: DiscLayout.Track(
                    number: number, form: layout.form, start: lba, length: count,
                    pregap: pregap,
                    isrc: isAudio ? descriptor.code(EasyCDTrack.isrc) : nil),
                runs: [
                    .init(
                        source: 0, offset: place.offset, layout: layout, lba: lba, count: count,
                        remainder: place.length % layout.stride,
                        declared: "track type \(descriptor[EasyCDTrack.type])")
                ]))
        lba += count
        if isAudio, case let title = descriptor.text(EasyCDTrack.title.offset, EasyCDTrack.title.length),
            !title.isEmpty
        {
            titles.append(CDTextEntry(kind: "title", track: number, text: DisplayName(title)))
        }
    }

    private static func layout(_ type: UInt16) -> SectorLayout {
        switch type {
        case 1: .plain
        case 2: SectorLayout(form: .mode2form1, part: .subheaderAndForm1Data)
        case 4: SectorLayout(form: .mode2mixed, part: .subheaderAndForm2Data)
        default: SectorLayout(form: .audio, part: .whole)
        }
    }
}
