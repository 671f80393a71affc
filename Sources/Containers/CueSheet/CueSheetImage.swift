import Bytes
import DiscModel
import SectorCodes
public import Sectors

/// BIN/CUE: a cue sheet, and the files that it names (CDRWin and all who followed it).
public enum CueSheetImage: ContainerReader {
    public static let format = ContainerFormat("BIN/CUE", extensions: ["cue", "bin"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let text = try SheetText(input), CueLanguage.recognised(text, named: input.name) else {
            return nil
        }
        if input.isTooLongForSheet { throw input.tooLong("a cue sheet") }
        let sheet = CueSheet(text)
        var files = NamedFiles(input, .descriptor)
        var contents: [AudioFile?] = []
        var fileFaults = SheetFaults()
        let isOnlyFile = Set(sheet.files.map(\.name)).count == 1
        for (number, file) in sheet.files.prefix(100).enumerated() {
            let index = files.index(
                of: file.name, .sectors, standIns: isOnlyFile ? file.standIns : [],
                .init(place: "line \(file.line)", tracks: sheet.tracks(inFile: number)))
            let content = try AudioFile.open(index, type: file.type, &files)
            contents.append(content)
            guard content != nil, index > 0 else { continue }
            let named = CueFile(
                sheet: sheet, number: number, name: files.sources[index].name,
                source: files.sources[index].bytes)
            try named.compare(with: content, &fileFaults)
        }
        if let refusal = files.refusal("looks like a cue sheet", sheet.faults) { throw refusal }
        var layout = CueLayout(
            sheet: sheet, contents: contents, sources: files.sources.map(\.bytes),
            names: files.sources.map(\.name))
        try layout.run()
        var disc = DiscLayout(mediaCatalogNumber: sheet.catalog)
        let packs = try cdText(of: sheet, &files)
        disc.cdText =
            sheet.texts.map { CDTextEntry(kind: $0.kind, track: $0.track, text: DisplayName($0.text)) }
            + packs.entries
        return try layout.tracks.opened(
            Self.format, layout: disc, files: files,
            structures: contents.compactMap { $0?.payload }.flatMap { payload in
                payload.surroundings(size: files.sources[payload.source].bytes.size)
            },
            agreements: layout.agreements, integrityChecks: packs.integrityChecks,
            faults: text.faults + sheet.faults + fileFaults.all + layout.faults.all)
    }

    /// The word of TRACK for sectors that are stored in a way.
    public static func mode(of layout: SectorLayout) -> String { CueMode.word(for: layout) }

    /// The packs in the file that CDTEXTFILE names. More than a full disc has are not read.
    private static func cdText(of sheet: CueSheet, _ files: inout NamedFiles) throws(OpeningFailure)
        -> CDTextPacks
    {
        guard let (name, line) = sheet.cdTextFile else { return CDTextPacks([]) }
        let index = files.index(of: name, .cdText, standIns: [], .init(place: "line \(line)"))
        return CDTextPacks(try files.sources[index].bytes.record(at: 0, count: 64 << 10).bytes)
    }
}

/// Puts the tracks of a sheet on the disc.
///
/// Frames of a file are sectors of the disc, so both are counted side by side; PREGAP and POSTGAP move the disc alone.
/// Where sectors say themselves where they belong, the start of a session is taken from them, since sheets differ in
/// whether the gap between sessions is in the file.
private struct CueLayout {
    let sheet: CueSheet
    let contents: [AudioFile?]
    let sources: [any ByteSource]
    let names: [String]
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    /// Marks that lie behind the end of their file.
    private(set) var faults = SheetFaults()
    /// LBA of the next sector.
    private var disc: LBA = 0
    /// Whether audio went before of which nobody knows how many sectors it fills; then LBAs are too small.
    private var isLost = false
    /// Lines of the tracks whose unknown mode was said.
    private var told: Set<Int> = []

    init(sheet: CueSheet, contents: [AudioFile?], sources: [any ByteSource], names: [String]) {
        self.sheet = sheet
        self.contents = contents
        self.sources = sources
        self.names = names
    }

    /// A run of frames that one track has in one file.
    private struct Piece {
        let track: Int
        let file: Int
        /// First frame, and the frame at which the next track of the file begins, if there is one.
        let from: Int64
        var to: Int64?
        /// Whether it is said to begin behind the end of its file: it has no sector, and takes none of the others.
        var isBehind = false
    }

