import Bytes
import DiscModel
import SectorCodes
import Sectors

/// A CloneCD image: a control file (CCD), the raw sectors (IMG), and sub-channels (SUB) beside them.
public enum CloneCDImage: ContainerReader {
    public static let format = ContainerFormat("CloneCD image (CCD/IMG)", extensions: ["ccd", "img", "sub"])

    public static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage? {
        guard let text = try SheetText(input), CloneCDControl.recognised(text) else { return nil }
        if input.isTooLongForSheet { throw input.tooLong("a CloneCD descriptor (CCD)") }
        let control = CloneCDControl(text)
        var files = NamedFiles(input, .descriptor)
        let image = files.index(of: input.stem + ".img", .sectors, standIns: ["img", "bin"], namedAt: nil)
        if let refusal = files.refusal("looks like a CloneCD descriptor (CCD)") { throw refusal }
        let sub = files.index(of: input.stem + ".sub", .subchannels, standIns: ["sub"], namedAt: nil)
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
        return reader.tracks.opened(
            Self.format, layout: disc, files: files, agreements: agreements, faults: control.faults,
            subchannels: sub)
    }
}

/// The control file: sections in brackets, each with names and values.
struct CloneCDControl {
    private var sections: [String: [String: String]] = [:]
    private(set) var faults: [StatementFault] = []

    static func recognised(_ sheet: SheetText) -> Bool {
        sheet.lines.prefix(20).contains { $0.text.uppercased() == "[CLONECD]" }
    }

    init(_ sheet: SheetText) {
        var section = ""
        for (number, _, line) in sheet.lines {
            if line.first == "[", line.last == "]" {
                section = line.dropFirst().dropLast().uppercased()
            } else if let equals = line.firstIndex(of: "=") {
                let name = line[..<equals].uppercased().filter { $0 != "\t" }
                sections[section, default: [:]][name.trimmingBlanks] =
                    String(line[line.index(after: equals)...]).trimmingBlanks
            } else if faults.count < 100 {
                faults.append(
                    StatementFault(
                        .grammar, "\(line.prefix(40)) is neither a section nor a value", at: "line \(number)")
                )
            }
        }
    }

    func value(_ section: String, _ name: String) -> String? {
        sections[section.uppercased()]?[name.uppercased()]
    }

    /// A number, decimal or with 0x.
    func number(_ section: String, _ name: String) -> Int64? {
        guard let text = value(section, name) else { return nil }
        let number = text.lowercased().hasPrefix("0x") ? Int64(text.dropFirst(2), radix: 16) : Int64(text)
        return number.flatMap { $0.magnitude < TrackList.lbaLimit ? $0 : nil }
    }

    /// Marks of a track by number of the index.
    func indices(_ track: Int) -> [(number: Int, lba: Int64)] {
        let section = "Track \(track)"
        return (sections[section.uppercased()] ?? [:]).keys.compactMap { name -> (number: Int, lba: Int64)? in
            guard name.hasPrefix("INDEX "), let number = Int(name.dropFirst(6)),
                let lba = self.number(section, name)
            else { return nil }
            return (number, lba)
        }.sorted { $0.number < $1.number }
    }

    /// The packs of CD-Text, which stand here without their CRCs; a CRC of 0 means not computed.
    var cdText: [UInt8] {
        let count = min(8 * 256, max(0, number("CDText", "Entries") ?? 0))
        return (0..<count).flatMap { entry -> [UInt8] in
            let text = value("CDText", "Entry \(entry)") ?? ""
            let bytes = text.split(separator: " ").compactMap { UInt8($0, radix: 16) }
            return bytes.count == 16 ? bytes + [0, 0] : []
        }
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let start = drop { $0 == " " }
        return String(start.lastIndex { $0 != " " }.map { start[...$0] } ?? "")
    }
}

/// Turns entries of the table of contents into tracks.
private struct CloneCDReader {
    let control: CloneCDControl
    let source: any ByteSource
    let sourceIndex: Int
    private(set) var tracks = TrackList()
    private(set) var agreements: [Agreement] = []

    init(control: CloneCDControl, source: any ByteSource, sourceIndex: Int) {
        self.control = control
        self.source = source
        self.sourceIndex = sourceIndex
    }

