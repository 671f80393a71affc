import Bytes
import DiscModel
import Sectors
import SystemPackage

/// A descriptor in text: cue sheet, cdrdao TOC, CloneCD control file.
struct SheetText {
    /// Longer than the sheet of 99 tracks with every index and all of CD-Text.
    static let limit = 1 << 20

    let text: String
    /// What of its encoding stops programs, or may.
    let faults: [StatementFault]

    /// The text of a file; nil for one that is no text. UTF-8 and UTF-16 are known by their byte order mark or by being
    /// well-formed, everything else is read as Latin-1.
    init?(_ input: ImageInput) throws(OpeningFailure) {
        let head = try input.source.record(at: 0, count: 4096)
        guard head.count > 0, SheetText.looksLikeText(head) else { return nil }
        let whole =
            input.source.size > 4096 ? try input.source.record(at: 0, count: SheetText.limit) : head
        text = SheetText.decode(whole)
        faults = SheetText.faults(of: whole)
    }

    private static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func faults(of record: Record) -> [StatementFault] {
        func first(_ kind: StatementFault.Kind, _ text: String) -> StatementFault {
            StatementFault(kind, text, at: "line 1")
        }
        if [0xFEFF, 0xFFFE].contains(record.u16le(0)) {
            let text =
                "the text is in UTF-16, two bytes for each character: cdrdao, bchunk and others that read bytes find no statement in it"
            return [first(.encoding, text)]
        }
        var faults: [StatementFault] = []
        if record.slice(0, 3).elementsEqual(utf8Mark) {
            let text =
                "the text begins with the mark of UTF-8, which some programs take for a part of the first word"
            faults.append(first(.peculiarEncoding, text))
        }
        if record.bytes.contains(0x0D), !record.bytes.contains(0x0A) {
            let text =
                "lines end with a carriage return alone, as on old Macs: bchunk and others that look for line feeds see one line"
            faults.append(first(.encoding, text))
        }
        if let at = record.bytes.firstIndex(where: { $0 >= 0x80 }),
            String(validating: record.bytes, as: UTF8.self) == nil
        {
            let line = record.bytes[..<at].count { $0 == 0x0A } + 1
            let text =
                "letters are written in one byte each, as Latin-1 and Windows-1252 have them: where file names are in UTF-8, programs do not find a file by them"
            faults.append(StatementFault(.peculiarEncoding, text, at: "line \(line)"))
        }
        return faults
    }

    private static func looksLikeText(_ head: Record) -> Bool {
        if head.u16le(0) == 0xFEFF || head.u16le(0) == 0xFFFE { return true }
        return head.bytes.allSatisfy { $0 >= 0x20 || [9, 10, 12, 13, 0x1A].contains($0) }
    }

    private static func decode(_ record: Record) -> String {
        let isLittle = record.u16le(0) == 0xFEFF
        guard isLittle || record.u16le(0) == 0xFFFE else {
            let bytes =
                record.slice(0, 3).elementsEqual(utf8Mark)
                ? record.bytes.dropFirst(3) : record.bytes[...]
            return Record.text(bytes)
        }
        let units = stride(from: 2, to: record.count - 1, by: 2).map {
            isLittle ? record.u16le($0) : record.u16be($0)
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Lines with their numbers and the columns where they begin, both from 1 on, without blanks at either end; empty ones
    /// are left out.
    var lines: [(number: Int, column: Int, text: Substring)] {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return all.enumerated().compactMap { position, whole in
            let line = whole.drop { $0 == " " || $0 == "\t" }
            let end = line.lastIndex { $0 != " " && $0 != "\t" && $0 != "\u{1A}" }
            let column = whole.distance(from: whole.startIndex, to: line.startIndex) + 1
            return end.map { (number: position + 1, column: column, text: line[...$0]) }
        }
    }
}

extension ImageInput {
    /// Whether the whole file is longer than any sheet is.
    var isTooLongForSheet: Bool { source.size > UInt64(SheetText.limit) }

    func tooLong(_ what: String) -> OpeningFailure {
        .refused("looks like \(what) of \(source.size) bytes, but none is longer than \(SheetText.limit)")
    }

    /// The name without what follows its last dot.
    var stem: String { String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]) }
}
