import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A DiscJuggler image (CDI), versions 2, 3 and 3.5: sectors, then a descriptor of sessions and tracks, then eight bytes
/// that lead to it.
public enum DiscJugglerImage: ContainerReader {
    public static let format = ContainerFormat(
        "DiscJuggler image (CDI)", extensions: ["cdi"], versions: ["2", "3", "3.5"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let size = input.source.size
        guard size > 8 else { return nil }
        let tail = try input.source.record(at: size - 8, count: DiscJugglerTrailer.length)
        let versions: [UInt32: String] = [0x8000_0004: "2", 0x8000_0005: "3", 0x8000_0006: "3.5"]
        guard let version = versions[tail[DiscJugglerTrailer.version]] else { return nil }
        let position = UInt64(tail[DiscJugglerTrailer.position])
        // Version 3.5 counts back from the end, the others from the start.
        let start = version == "3.5" ? size - min(size, position) : position
        guard start < size - 8, size - start <= 4 << 20 else { return nil }
        let descriptor = try input.source.record(at: start, count: Int(size - start - 8))
        var reader = DiscJugglerReader(descriptor: descriptor, source: input.source)
        try reader.read()
        guard !reader.tracks.tracks.isEmpty else { return nil }
        let structures = [
            FileRange(offset: start, length: size - start, what: "descriptor")
        ]
        let end = Agreement(
            .end, "end of the sectors", recorded: Int64(clamping: reader.offset),
            actual: Int64(clamping: start),
            from: "position of the descriptor", at: tail.spot(DiscJugglerTrailer.position))
        return try reader.tracks.opened(
            Self.format, version: version,
            files: NamedFiles(input, .sectors),
            structures: structures, agreements: reader.agreements + [end])
    }
}

/// Reads track blocks. Their ends differ between versions, so each is found by the mark at its start, which is recorded
/// twice.
private struct DiscJugglerReader {
    let descriptor: Record
    let source: any ByteSource
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    /// First byte of the next track.
    private(set) var offset: UInt64 = 0

    init(descriptor: Record, source: any ByteSource) {
        self.descriptor = descriptor
        self.source = source
    }

    private static let mark: [UInt8] = [0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]

    mutating func read() throws(OpeningFailure) {
        let double = Self.mark + Self.mark
        var at = 0
        while at + double.count <= descriptor.count, tracks.tracks.count < 99 {
            guard descriptor.u8(at + 2) == 1, descriptor.slice(at, double.count).elementsEqual(double) else {
                at += 1
                continue
            }
            guard let length = try readTrack(at: at + double.count) else {
                at += double.count
                continue
            }
            at += double.count + length
        }
    }

    /// Reads the block whose marks end at `start`; its length, or nil for the block of the disc, which is no track.
    private mutating func readTrack(at start: Int) throws(OpeningFailure) -> Int? {
        var at = start + DiscJugglerSource.nameLength
        at += 1 + Int(descriptor.u8(at))
        // Version 4 and later tell the capacity of the disc here.
        let hasCapacity = descriptor.part(at)[DiscJugglerSource.capacity] == 0x8000_0000
        at += hasCapacity ? DiscJugglerSource.lengthWithCapacity : DiscJugglerSource.length
        let indexCount = Int(descriptor.u16le(at))
        at += 2
        guard 1...100 ~= indexCount else { return nil }
        let lengths = (0..<indexCount).map { UInt64(descriptor.u32le(at + 4 * $0)) }
        at += 4 * indexCount
        let textBlocks = Int(descriptor.u32le(at))
        at += 4
        guard textBlocks <= 8 else { return nil }
        for _ in 0..<textBlocks * 18 { at += 1 + Int(descriptor.u8(at)) }
        at += 2
        let track = descriptor.part(at, DiscJugglerTrack.length)
        guard track.count == DiscJugglerTrack.length, track[DiscJugglerTrack.mode] <= 2,
            track[DiscJugglerTrack.readMode] <= 4, track[DiscJugglerTrack.session] < 99
        else { return nil }
        try add(track, lengths: lengths)
        return at + DiscJugglerTrack.length - start
    }

    private mutating func add(_ track: Record, lengths: [UInt64]) throws(OpeningFailure) {
        let number = tracks.tracks.count + 1
        let (mode, readMode) = (track[DiscJugglerTrack.mode], track[DiscJugglerTrack.readMode])
        let total = UInt64(track[DiscJugglerTrack.total])
        let isrc = track[DiscJugglerTrack.hasISRC] != 0 ? track.code(DiscJugglerTrack.isrc) : nil
        let declared = Self.layout(mode, readMode)
        let sum = lengths.reduce(UInt64(0)) { $0.adding($1) }
        agreements.append(
            Agreement(
                .length, "length of track \(number)", recorded: Int64(clamping: total),
                actual: Int64(track[DiscJugglerTrack.totalAgain]), from: "its repetition",
                at: track.spot(DiscJugglerTrack.total)))
        agreements.append(
            Agreement(
                .length, "length of track \(number)", recorded: Int64(clamping: total),
                actual: Int64(clamping: sum),
                from: "sum of its indices", at: track.spot(DiscJugglerTrack.total)))
        let pregap = lengths.count > 1 ? lengths[0] : 0
        let data = offset.adding(pregap.times(declared.stride))
        let sight = try SectorProbe(source: source).measure(at: data, declared: declared)
        let used = declared.form == .audio ? declared : sight?.layout ?? declared
        // Positions are counted from the start of the first pregap.
        let first: LBA = LBA(Int64(track[DiscJugglerTrack.start])) - 150
        let index1 = first + pregap
        if let measured = sight?.lba, declared.form != .audio {
            agreements.append(
                Agreement(
                    "first sector of track \(number)", recorded: index1, actual: measured,
                    from: "the header of the sector", at: track.spot(DiscJugglerTrack.start)))
        }
        tracks.add(
            .init(
                session: Int(track[DiscJugglerTrack.session]) + 1,
                track: DiscLayout.Track(
                    number: number, form: used.form, start: index1,
                    length: total - min(total, pregap), pregap: pregap,
                    indices: [.init(number: 0, lba: first), .init(number: 1, lba: index1)], isrc: isrc),
                runs: [
                    .init(
                        source: 0, offset: offset, layout: used, lba: first, count: total,
                        declared: "mode \(mode), read mode \(readMode)", declaredLayout: declared,
                        measured: sight?.layout)
                ]))
        offset = offset.adding(total.times(used.stride))
    }

    private static func layout(_ mode: UInt32, _ readMode: UInt32) -> SectorLayout {
        let form: SectorForm = mode == 0 ? .audio : mode == 1 ? .mode1 : .mode2mixed
        switch readMode {
        case 0: return mode == 2 ? SectorLayout(form: .mode2form1, part: .form1Data) : .plain
        case 1: return SectorLayout(form: mode == 1 ? .mode1 : .mode2mixed, part: .afterHeader)
        case 3: return SectorLayout(form: form, part: .whole, subchannel: 16)
        case 4: return SectorLayout(form: form, part: .whole, subchannel: 96)
        default: return SectorLayout(form: form, part: .whole)
        }
    }
}