    /// Between the lead-out of a session and INDEX 01 of the next: lead-out, lead-in and pregap (ECMA-394).
    private static func gap(after session: Int) -> Int64 { session == 1 ? 11_400 : 6_900 }

    mutating func run() throws(OpeningFailure) {
        let pieces = self.pieces
        var offsets = contents.map { $0?.payload?.offset ?? 0 }
        for (number, track) in sheet.tracks.enumerated() {
            let mine = pieces.filter { $0.track == number }
            guard let first = mine.first else { continue }
            let previous = number > 0 ? sheet.tracks[number - 1] : nil
            disc += track.pregap
            if let previous, previous.session < track.session, first.from == 0 {
                // One file for each track: the gap is in none of them.
                disc += Self.gap(after: previous.session)
            }
            try place(track, mine, &offsets)
            disc += track.postgap
        }
        for track in sheet.tracks where track.mode == nil && !told.contains(track.line) {
            report(modeOf: track, nil)
        }
    }

    /// The runs of all tracks, in the order of the sheet. The first in each file begins with the file, whatever its index.
    private var pieces: [Piece] {
        var pieces: [Piece] = []
        for (number, track) in sheet.tracks.enumerated() {
            for index in track.indices {
                if let last = pieces.last, last.track == number, last.file == index.file { continue }
                let isFirst = !pieces.contains { $0.file == index.file }
                pieces.append(
                    Piece(
                        track: number, file: index.file, from: isFirst ? 0 : index.frames, to: nil,
                        isBehind: !isFirst && isBehind(index)))
            }
        }
        for position in pieces.indices {
            let next = pieces[(position + 1)...].first {
                $0.file == pieces[position].file && !$0.isBehind
            }
            pieces[position].to = next?.from
        }
        return pieces
    }

    /// Whether a mark lies behind the end of its file, whatever the sectors are.
    private func isBehind(_ index: CueSheet.Index) -> Bool {
        guard contents.indices.contains(index.file), let payload = contents[index.file]?.payload else {
            return false
        }
        let strides = sheet.tracks.filter { $0.indices.contains { $0.file == index.file } }.map {
            $0.mode.flatMap(CueMode.layout)?.stride ?? .sector
        }
        return UInt64(max(0, index.frames)).times(strides.min() ?? .sector) >= payload.end - payload.offset
    }

    /// Places one track: what its mode says, what its first sectors look like, and where that puts it.
    private mutating func place(_ track: CueSheet.Track, _ pieces: [Piece], _ offsets: inout [UInt64])
        throws(OpeningFailure)
    {
        // A mode that nobody knows tells little: what the sectors are is measured.
        let stated = (track.mode ?? track.meant).flatMap(CueMode.layout)
        let declared = stated ?? SectorLayout(form: .mode1, part: .whole)
        var runs: [TrackList.Run] = []
        var marks: [DiscLayout.Index] = []
        var begin: LBA?
        for piece in pieces {
            guard contents.indices.contains(piece.file), let content = contents[piece.file] else { continue }
            guard let payload = content.payload else {
                begin = begin ?? disc
                marks += self.marks(track, piece)
                pass(piece, of: track, content)
                continue
            }
            if piece.isBehind {
                begin = begin ?? disc
                report(marksOf: track, piece, behind: 0, in: payload, stride: declared.stride)
                marks += self.marks(track, piece)
                continue
            }
            let offset = offsets[piece.file]
            let sight = try SectorProbe(source: sources[payload.source]).measure(
                at: offset, declared: declared, pregap: pregap(of: track, in: piece))
            let layout = sight?.layout ?? stated ?? SectorLayout(form: .audio, part: .whole)
            let left = payload.end - min(payload.end, offset)
            let held = left / layout.stride
            if track.mode == nil { report(modeOf: track, sight) }
            if layout.form != .audio, runs.isEmpty {
                try anchor(track, sight, layout, payload.source, at: offset, count: held)
            }
            begin = begin ?? disc
            // Where the next track is said to begin behind the end of the file, this one ends with the file.
            let frames = piece.to.map { UInt64(max(0, $0 - piece.from)) }.flatMap { $0 <= held ? $0 : nil }
            let count = frames ?? held
            report(marksOf: track, piece, behind: held, in: payload, stride: layout.stride)
            runs.append(
                TrackList.Run(
                    source: payload.source, offset: offset, layout: layout, lba: disc, count: count,
                    remainder: frames == nil ? left % layout.stride : 0, declared: track.mode,
                    declaredLayout: track.mode.map { _ in declared }, measured: sight?.layout))
            marks += self.marks(track, piece)
            offsets[piece.file] = offset.adding(count.times(layout.stride))
            disc += count
        }
        guard let begin else { return }
        let start = marks.first { $0.number == 1 }?.lba ?? begin
        let pregap = start - begin + track.pregap
        let length = disc - start
        tracks.add(
            .init(
                session: track.session,
                track: DiscLayout.Track(
                    number: track.number, form: runs.first?.layout.form ?? declared.form,
                    start: start,
                    length: UInt64(clamping: length), pregap: UInt64(clamping: pregap),
                    postgap: UInt64(clamping: track.postgap), indices: marks, isrc: track.isrc,
                    statedAt: track.modeWord.place),
                runs: runs))
    }

