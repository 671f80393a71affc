import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A Nero image (NRG): sectors, then chunks that describe them, then a trailer that leads to the chunks. Version 1 has
/// offsets of 32 bits, version 2 of 64; discs written at once (DAO) and track by track (TAO) have chunks of their own.
public enum NeroImage: ContainerReader {
    public static let format = ContainerFormat("Nero image (NRG)", extensions: ["nrg"], versions: ["1", "2"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let chunks = try NeroChunks(input.source) else { return nil }
        var reader = NeroReader(chunks: chunks, source: input.source)
        try reader.read()
        guard !reader.tracks.tracks.isEmpty else {
            throw .refused("looks like a Nero image (NRG), but its chunks describe no track")
        }
        var disc = DiscLayout(mediaCatalogNumber: reader.catalogNumber)
        let packs = CDTextPacks(chunks.all("CDTX").first?.bytes ?? [])
        disc.cdText = packs.entries
        return try reader.tracks.opened(
            Self.format, version: "\(chunks.version)", layout: disc,
            files: NamedFiles(input, .sectors),
            structures: chunks.ranges + [chunks.trailer].compactMap(\.self),
            agreements: chunks.agreements + reader.agreements,
            integrityChecks: packs.integrityChecks)
    }
}

/// Turns chunks into tracks.
private struct NeroReader {
    let chunks: NeroChunks
    let source: any ByteSource
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    private(set) var catalogNumber: String?

    init(chunks: NeroChunks, source: any ByteSource) {
        self.chunks = chunks
        self.source = source
    }

    mutating func read() throws(OpeningFailure) {
        // The k-th cue chunk belongs to the k-th DAO chunk: one of each for a session.
        let cues = chunks.all("CUES", "CUEX")
        var session = 0
        for chunk in chunks.chunks where tracks.tracks.count < 99 {
            switch chunk.id {
            case "DAOI", "DAOX":
                let cue =
                    cues.indices.contains(session) ? NeroCues(cues[session], isWide: chunk.id == "DAOX") : nil
                session += 1
                try readDAO(chunk.payload, isWide: chunk.id == "DAOX", cue, session)
            default:
                guard let kind = NeroTrackAtOnce.Chunk(rawValue: chunk.id) else { continue }
                session += 1
                try readTAO(chunk.payload, kind, session)
            }
        }
    }

    // MARK: Disc at once

    private mutating func readDAO(_ chunk: Record, isWide: Bool, _ cues: NeroCues?, _ session: Int)
        throws(OpeningFailure)
    {
        if let code = chunk.code(NeroSession.catalogNumber) { catalogNumber = code }
        let length = NeroTrack.length(isWide: isWide)
        let firstNumber = Int(chunk[NeroSession.firstTrack])
        var lba: LBA = cues?.firstLBA ?? -150
        for index in 0..<min(99, max(0, chunk.count - NeroSession.length) / length) {
            let record = chunk.part(NeroSession.length + index * length, length)
            let number = firstNumber + index
            let start = record[NeroTrack.index0(isWide: isWide)]
            let main = record[NeroTrack.index1(isWide: isWide)]
            let end = record[NeroTrack.end(isWide: isWide)]
            let layout = NeroMode.layout(
                record[NeroTrack.mode], stride: UInt64(record[NeroTrack.stride]))
            let isPlain = end > start && main >= start && main <= end
            let count = isPlain ? (end - start) / layout.stride : 0
            let marked = cues?.lba(track: number, index: 0)
            let pregap = isPlain ? (main - start) / layout.stride : 0
            // Without a stored pregap the track begins at INDEX 01.
            if let marked = pregap > 0 ? marked : cues?.lba(track: number, index: 1) ?? marked {
                lba = marked
            }
            let used = try add(
                session, number, layout,
                "mode \(record[NeroTrack.mode].hexadecimal(uppercase: true)), \(record[NeroTrack.stride]) bytes",
                at: start, lba: lba, count: count, pregap: pregap, before: isPlain ? main - start : 0,
                isrc: record.code(NeroTrack.isrc),
                remainder: isPlain ? (end - start) % layout.stride : 0)
            if let mark = cues?.mark(track: number, index: 1) {
                agreements.append(
                    Agreement(
                        "INDEX 01 of track \(number)", recorded: mark.lba, actual: lba + used.pregap,
                        from: "offsets of the DAO chunk", at: mark.spot))
            }
            lba += used.count
        }
        if let leadOut = cues?.leadOut {
            agreements.append(
                Agreement(
                    "lead-out of session \(session)", recorded: leadOut.lba, actual: lba,
                    from: "sum of its tracks", at: leadOut.spot))
        }
    }

