import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A cdrdao image: a TOC file in text, and the files that it names.
public enum CdrdaoImage: ContainerReader {
    public static let format = ContainerFormat("cdrdao image (TOC/BIN)", extensions: ["toc", "bin"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let text = try SheetText(input), TOCLanguage.recognised(text, named: input.name) else {
            return nil
        }
        if input.isTooLongForSheet { throw input.tooLong("a cdrdao TOC file") }
        let sheet = TOCSheet(text)
        var reader = CdrdaoReader(sheet: sheet, files: NamedFiles(input, .descriptor))
        try reader.read()
        if let refusal = reader.files.refusal("looks like a cdrdao TOC file", sheet.faults) { throw refusal }
        return try reader.tracks.opened(
            Self.format,
            layout: DiscLayout(mediaCatalogNumber: sheet.catalog, cdText: sheet.texts),
            files: reader.files,
            structures: reader.structures.sorted { ($0.file, $0.offset) < ($1.file, $1.offset) },
            faults: text.faults + sheet.faults + reader.faults.all)
    }
}

private struct CdrdaoReader {
    let sheet: TOCSheet
    private(set) var files: NamedFiles
    private(set) var tracks = TrackList()
    /// What is no samples in files of audio, each once though many tracks lie in it.
    private(set) var structures: Set<FileRange> = []
    /// Pieces that are said to begin behind the end of their file.
    private(set) var faults = SheetFaults()
    private var lba: LBA = 0
    private var sounds: [Sound] = []

    /// Samples of a file that are said to be in one order.
    private struct Sound {
        let source: Int
        let isSwapped: Bool
        let line: Int
        var order = SampleOrder()
        var tracks: [Int] = []
    }

    init(sheet: TOCSheet, files: NamedFiles) {
        self.sheet = sheet
        self.files = files
    }

    mutating func read() throws(OpeningFailure) {
        for (number, track) in sheet.tracks.enumerated() {
            let layout = CdrdaoImage.layout(track.mode ?? track.meant, subchannel: track.subchannel)
            let start = lba
            lba += track.pregap
            var runs: [TrackList.Run] = []
            var before = track.pregap
            for (position, data) in track.data.enumerated() {
                let from = lba
                var pregap: UInt64 = 0
                if position == 0, case .frames(let frames)? = track.start {
                    pregap = UInt64(clamping: frames)
                }
                let run = try run(data, layout, declared: track.mode, number + 1, pregap: pregap)
                if let run { runs.append(run) }
                if position < track.piecesBeforeStart { before += lba - from }
            }
            if case .frames(let frames)? = track.start { before = frames }
            let index1 = min(start + before, lba)
            let form = runs.first?.layout.form ?? layout.form
            tracks.add(
                .init(
                    session: 1,
                    track: DiscLayout.Track(
                        number: number + 1, form: form, start: index1,
                        length: UInt64(clamping: lba - index1), pregap: UInt64(clamping: index1 - start),
                        indices: [.init(number: 0, lba: start), .init(number: 1, lba: index1)]
                            + track.indices.enumerated().map { .init(number: $0 + 2, lba: index1 + $1) },
                        isrc: track.isrc, statedAt: track.place), runs: runs))
        }
        compareOrders()
    }

    /// Says of which files the bytes of samples stand in another order than is said; without SWAP the one that counts most comes
    /// first (cdrdao(1), TOC files).
    private mutating func compareOrders() {
        faults.track = nil
        for sound in sounds {
            let text = sound.order.contradiction(
                to: sound.isSwapped ? "SWAP" : "FILE without SWAP", isBig: !sound.isSwapped,
                in: files.sources[sound.source].name, tracks: sound.tracks,
                remedy: sound.isSwapped ? "take SWAP out" : "write SWAP behind the name")
            if let text { faults.add(.byteOrder, text, line: sound.line) }
        }
    }