    /// The frames of a piece that stand before INDEX 01.
    private func pregap(of track: CueSheet.Track, in piece: Piece) -> UInt64 {
        let start = track.indices.first { $0.number == 1 && $0.file == piece.file }
        return UInt64(max(0, (start?.frames ?? piece.from) - piece.from))
    }

    /// Says which mark of a piece comes first behind the end of its file; an empty file is said to be empty elsewhere.
    ///
    /// - Parameter held: sectors from the beginning of the piece to the end of the file.
    private mutating func report(
        marksOf track: CueSheet.Track, _ piece: Piece, behind held: UInt64, in payload: AudioFile.Payload,
        stride: UInt64
    ) {
        guard payload.end > payload.offset,
            let index = track.indices.first(where: {
                $0.file == piece.file && $0.frames - piece.from >= Int64(clamping: held)
            })
        else { return }
        let whole = SheetTime.words(Int64(clamping: (payload.end - payload.offset) / stride))
        faults.track = track.number
        faults.add(
            .behindEnd,
            "INDEX \(index.number) at \(index.time.shown) lies behind the end of \(names[payload.source]), which has \(whole)",
            at: index.time)
    }

    /// The marks of a track in the file of a piece, whose first sector comes next.
    private func marks(_ track: CueSheet.Track, _ piece: Piece) -> [DiscLayout.Index] {
        track.indices.filter { $0.file == piece.file }.map {
            DiscLayout.Index(number: $0.number, lba: disc + ($0.frames - piece.from))
        }
    }

    /// Goes past a piece of audio that is not stored as sectors; where its length is not known, up to its last mark.
    private mutating func pass(_ piece: Piece, of track: CueSheet.Track, _ content: AudioFile) {
        guard case .coded(let coded) = content else { return }
        let end = piece.to ?? coded.frames.map { Int64(clamping: $0) }
        isLost = isLost || end == nil
        let lastMark = track.indices.last { $0.file == piece.file }?.frames
        disc += max(0, (end ?? lastMark ?? piece.from) - piece.from)
    }

    /// Compares what the first sectors of a track say of their place with the one that the sheet gives it. A session begins
    /// where its sectors say, since sheets do not tell the gap before it.
    private mutating func anchor(
        _ track: CueSheet.Track, _ sight: SectorProbe.Sight?, _ layout: SectorLayout, _ source: Int,
        at offset: UInt64, count: UInt64
    ) throws(OpeningFailure) {
        let opensSession = tracks.tracks.last.map { $0.session < track.session } ?? false
        let probe = SectorProbe(source: sources[source])
        let end = tracks.tracks.last?.track.end ?? 0
        if let pregap = try storedPregap(of: track, sight, layout, probe, at: offset) {
            disc = LBA(-pregap)
            isLost = false
            return
        }
        guard let lba = sight?.lba else {
            guard opensSession || isLost else { return }
            if layout.part == .whole,
                let (index, lba) = try probe.firstHeader(from: offset, stride: layout.stride, count: count),
                index > 0
            {
                displace(track, by: index, to: lba, after: end)
            } else if let start = try probe.recordedStart(layout, from: offset, count: count), start >= end {
                disc = start
            }
            return
        }
        guard lba >= 0 else { return }
        // The first sectors of the disc are missing: the file counts from where it is cut.
        if tracks.tracks.isEmpty, disc == 0, lba > 0, track.pregap == 0,
            try !probe.beginsVolume(layout, from: offset)
        {
            disc = lba
            return
        }
        if isLost || opensSession && lba >= end { disc = lba }
        isLost = false
        agreements.append(
            Agreement(
                "first sector of track \(track.number)", recorded: disc, actual: lba,
                from: "its header", at: track.modeWord.place))
    }

