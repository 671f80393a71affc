import Bytes
import DiscModel
import SectorCodes
import Sectors

/// An Alcohol 120% image, version 1 (MDS/MDF): a binary descriptor, and the sectors in a file beside it.
public enum AlcoholImage: ContainerReader {
    public static let format = ContainerFormat("Alcohol 120% image (MDS/MDF)", extensions: ["mds", "mdf"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        let head = try input.source.record(at: 0, count: 16 << 10)
        guard head.has("MEDIA DESCRIPTOR") else { return nil }
        guard head.u8(16) == 1 else {
            throw .refused(
                "looks like an MDS or MDX image of version \(head.u8(16)), whose descriptor is encrypted; convert it with the program that made it"
            )
        }
        let whole = try input.source.record(at: 0, count: Int(min(input.source.size, 4 << 20)))
        var reader = AlcoholReader(descriptor: whole, files: NamedFiles(input, .descriptor))
        try reader.read()
        if let refusal = reader.files.refusal("looks like an Alcohol 120% descriptor (MDS)") { throw refusal }
        return try reader.tracks.opened(
            Self.format, files: reader.files,
            agreements: reader.agreements)
    }
}

private struct AlcoholReader {
    let descriptor: Record
    private(set) var files: NamedFiles
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []

    init(descriptor: Record, files: NamedFiles) {
        self.descriptor = descriptor
        self.files = files
    }

    mutating func read() throws(OpeningFailure) {
        let isDVD = descriptor.u16le(18) >= 0x10
        let first = Int(descriptor.u32le(0x50))
        for session in 0..<min(99, Int(descriptor.u16le(20))) {
            let block = descriptor.part(first + session * 24, 24)
            guard block.count == 24 else { break }
            let start = Int(block.u32le(20))
            for index in 0..<Int(block.u8(10)) where tracks.tracks.count < 99 {
                let track = descriptor.part(start + index * 80, 80)
                guard track.count == 80 else { break }
                if 1...99 ~= track.u8(4) {
                    try add(track, session: max(1, Int(block.u16le(8))), isDVD: isDVD)
                }
            }
            // What the counts of points count differs from writer to writer (ImgBurn says 1 and 3 of a DVD, which has no points
            // but its track); the first and the last track are the same to all.
            let (first, last) = (Int(block.u16le(12)), Int(block.u16le(14)))
            if block.u8(10) > 0, 1...99 ~= first, first...99 ~= last {
                let number = max(1, Int(block.u16le(8)))
                agreements.append(
                    Agreement(
                        .number, "number of tracks in session \(number)", recorded: Int64(last - first + 1),
                        actual: Int64(tracks.sessions.first { $0.number == number }?.tracks.count ?? 0),
                        from: "its track blocks"))
            }
        }
    }

    private mutating func add(_ block: Record, session: Int, isDVD: Bool) throws(OpeningFailure) {
        let extra = isDVD ? Record([]) : descriptor.part(Int(block.u32le(12)), 8)
        let length = UInt64(isDVD ? block.u32le(12) : extra.u32le(4))
        let number = Int(block.u8(4))
        let lba = Int64(Int32(bitPattern: block.u32le(0x24)))
        let layout = Self.layout(block.u8(0), stride: UInt64(block.u16le(16)), subchannel: block.u8(1))
        if !isDVD {
            agreements.append(
                Agreement(
                    .position, "INDEX 01 of track \(number)", recorded: lba,
                    actual: MSF(minute: block.u8(9), second: block.u8(10), frame: block.u8(11)).map {
                        Int64($0.lba)
                    } ?? -1,
                    from: "minutes, seconds and frames of its block"))
        }
        var runs: [TrackList.Run] = []
        var offset = block.u64le(0x28)
        var at = lba
        var left = length
        let footers = Int(block.u32le(0x34))
        for file in 0..<min(100, max(1, Int(block.u32le(0x30)))) where left > 0 && footers > 0 {
            let footer = descriptor.part(footers + file * 16, 16)
            let source = files.index(
                of: name(footer), .sectors, standIns: block.u32le(0x30) > 1 ? [] : ["mdf", "xmf"],
                .init(tracks: [number]))
            let size = files.files[source].size ?? 0
            // The last file holds what is left, or should.
            let held = (size - min(size, offset)) / layout.stride
            let count = file + 1 < Int(block.u32le(0x30)) ? min(left, held) : left
            let sight = try SectorProbe(source: files.sources[source].bytes).measure(
                at: offset, declared: layout)
            let used =
                sight.map { layout.form != .audio && $0.layout.stride == layout.stride ? $0.layout : layout }
                ?? layout
            runs.append(
                .init(
                    source: source, offset: offset, layout: used, lba: at, count: count,
                    declared:
                        "mode \(String(block.u8(0), radix: 16, uppercase: true)), \(block.u16le(16)) bytes",
                    measured: sight?.layout))
            at += Int64(clamping: count)
            left -= count
            offset = 0
        }
        tracks.add(
            .init(
                session: session,
                track: DiscLayout.Track(
                    number: number, form: runs.first?.layout.form ?? layout.form,
                    start: lba,
                    length: length, pregap: UInt64(extra.u32le(0)),
                    indices: [.init(number: 1, lba: lba)]), runs: runs))
    }

    /// The name of a data file; "*.mdf" stands for the name of the descriptor.
    private func name(_ footer: Record) -> String {
        let at = Int(footer.u32le(0))
        var name: String
        if footer.u32le(4) == 1 {
            let units = (0..<260).map { descriptor.u16le(at + 2 * $0) }.prefix { $0 != 0 }
            name = String(decoding: units, as: UTF16.self)
        } else {
            name = descriptor.text(at, 260)
        }
        if name.hasPrefix("*.") { name = files.input.stem + name.dropFirst() }
        return name
    }

    /// The low three bits of a mode byte tell the kind of sector.
    private static func layout(_ mode: UInt8, stride: UInt64, subchannel: UInt8) -> SectorLayout {
        let form: SectorForm
        switch mode & 7 {
        case 1: form = .audio
        case 2: form = .mode1
        case 4: form = .mode2form1
        case 5: form = .mode2form2
        default: form = .mode2mixed
        }
        if stride == .sector { return .plain }
        return SectorLayout(form: form, stride: stride) ?? SectorLayout(form: .mode2mixed, stride: stride)
            ?? SectorLayout(form: form, part: .whole, subchannel: subchannel == 8 ? 96 : 0)
    }
}
