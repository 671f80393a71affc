import Bytes
import DiscModel
import Sectors

/// A file that a sheet names, held against what the sheet says of it.
struct CueFile {
    let sheet: CueSheet
    /// The number of its FILE.
    let number: Int
    let name: String
    let source: any ByteSource

    private var file: CueSheet.File { sheet.files[number] }

    /// Says what of its type is not true, and whether its end is missing.
    func compare(with content: AudioFile?, _ faults: inout SheetFaults) throws(OpeningFailure) {
        if let missing = content?.payload?.missing, missing > 0 {
            let sectors = (missing + 2351) / 2352
            report(
                .cutAudio,
                "\(name) was cut: its header announces \(missing.of("byte")) of samples more than there are (\(sectors.of("sector")) of sound, \(SheetTime.words(Int64(clamping: sectors))))",
                &faults)
        }
        if let fault = try typeFault() { report(fault.kind, fault.text, &faults) }
        if let text = try orderFault(content) { report(.byteOrder, text, &faults) }
    }

    private func report(_ kind: StatementFault.Kind, _ text: String, _ faults: inout SheetFaults) {
        let tracks = sheet.tracks(inFile: number)
        let which =
            tracks.first.map {
                tracks.count == 1 ? " (track \($0))" : " (tracks \($0) to \(tracks.last ?? $0))"
            } ?? ""
        faults.add(kind, text + which, line: file.line)
    }

    // MARK: The order of the bytes in samples

    /// The tracks of audio in a file of bare samples, if nearly all sounds in them are noise in the order that its type says.
    private func orderFault(_ content: AudioFile?) throws(OpeningFailure) -> String? {
        guard file.type == "BINARY" || file.type == "MOTOROLA", let payload = content?.payload,
            payload.offset == 0, isRaw
        else { return nil }
        let marks = sheet.tracks.compactMap { track in
            track.indices.first { $0.file == number }.map { (track: track, from: UInt64(max(0, $0.frames))) }
        }
        var order = SampleOrder()
        var measured: [Int] = []
        for (position, mark) in marks.enumerated() where mark.track.mode == "AUDIO" {
            let isFirst = position == 0
            let begin = isFirst ? 0 : mark.from.times(2352)
            let next = marks.indices.contains(position + 1) ? marks[position + 1].from.times(2352) : nil
            let end = min(next ?? payload.end, payload.end)
            // What is data by its pattern is no sound.
            guard end > begin, try !source.record(at: begin, count: 12).isSync() else { continue }
            try order.add(source, at: begin, length: end - begin)
            measured.append(mark.track.number)
        }
        let isBig = file.type == "MOTOROLA"
        return order.contradiction(
            to: file.type, isBig: isBig, in: name, tracks: measured,
            remedy: "write \(isBig ? "BINARY" : "MOTOROLA")")
    }

    /// Whether all its tracks are sectors of 2352 bytes, so that times tell where they begin.
    private var isRaw: Bool {
        sheet.tracks.filter { $0.indices.contains { $0.file == number } }.allSatisfy { track in
            track.mode.flatMap(CueMode.layout).map { $0.stride == 2352 } ?? false
        }
    }

    // MARK: Its type

    /// What is wrong with the type, as a clause; nil where it is true or cannot be told.
    private func typeFault() throws(OpeningFailure) -> (kind: StatementFault.Kind, text: String)? {
        guard source.size >= 64 else { return nil }
        let head = try source.record(at: 0, count: 64)
        let found = Self.kind(of: head)
        switch file.type {
        case "BINARY", "MOTOROLA":
            guard let found, found.isPlain else { return nil }
            return (
                .headerNotNamed,
                "\(file.type) says that \(name) holds bare sectors, but it is \(found.words): what takes the sheet at its word writes the header as sound, and all behind it a little late; write \(found.type)"
            )
        // Whatever the header is, it is read by most: sheets call every format of audio WAVE.
        case "WAVE", "AIFF": guard found == nil else { return nil }
        default: guard found == nil, head.isSync() else { return nil }
        }
        return (
            .fileType,
            "\(file.type) is not what \(name) is: it has no header of such a file and holds bare sectors; write BINARY"
        )
    }

    private struct Kind {
        let type: String
        let words: String
        /// Whether its samples are stored as they are.
        var isPlain = false
    }

    /// The format of audio that a file begins like.
    private static func kind(of head: Record) -> Kind? {
        if head.has("RIFF"), head.has("WAVE", at: 8) {
            return Kind(type: "WAVE", words: "a WAVE file", isPlain: true)
        }
        if head.has("FORM"), head.has("AIF", at: 8) {
            return Kind(type: "AIFF", words: "an AIFF file", isPlain: true)
        }
        return AudioFile.compressed(head).map { Kind(type: "WAVE", words: $0) }
    }
}