    /// The sectors of the first pregap of a disc, where they are stored: the headers, or else the descriptors behind it, tell that
    /// LBA 0 is at INDEX 01 (Red Book, 4.2.2: the pregap of the first track lies before 00:02:00).
    private func storedPregap(
        of track: CueSheet.Track, _ sight: SectorProbe.Sight?, _ layout: SectorLayout, _ probe: SectorProbe,
        at offset: UInt64
    ) throws(OpeningFailure) -> Int64? {
        guard tracks.tracks.isEmpty, track.indices.first?.number == 0, track.indices.first?.frames == 0,
            let pregap = track.indices.first(where: { $0.number == 1 })?.frames, pregap > 0
        else { return nil }
        if let lba = sight?.lba { return lba == LBA(-pregap) ? pregap : nil }
        let behind = offset.adding(UInt64(clamping: pregap).times(layout.stride))
        guard layout.data > 0, try !probe.holdsDescriptors(layout, from: offset),
            try probe.holdsDescriptors(layout, from: behind)
        else { return nil }
        return pregap
    }

    /// Moves a track to where the header of one of its sectors puts it, and says so; blank ones stand before that.
    private mutating func displace(_ track: CueSheet.Track, by index: UInt64, to lba: LBA, after end: LBA) {
        let start = lba - index
        agreements.append(
            Agreement(
                "first sector of track \(track.number)", recorded: disc, actual: start,
                from: "the headers behind \(index) blank sectors", at: track.modeWord.place))
        if start >= end { disc = start }
    }

    /// Says of a mode that nobody knows what should stand there.
    private mutating func report(modeOf track: CueSheet.Track, _ sight: SectorProbe.Sight?) {
        guard told.insert(track.line).inserted else { return }
        faults.track = track.number
        let word = track.modeWord
        let measured = (sight?.layout).map { CueMode.word(for: $0) }
        let guess = track.meant.map { "did you mean \($0)?" } ?? "nothing in its sectors tells what they are"
        let instead = measured.map { "its sectors are \($0)" } ?? guess
        let what = word.text.isEmpty ? "TRACK tells no mode" : "\(word.shown) is no mode of a track"
        faults.add(.mode, "\(what); \(instead)", at: word)
    }
}

/// Modes of TRACK, and how their sectors are stored.
enum CueMode {
    /// The word for sectors that were measured.
    static func word(for layout: SectorLayout) -> String {
        if layout.form == .audio { return "AUDIO" }
        let mode = layout.form == .mode1 || layout == .plain ? "MODE1" : "MODE2"
        return "\(mode)/\(layout.stride)"
    }

    static func layout(_ mode: String) -> SectorLayout? {
        switch mode {
        case "AUDIO": return SectorLayout(form: .audio, part: .whole)
        case "CDG": return SectorLayout(form: .audio, part: .whole, subchannel: 96)
        default: break
        }
        let parts = mode.split(separator: "/")
        guard parts.count >= 2, let stride = UInt64(parts[1]) else { return nil }
        switch (parts[0], stride) {
        case ("MODE1", .sector): return .plain
        case ("MODE1", _): return SectorLayout(form: .mode1, stride: stride)
        case ("MODE2", .sector): return SectorLayout(form: .mode2form1, part: .form1Data)
        case ("MODE2", 2324), ("MODE2", 2342): return SectorLayout(form: .mode2form2, part: .form2Data)
        case ("MODE2", _), ("CDI", _): return SectorLayout(form: .mode2mixed, stride: stride)
        default: return nil
        }
    }
}