    /// Looks at the samples of a run of audio.
    private mutating func listen(to run: TrackList.Run, _ data: TOCSheet.Data, _ number: Int)
        throws(OpeningFailure)
    {
        let position =
            sounds.firstIndex { $0.source == run.source && $0.isSwapped == data.isSwapped }
            ?? sounds.endIndex
        if position == sounds.endIndex {
            sounds.append(Sound(source: run.source, isSwapped: data.isSwapped, line: data.line))
        }
        try sounds[position].order.add(
            files.sources[run.source].bytes, at: run.offset, length: run.count.times(run.layout.stride))
        if sounds[position].tracks.last != number { sounds[position].tracks.append(number) }
    }

    /// One piece of a track, and how far it moves the disc; silence is in no file.
    private mutating func run(
        _ data: TOCSheet.Data, _ layout: SectorLayout, declared: String?, _ number: Int, pregap: UInt64
    ) throws(OpeningFailure) -> TrackList.Run? {
        let count = data.length.map { sectors($0, layout) }
        guard data.kind == .file else {
            lba += count ?? 0
            return nil
        }
        let index = files.index(
            of: data.name, .sectors, standIns: sheet.namesOneFile ? ["bin", "img"] : [],
            .init(place: "line \(data.line)", tracks: [number]))
        guard let payload = try AudioFile.open(index, type: "BINARY", &files)?.payload else {
            lba += count ?? 0
            return nil
        }
        structures.formUnion(payload.surroundings(size: files.sources[index].bytes.size))
        let offset = payload.offset.adding(data.byteOffset).adding(
            sectors(data.start, layout).times(layout.stride))
        let sight = try SectorProbe(source: files.sources[index].bytes).measure(
            at: offset, declared: layout, pregap: pregap)
        let used = sight?.layout ?? layout
        if payload.end > payload.offset, offset >= payload.end {
            faults.track = number
            let whole = SheetTime.words(Int64(clamping: (payload.end - payload.offset) / layout.stride))
            faults.add(
                .behindEnd, "\(data.name) is read from its end or behind it on; it has \(whole)",
                line: data.line)
        }
        let left = payload.end - min(payload.end, offset)
        let run = TrackList.Run(
            source: index, offset: offset, layout: used, lba: lba, count: count ?? left / used.stride,
            remainder: count == nil ? left % used.stride : 0, declared: declared,
            declaredLayout: declared.map { _ in layout }, measured: sight?.layout,
            statedAt: "line \(data.line)")
        // The head of a file of audio tells the order of its samples.
        if used.form == .audio, declared != nil, payload.offset == 0, sounds.count < 100 {
            try listen(to: run, data, number)
        }
        lba += run.count
        return run
    }

    /// A length in sectors: audio counts samples of four bytes, data counts bytes.
    private func sectors(_ length: TOCSheet.Length, _ layout: SectorLayout) -> UInt64 {
        switch length {
        case .frames(let frames): UInt64(clamping: frames)
        case .units(let units): layout.form == .audio ? units / 588 : units / layout.stride
        }
    }
}

extension CdrdaoImage {
    /// How sectors of a mode are stored; what nobody knows is measured, beginning from whole sectors.
    static func layout(_ mode: String?, subchannel: UInt64 = 0) -> SectorLayout {
        let (form, part): (SectorForm, StoredPart) =
            switch mode {
            case "MODE1": (.mode1, .mode1Data)
            case "MODE1_RAW": (.mode1, .whole)
            case "MODE2", "MODE2_FORM_MIX", "MODE0": (.mode2mixed, .afterHeader)
            case "MODE2_RAW": (.mode2mixed, .whole)
            case "MODE2_FORM1": (.mode2form1, .form1Data)
            case "MODE2_FORM2": (.mode2form2, .form2Data)
            case nil: (.mode1, .whole)
            default: (.audio, .whole)
            }
        if mode == "MODE1", subchannel == 0 { return .plain }
        return SectorLayout(form: form, part: part, subchannel: subchannel)
    }
}