    private struct Entry {
        let session: Int
        let point: Int64
        let isData: Bool
        let lba: Int64
    }

    mutating func read() throws(OpeningFailure) {
        let count = Int(min(1_000, max(0, control.number("Disc", "TocEntries") ?? 0)))
        let entries = (0..<count).compactMap { entry(Int($0)) }
        let points = entries.filter { 1...99 ~= $0.point }
        // Lead-outs and lead-ins are not in the file: sectors of all sessions lie one behind the other.
        var offset: UInt64 = 0
        for (position, entry) in points.enumerated() {
            let next = position + 1 < points.count ? points[position + 1] : nil
            let leadOut = entries.first { $0.point == 0xA2 && $0.session == entry.session }?.lba ?? entry.lba
            // A track ends where the pregap of the next begins.
            let end = next.flatMap { $0.session == entry.session ? firstMark(of: $0) : nil } ?? leadOut
            guard end > entry.lba else { continue }
            let isFirst = position == 0 || points[position - 1].session != entry.session
            // A first track may begin before its INDEX 01: from LBA 0 on in the first session, with a pregap in others.
            var lba = firstMark(of: entry)
            if position == 0 {
                lba = 0
            } else if isFirst {
                lba = try firstLBA(of: entry, at: offset)
            }
            try add(entry, from: lba, to: end, at: offset)
            offset = offset.adding(UInt64(clamping: end - lba).times(2352))
        }
        if let held = points.isEmpty ? nil : source.size {
            agreements.append(
                Agreement(
                    .end, "end of the last track in the IMG file", recorded: Int64(clamping: offset),
                    actual: Int64(clamping: held), from: "length of the file"))
        }
    }

    private func entry(_ number: Int) -> Entry? {
        let section = "Entry \(number)"
        guard let point = control.number(section, "Point"), let lba = control.number(section, "PLBA") else {
            return nil
        }
        return Entry(
            session: Int(clamping: max(1, control.number(section, "Session") ?? 1)), point: point,
            isData: (control.number(section, "Control") ?? 0) & 4 != 0, lba: lba)
    }

    /// The LBA of the first stored sector of a later session: what its header says, or else INDEX 01.
    private func firstLBA(of entry: Entry, at offset: UInt64) throws(OpeningFailure) -> Int64 {
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
    private func firstMark(of entry: Entry) -> Int64 {
        min(entry.lba, marks(of: entry).first { $0.number == 0 }?.lba ?? entry.lba)
    }

    private mutating func add(_ entry: Entry, from lba: Int64, to end: Int64, at offset: UInt64)
        throws(OpeningFailure)
    {
        let number = Int(entry.point)
        let mode = control.number("Track \(number)", "MODE")
        let form: SectorForm = !entry.isData ? .audio : mode == 1 ? .mode1 : .mode2mixed
        let declared = SectorLayout(form: form, part: .whole)
        let data = offset.adding(UInt64(clamping: entry.lba - lba).times(2352))
        let sight = try SectorProbe(source: source).raw(at: data, stride: 2352)
        let used = sight.map { entry.isData ? $0.layout : declared } ?? declared
        if let measured = sight?.lba, entry.isData {
            agreements.append(
                Agreement(
                    .position, "first sector of track \(number)", recorded: entry.lba, actual: measured,
                    from: "the header of the sector"))
        }
        let marks = marks(of: entry)
        let pregap = marks.first { $0.number == 0 }.map { entry.lba - $0.lba } ?? 0
        tracks.add(
            .init(
                session: entry.session,
                track: DiscLayout.Track(
                    number: number, form: used.form, start: entry.lba,
                    length: UInt64(clamping: end - entry.lba), pregap: UInt64(clamping: pregap),
                    indices: marks.isEmpty ? [.init(number: 1, lba: entry.lba)] : marks,
                    isrc: control.value("Track \(number)", "ISRC")),
                runs: [
                    .init(
                        source: sourceIndex, offset: offset, layout: used, lba: lba,
                        count: UInt64(clamping: end - lba), declared: mode.map { "MODE=\($0)" },
                        measured: sight?.layout)
                ]))
    }
}
