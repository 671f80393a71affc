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
        let version = head[AlcoholHeader.version]
        guard version == 1 else {
            throw .refused(
                "looks like an MDS or MDX image of version \(version), whose descriptor is encrypted; convert it with the program that made it"
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
        let isDVD = descriptor[AlcoholHeader.medium] >= 0x10
        let first = Int(descriptor[AlcoholHeader.sessions])
        for session in 0..<min(99, Int(descriptor[AlcoholHeader.sessionCount])) {
            let block = descriptor.part(first + session * AlcoholSession.length, AlcoholSession.length)
            guard block.count == AlcoholSession.length else { break }
            let start = Int(block[AlcoholSession.blocks])
            let number = max(1, Int(block[AlcoholSession.number]))
            for index in 0..<Int(block[AlcoholSession.blockCount]) where tracks.tracks.count < 99 {
                let track = descriptor.part(start + index * AlcoholTrack.length, AlcoholTrack.length)
                guard track.count == AlcoholTrack.length else { break }
                if 1...99 ~= track[AlcoholTrack.point] { try add(track, session: number, isDVD: isDVD) }
            }
            // What the counts of points count differs from writer to writer (ImgBurn says 1 and 3 of a DVD, which has no points
            // but its track); the first and the last track are the same to all.
            let (first, last) = (Int(block[AlcoholSession.firstTrack]), Int(block[AlcoholSession.lastTrack]))
            if block[AlcoholSession.blockCount] > 0, 1...99 ~= first, first...99 ~= last {
                agreements.append(
                    Agreement(
                        .number, "number of tracks in session \(number)", recorded: Int64(last - first + 1),
                        actual: Int64(tracks.sessions.first { $0.number == number }?.tracks.count ?? 0),
                        from: "its track blocks", at: block.spot(AlcoholSession.lastTrack)))
            }
        }
    }

    private mutating func add(_ block: Record, session: Int, isDVD: Bool) throws(OpeningFailure) {
        let extra =
            isDVD ? Record([]) : descriptor.part(Int(block[AlcoholTrack.extra]), AlcoholExtra.length)
        let length = UInt64(isDVD ? block[AlcoholTrack.sectors] : extra[AlcoholExtra.sectors])
        let number = Int(block[AlcoholTrack.point])
        let lba = LBA(Int64(block[AlcoholTrack.lba]))
        let stride = block[AlcoholTrack.stride]
        let layout = Self.layout(
            block[AlcoholTrack.mode], stride: UInt64(stride), subchannel: block[AlcoholTrack.subchannel])
        if !isDVD {
            agreements.append(
                Agreement(
                    "INDEX 01 of track \(number)", recorded: lba, actual: Self.time(of: block),
                    from: "minutes, seconds and frames of its block", at: block.spot(AlcoholTrack.lba)))
        }
        var runs: [TrackList.Run] = []
        var offset = block[AlcoholTrack.offset]
        var at = lba
        var left = length
        let footers = Int(block[AlcoholTrack.files])
        let fileCount = Int(block[AlcoholTrack.fileCount])
        for file in 0..<min(100, max(1, fileCount)) where left > 0 && footers > 0 {
            let footer = descriptor.part(footers + file * AlcoholFile.length, AlcoholFile.length)
            let source = files.index(
                of: name(footer), .sectors, standIns: fileCount > 1 ? [] : ["mdf", "xmf"],
                .init(tracks: [number]))
            let size = files.files[source].size ?? 0
            let sight = try SectorProbe(source: files.sources[source].bytes).measure(
                at: offset, declared: layout)
            // Where the patterns of sectors are tells how long they are, whatever the block says.
            let used = layout.form == .audio ? layout : sight?.layout ?? layout
            // The last file holds what is left, or should.
            let held = (size - min(size, offset)) / used.stride
            let count = file + 1 < fileCount ? min(left, held) : left
            runs.append(
                .init(
                    source: source, offset: offset, layout: used, lba: at, count: count,
                    declared:
                        "mode \(String(block[AlcoholTrack.mode], radix: 16, uppercase: true)), \(stride) bytes",
                    declaredLayout: layout, measured: sight?.layout))
            at += count
            left -= count
            offset = 0
        }
        tracks.add(
            .init(
                session: session,
                track: DiscLayout.Track(
                    number: number, form: runs.first?.layout.form ?? layout.form,
                    start: lba,
                    length: length, pregap: UInt64(extra[AlcoholExtra.pregap]),
                    indices: [.init(number: 1, lba: lba)]), runs: runs))
    }

    /// Where the minutes, seconds and frames of a block are; LBA -1 where they are no time.
    private static func time(of block: Record) -> LBA {
        let time = Array(block[AlcoholTrack.time])
        return MSF(minute: time[0], second: time[1], frame: time[2]).map { LBA(clamping: $0.lba) } ?? -1
    }

    /// The name of a data file; "*.mdf" stands for the name of the descriptor.
    private func name(_ footer: Record) -> String {
        let at = Int(footer[AlcoholFile.name])
        var name: String
        if footer[AlcoholFile.isWide] == 1 {
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