    // MARK: Track at once

    /// Whether the 150 sectors before INDEX 01 are in the file is not said: descriptors or headers tell.
    private mutating func readTAO(_ chunk: Record, _ kind: NeroTrackAtOnce.Chunk, _ session: Int)
        throws(OpeningFailure)
    {
        let entry = NeroTrackAtOnce.length(in: kind)
        for index in 0..<min(99, chunk.count / entry) {
            let record = chunk.part(index * entry, entry)
            let offset = record[NeroTrackAtOnce.offset(in: kind)]
            let length = record[NeroTrackAtOnce.size(in: kind)]
            let mode = record[NeroTrackAtOnce.mode(in: kind)]
            let start = NeroTrackAtOnce.start(in: kind).map { LBA(clamping: record[$0]) }
            let number = tracks.tracks.count + 1
            let layout = NeroMode.layout(UInt8(truncatingIfNeeded: mode), stride: nil)
            let count = length / layout.stride
            let stored = try storedPregap(layout, at: offset, count: count)
            let previous = tracks.tracks.last
            let gap = previous == nil ? 0 : previous?.session == session ? 150 : session == 2 ? 11_400 : 6_900
            let follows = (previous?.track.end).map { $0 + gap } ?? 0
            let lba = try firstLBA(layout, at: offset, start: start, follows: follows, stored: stored)
            _ = try add(
                session, number, layout,
                "mode \(UInt8(truncatingIfNeeded: mode).hexadecimal(uppercase: true))", at: offset,
                lba: lba - stored, count: count, pregap: stored, before: stored.times(layout.stride),
                isrc: nil,
                remainder: length % layout.stride, unstoredPregap: stored == 0 && number > 1 ? 150 : 0)
        }
    }

    /// 150 when descriptors stand where they do behind a stored pregap, else 0.
    private func storedPregap(_ layout: SectorLayout, at offset: UInt64, count: UInt64) throws(OpeningFailure)
        -> UInt64
    {
        guard layout.data > 0, count > 166 else { return 0 }
        let probe = SectorProbe(source: source)
        if try probe.holdsDescriptors(layout, from: offset) { return 0 }
        return try probe.holdsDescriptors(layout, from: offset.adding(150 * layout.stride)) ? 150 : 0
    }

    /// LBA of INDEX 01: what headers say, else what the chunk says, where it leaves room for the gaps; else the sum.
    private func firstLBA(
        _ layout: SectorLayout, at offset: UInt64, start: LBA?, follows: LBA, stored: UInt64
    ) throws(OpeningFailure) -> LBA {
        if layout.part == .whole, layout.form != .audio,
            let sight = try SectorProbe(source: source).raw(
                at: offset.adding(stored * layout.stride), stride: layout.stride), let lba = sight.lba,
            lba >= 0
        {
            return lba
        }
        // vcdimager counts sectors without the gaps between tracks.
        return max(start ?? 0, follows)
    }

