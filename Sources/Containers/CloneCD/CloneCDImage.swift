import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A CloneCD image: a control file (CCD), the raw sectors (IMG), and sub-channels (SUB) beside them.
public enum CloneCDImage: ContainerReader {
    public static let format = ContainerFormat("CloneCD image (CCD/IMG)", extensions: ["ccd", "img", "sub"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let text = try SheetText(input), CloneCDControl.recognised(text, named: input.name) else {
            return nil
        }
        if input.isTooLongForSheet { throw input.tooLong("a CloneCD descriptor (CCD)") }
        let control = CloneCDControl(text)
        var files = NamedFiles(input, .descriptor)
        let image = files.index(of: input.stem + ".img", .sectors, standIns: ["img", "bin"])
        if let refusal = files.refusal("looks like a CloneCD descriptor (CCD)", control.faults) {
            throw refusal
        }
        let sub = files.index(of: input.stem + ".sub", .subchannels, standIns: ["sub"])
        var reader = CloneCDReader(control: control, source: files.sources[image].bytes, sourceIndex: image)
        try reader.read()
        guard !reader.tracks.tracks.isEmpty else {
            throw .refused("looks like a CloneCD descriptor (CCD), but describes no track")
        }
        var agreements = reader.agreements
        if let size = files.files[sub].size, size > 0, let held = files.files[image].size {
            agreements.append(
                Agreement(
                    .length, "length of the SUB file", recorded: Int64(clamping: size),
                    actual: Int64(clamping: held / 2352 * 96),
                    from: "96 bytes for each sector of the IMG file"))
        }
        // Sub-channels may be left out, and are when there is nothing in them.
        if files.files[sub].size == nil { files.removeLast() }
        var disc = DiscLayout(mediaCatalogNumber: control.value("Disc", "CATALOG"))
        let packs = CDTextPacks(control.cdText[...])
        disc.cdText = packs.entries
        return try reader.tracks.opened(
            Self.format, layout: disc, files: files, agreements: agreements,
            faults: text.faults + control.faults + reader.faults.all,
            subchannels: sub)
    }
}

/// Turns entries of the table of contents into tracks.
private struct CloneCDReader {
    let control: CloneCDControl
    let source: any ByteSource
    let sourceIndex: Int
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []
    private(set) var faults = SheetFaults()

    init(control: CloneCDControl, source: any ByteSource, sourceIndex: Int) {
        self.control = control
        self.source = source
        self.sourceIndex = sourceIndex
    }

    private struct Entry {
        let number: Int
        let session: Int
        let point: Int64
        let isData: Bool
        let lba: LBA
    }

    mutating func read() throws(OpeningFailure) {
        var entries: [Entry] = []
        for number in control.entries.prefix(1_000) {
            if let entry = entry(number) { entries.append(entry) }
        }
        entries += lostTracks(entries.map(\.point))
        compareLeadOuts(entries)
        let points = entries.filter { 1...99 ~= $0.point }.sorted {
            ($0.session, $0.lba) < ($1.session, $1.lba)
        }
        // Lead-outs and lead-ins are not in the file: sectors of all sessions lie one behind the other.
        var offset: UInt64 = 0
        var last: (session: Int, end: LBA)?
        for (position, entry) in points.enumerated() {
            let next = position + 1 < points.count ? points[position + 1] : nil
            // A first track may begin before its INDEX 01: from LBA 0 on in the first session, with a pregap in others; any other
            // begins where the one before it ends.
            let isFirst = last?.session != entry.session
            let lba: LBA =
                position == 0 ? 0 : try isFirst ? firstLBA(of: entry, at: offset) : last?.end ?? entry.lba
            // Without a lead-out the last track goes on to the end of the file.
            let rest = Int64(clamping: (source.size - min(source.size, offset)) / 2352)
            let told = entries.first { $0.point == 0xA2 && $0.session == entry.session }
            let leadOut: LBA = told?.lba ?? (next == nil ? lba + rest : entry.lba)
            // A track ends where the pregap of the next begins.
            var end = next.flatMap { $0.session == entry.session ? firstMark(of: $0) : nil } ?? leadOut
            if let next, next.session == entry.session, entry.isData, !next.isData, end == next.lba {
                end = try dataEnd(from: lba, to: end, at: offset)
            }
            guard end > entry.lba else { continue }
            try add(entry, from: lba, to: end, at: offset)
            offset = offset.adding(UInt64(clamping: end - lba).times(2352))
            last = (entry.session, end)
        }
        if let held = points.isEmpty ? nil : source.size {
            agreements.append(
                Agreement(
                    .end, "end of the last track in the IMG file", recorded: Int64(clamping: offset),
                    actual: Int64(clamping: held), from: "length of the file"))
        }
    }

    /// Points of a table of contents that are no tracks: first and last track, lead-out, and those of several sessions (MMC).
    private static let otherPoints: Set<Int64> = [
        0xA0, 0xA1, 0xA2, 0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xC0, 0xC1, 0xCA,
    ]

    private mutating func entry(_ number: Int) -> Entry? {
        let section = "Entry \(number)"
        guard let point = control.number(section, "Point") else {
            if control.value(section, "Point") == nil, let word = control.heading(section) {
                faults.add(
                    .grammar, "\(word.shown) has no Point, so that nothing tells of what it is", at: word)
            }
            return nil
        }
        faults.track = 1...99 ~= point ? Int(point) : nil
        defer { faults.track = nil }
        if !(1...99 ~= point), !Self.otherPoints.contains(point), let word = control.place(section, "Point") {
            let hasLeadOut = control.entries.contains { control.number("Entry \($0)", "Point") == 0xA2 }
            let meant = hasLeadOut ? "" : "; did you mean 0xa2, the lead-out, which no entry tells?"
            faults.add(.unreadable, "\(word.shown) is no point of a table of contents\(meant)", at: word)
        }
        let time = time(of: section, isTime: 1...99 ~= point || point == 0xA2)
        guard let lba = place(of: section, point, time) else {
            if control.value(section, "PLBA") == nil, let word = control.heading(section) {
                faults.add(
                    .grammar, "\(word.shown) tells no place: it has neither PLBA nor PMin, PSec and PFrame",
                    at: word)
            }
            return nil
        }
        let entry = Entry(
            number: number, session: Int(clamping: max(1, control.number(section, "Session") ?? 1)),
            point: point, isData: (control.number(section, "Control") ?? 0) & 4 != 0, lba: lba)
        if let time { compare(entry, time) }
        return entry
    }

    /// The LBA of an entry: as it is told, or by its time where the two differ and the track's INDEX 1, or the end of the file, says
    /// the same as that.
    private func place(of section: String, _ point: Int64, _ time: LBA?) -> LBA? {
        guard let told = control.lba(section, "PLBA") else { return time }
        guard let time, time != told else { return told }
        let other =
            point == 0xA2
            ? LBA(Int64(clamping: source.size / 2352)) : control.lba("Track \(point)", "INDEX 1")
        return other == time ? time : told
    }

    /// Says where no entry tells of the lead-out of a session, and where one says that it is of another kind than all its tracks.
    private mutating func compareLeadOuts(_ entries: [Entry]) {
        for session in Set(entries.map(\.session)).sorted() {
            let mine = entries.filter { $0.session == session && $0.number >= 0 }
            let tracks = mine.filter { 1...99 ~= $0.point }
            guard let leadOut = mine.first(where: { $0.point == 0xA2 }) else {
                if mine.allSatisfy({ 1...99 ~= $0.point || Self.otherPoints.contains($0.point) }),
                    let word = control.heading("Disc") ?? control.heading("CloneCD")
                {
                    faults.add(
                        .unreadable,
                        "no entry has Point=0xa2, the lead-out of session \(session), so that nothing tells where its last track ends; the end of the IMG file is taken",
                        at: word)
                }
                continue
            }
            guard let word = control.place("Entry \(leadOut.number)", "Control"), !tracks.isEmpty,
                tracks.allSatisfy({ $0.isData != leadOut.isData })
            else { continue }
            let (said, tracksAre) = leadOut.isData ? ("data", "audio") : ("audio", "data")
            faults.add(
                .grammar,
                "Control=\(word.shown) says that the lead-out is \(said), but all tracks in front of it are \(tracksAre)",
                at: word)
        }
    }

    /// The LBA that minutes, seconds and frames of an entry give, where they are a time; those of other points are none.
    private mutating func time(of section: String, isTime: Bool) -> LBA? {
        guard isTime else { return nil }
        var numbers: [Int64] = []
        for (name, last) in [("PMin", 99), ("PSec", 59), ("PFrame", 74)] as [(String, Int64)] {
            guard let number = control.number(section, name), let word = control.place(section, name) else {
                return nil
            }
            if !(0...last ~= number) {
                faults.add(.time, "\(word.shown) is out of range for \(name), 0 to \(last)", at: word)
                return nil
            }
            numbers.append(number)
        }
        return LBA((numbers[0] * 60 + numbers[1]) * 75 + numbers[2] - 150)
    }

    /// The LBA of an entry is its time.
    private mutating func compare(_ entry: Entry, _ time: LBA) {
        let what =
            entry.point == 0xA2
            ? "lead-out of session \(entry.session)" : "INDEX 01 of track \(entry.point)"
        let word = control.place("Entry \(entry.number)", "PLBA")
        agreements.append(
            Agreement(
                what, recorded: control.lba("Entry \(entry.number)", "PLBA") ?? entry.lba, actual: time,
                from: "its minutes, seconds and frames", at: word?.place))
    }

    /// The tracks that have sections of their own, but that no entry tells of: their INDEX 1 tells where they begin.
    private mutating func lostTracks(_ points: [Int64]) -> [Entry] {
        control.tracks.filter { !points.contains(Int64($0)) }.compactMap { number in
            let section = "Track \(number)"
            let lba = control.lba(section, "INDEX 1")
            if let word = control.heading(section) {
                faults.add(
                    .grammar,
                    "\(word.shown) is a track of which no entry tells where it begins"
                        + (lba == nil ? "" : "; its INDEX 1 is taken"), at: word)
            }
            guard let lba else { return nil }
            return Entry(
                number: -1, session: 1, point: Int64(number),
                isData: control.number(section, "MODE") ?? 0 != 0, lba: lba)
        }
    }