    /// Adds a track, and tells of how many sectors it and its pregap are by what was measured.
    private mutating func add(
        _ session: Int, _ number: Int, _ layout: SectorLayout, _ declared: String, at offset: UInt64,
        lba: LBA,
        count: UInt64, pregap: UInt64, before: UInt64, isrc: String?, remainder: UInt64,
        unstoredPregap: UInt64 = 0
    ) throws(OpeningFailure) -> (count: UInt64, pregap: UInt64) {
        let data = offset.adding(before)
        let sight = try SectorProbe(source: source).measure(at: data, declared: layout)
        // A length of sectors that their own bytes contradict says nothing of how many they are; those before INDEX 01 are bytes, too.
        let used = sight?.layout ?? layout
        let length = count.times(layout.stride).adding(remainder)
        let isOther = used.stride != layout.stride
        let pregap = isOther ? before / used.stride : pregap
        let count = isOther ? length / used.stride : count
        let remainder = isOther ? length % used.stride : remainder
        let start = lba + pregap
        if let measured = sight?.lba, layout.form != .audio {
            agreements.append(
                Agreement(
                    "first sector of track \(number)", recorded: start, actual: measured,
                    from: "the header of the sector"))
        }
        tracks.add(
            .init(
                session: session,
                track: DiscLayout.Track(
                    number: number, form: used.form, start: start,
                    length: count - min(count, pregap), pregap: pregap + unstoredPregap,
                    indices: [.init(number: 0, lba: lba), .init(number: 1, lba: start)], isrc: isrc),
                runs: [
                    .init(
                        source: 0, offset: offset, layout: used, lba: lba, count: count, remainder: remainder,
                        declared: declared, declaredLayout: layout, measured: sight?.layout)
                ]))
        return (count, pregap)
    }
}

/// Modes of tracks, and how their sectors are stored.
private enum NeroMode {
    /// - Parameter stride: bytes from sector to sector, where the chunk says so; then it holds, whatever the mode.
    static func layout(_ mode: UInt8, stride: UInt64?) -> SectorLayout {
        let usual = layout(mode)
        guard let stride, stride != usual.stride, stride > 0 else { return usual }
        return SectorLayout(form: usual.form == .unknown ? .mode1 : usual.form, stride: stride)
            ?? SectorLayout(form: .mode2mixed, stride: stride) ?? usual
    }

    private static func layout(_ mode: UInt8) -> SectorLayout {
        switch mode {
        case 0x00: .plain
        case 0x02: SectorLayout(form: .mode2form1, part: .form1Data)
        // Form 1 to some, Form 2 to others; the subheaders tell.
        case 0x03, 0x20: SectorLayout(form: .mode2mixed, part: .afterHeader)
        case 0x05: SectorLayout(form: .mode1, part: .whole)
        case 0x06: SectorLayout(form: .mode2mixed, part: .whole)
        case 0x0F: SectorLayout(form: .mode1, part: .whole, subchannel: 96)
        case 0x10: SectorLayout(form: .audio, part: .whole, subchannel: 96)
        case 0x11: SectorLayout(form: .mode2mixed, part: .whole, subchannel: 96)
        default: SectorLayout(form: .audio, part: .whole)
        }
    }
}

/// The marks of one session: CUES with times counted from LBA -150, CUEX with LBAs.
private struct NeroCues {
    struct Mark {
        let track: UInt8
        let index: UInt8
        let lba: LBA
        /// Where it stands in the file.
        let spot: String
    }

    private let marks: [Mark]

    init(_ chunk: Record, isWide: Bool) {
        marks = (0..<min(10_000, chunk.count / NeroCueMark.length)).map { number in
            let entry = chunk.part(number * NeroCueMark.length, NeroCueMark.length)
            return Mark(
                track: entry[NeroCueMark.track], index: entry[NeroCueMark.index],
                lba: isWide
                    ? LBA(Int64(entry[NeroCueMark.lba])) : NeroCues.lba(Array(entry[NeroCueMark.time])),
                spot: isWide ? entry.spot(NeroCueMark.lba) : entry.spot(NeroCueMark.time))
        }
    }

    /// BCD to most, plain numbers to some; what is no BCD is plain.
    private static func lba(_ time: [UInt8]) -> LBA {
        guard time.count == 3,
            let place = MSF(bcd: time[0], time[1], time[2])
                ?? MSF(minute: time[0], second: time[1], frame: time[2])
        else { return -150 }
        return LBA(clamping: place.lba)
    }

    var firstLBA: LBA? { marks.first { $0.track != 0 && $0.index == 0 }?.lba }
    var leadOut: Mark? { marks.last { $0.track == 0xAA } }

    func mark(track: Int, index: Int) -> Mark? {
        let bcd = UInt8(truncatingIfNeeded: track / 10 * 16 + track % 10)
        return marks.first { $0.track == bcd && Int($0.index) == index }
    }

    func lba(track: Int, index: Int) -> LBA? { mark(track: track, index: index)?.lba }
}