    /// Sectors of a pregap that may be taken for those of the track of data in front of it.
    private static let pregapLimit: Int64 = 300

    /// Where a track of data ends in front of one of audio whose INDEX 0 is not told: its sectors have synchronisation patterns,
    /// those of the pregap have none.
    private func dataEnd(from lba: LBA, to end: LBA, at offset: UInt64) throws(OpeningFailure) -> LBA {
        var at = end
        while at > max(lba, end - Self.pregapLimit) {
            let place = offset.adding(UInt64(clamping: at - 1 - lba).times(2352))
            let head = try source.record(at: place, count: 12)
            if head.isSync() { return at }
            at -= 1
        }
        // A track without any pattern so far is damaged, and no pregap.
        return end
    }

    /// The LBA of the first stored sector of a later session: what its header says, or else INDEX 01.
    private func firstLBA(of entry: Entry, at offset: UInt64) throws(OpeningFailure) -> LBA {
        let sight = try SectorProbe(source: source).raw(at: offset, stride: 2352)
        guard let lba = sight?.lba, lba <= entry.lba, lba >= entry.lba - 150 else { return entry.lba }
        return lba
    }

    /// The marks of a track. Values are absolute to some writers, relative to the session to others: INDEX 01 tells.
    private func marks(of entry: Entry) -> [DiscLayout.Index] {
        let indices = control.indices(Int(entry.point))
        let base = indices.first { $0.number == 1 }.map { entry.lba - $0.lba } ?? 0
        return indices.map { DiscLayout.Index(number: $0.number, lba: $0.lba + base) }
    }

    /// INDEX 00 where it is given, else INDEX 01.
    private func firstMark(of entry: Entry) -> LBA {
        min(entry.lba, marks(of: entry).first { $0.number == 0 }?.lba ?? entry.lba)
    }

    /// What the descriptor calls the sectors, and how they would be stored: by their mode and by the entry, of which the one that
    /// contradicts the sectors is the one to be told.
    private func stated(_ mode: Int64?, _ entry: Entry, _ measured: SectorLayout?) -> (
        words: String?, layout: SectorLayout
    ) {
        let control = control.value("Entry \(entry.number)", "Control").map { "Control=\($0)" }
        let data: SectorForm = mode == 1 ? .mode1 : mode == 2 ? .mode2mixed : measured?.form ?? .mode2mixed
        func layout(_ isData: Bool) -> SectorLayout {
            SectorLayout(form: isData && data != .audio ? data : isData ? .mode1 : .audio, part: .whole)
        }
        guard let mode else { return (control, layout(entry.isData)) }
        let isData = measured.map { $0.form != .audio } ?? entry.isData
        // Where one of the two is right about audio or data, the other is told.
        if (mode != 0) != isData || entry.isData == isData { return ("MODE=\(mode)", layout(mode != 0)) }
        return (control, layout(entry.isData))
    }

    private mutating func add(_ entry: Entry, from lba: LBA, to end: LBA, at offset: UInt64)
        throws(OpeningFailure)
    {
        let number = Int(entry.point)
        let place =
            (control.place("Track \(number)", "MODE") ?? control.place("Entry \(entry.number)", "Point"))?
            .place
        let mode = control.number("Track \(number)", "MODE")
        let form: SectorForm = !entry.isData ? .audio : mode == 1 ? .mode1 : .mode2mixed
        let declared = SectorLayout(form: form, part: .whole)
        let data = offset.adding(UInt64(clamping: entry.lba - lba).times(2352))
        let sight = try SectorProbe(source: source).measure(at: data, declared: declared)
        let used = sight?.layout ?? declared
        if let measured = sight?.lba {
            agreements.append(
                Agreement(
                    "first sector of track \(number)", recorded: entry.lba, actual: measured,
                    from: "its header", at: place))
        }
        let stated = stated(mode, entry, used)
        let isOther = (stated.layout.form == .audio) != (used.form == .audio)
        let marks = marks(of: entry)
        let pregap = marks.first { $0.number == 0 }.map { entry.lba - $0.lba } ?? 0
        tracks.add(
            .init(
                session: entry.session,
                track: DiscLayout.Track(
                    number: number, form: used.form, start: entry.lba,
                    length: UInt64(clamping: end - entry.lba), pregap: UInt64(clamping: pregap),
                    indices: marks.isEmpty ? [.init(number: 1, lba: entry.lba)] : marks,
                    isrc: control.value("Track \(number)", "ISRC"), statedAt: place),
                runs: [
                    .init(
                        source: sourceIndex, offset: offset, layout: used, lba: lba,
                        count: UInt64(clamping: end - lba),
                        declared: stated.words, declaredLayout: stated.layout,
                        measured: sight?.layout ?? (isOther ? used : nil))
                ]))
    }
}
