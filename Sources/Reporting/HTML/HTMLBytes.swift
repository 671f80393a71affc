import Bytes
import DiscModel
import Rules

/// What stands at the places of a finding: in hexadecimal with the place marked, and two recordings of one thing side by side.
struct HTMLBytes {
    /// Places whose bytes are shown.
    private static let limit = 4

    private let finding: Finding
    private let excerpts: Excerpts

    init(_ finding: Finding, _ excerpts: Excerpts) {
        self.finding = finding
        self.excerpts = excerpts
    }

    var parts: [HTMLText] {
        let places = finding.places.prefix(Self.limit)
        let windows = places.compactMap(window)
        let folded =
            windows.isEmpty
            ? HTMLText.empty
            : HTMLText.element(
                "details",
                HTMLText.element(
                    "summary", windows.count > 1 ? "The bytes at the first places" : "The bytes there")
                    + .joined(windows))
        return places.compactMap(sideBySide) + [folded]
    }

    // MARK: Side by side

    /// Two recordings in two columns; nil where they are the same number, and the finding is about something else.
    private func sideBySide(_ place: Place) -> HTMLText? {
        guard place.recordings.count == 2, let first = held(place.recordings[0]),
            let second = held(place.recordings[1])
        else { return nil }
        let (one, other) = (place.recordings[0], place.recordings[1])
        let numbers = [one.number(in: first), other.number(in: second)]
        let isHalves = one.order != other.order
        if isHalves, numbers[0] == numbers[1] { return nil }
        // Bytes in another order differ even where they say the same.
        let same = isHalves ? nil : zip(first, second).map { $0 == $1 }
        var rows = [
            [
                HTMLText("where"), HTMLText("offset \(grouped(one.offset))"),
                HTMLText("offset \(grouped(other.offset))"),
            ],
            [HTMLText("bytes"), Self.bytes(first, same, one.length), Self.bytes(second, same, other.length)],
        ]
        if numbers.contains(where: { $0 != nil }) {
            rows.append(
                [HTMLText("number")] + numbers.map { HTMLText($0.map(grouped) ?? "its halves differ") })
        }
        return .table("Side by side", ["", one.name, other.name], rows)
    }

    private func held(_ recording: Recording) -> [UInt8]? {
        excerpts.bytes(recording.offset, recording.length)
    }

    /// Bytes in hexadecimal, those marked that the other recording has not.
    private static func bytes(_ bytes: [UInt8], _ same: [Bool]?, _ length: UInt64) -> HTMLText {
        var text = HTMLText.empty
        for (index, byte) in bytes.enumerated() {
            if index > 0 { text += HTMLText(" ") }
            let digits = HTMLText(byte.hexadecimal(uppercase: true))
            let isSame = same.map { index < $0.count && $0[index] } ?? true
            text += isSame ? digits : .element("mark", digits)
        }
        return .element("code", text) + HTMLText(UInt64(bytes.count) < length ? " and more" : "")
    }

    // MARK: In their place

    /// The lines of bytes around a place.
    private func window(_ place: Place) -> HTMLText? {
        guard let offset = place.offset, let length = place.length, length > 0,
            let piece = excerpts.piece(offset, length)
        else { return nil }
        let end = piece.offset + UInt64(piece.bytes.count)
        let marked = offset..<min(offset.adding(length), end)
        var lines = HTMLText.empty
        for start in stride(from: 0, to: piece.bytes.count, by: Int(Excerpts.line)) {
            let line = piece.bytes[start..<min(start + Int(Excerpts.line), piece.bytes.count)]
            lines += Self.line(line, at: piece.offset + UInt64(start), marked) + HTMLText(markup: "\n")
        }
        let shown = marked.upperBound - marked.lowerBound
        let rest = shown < length ? ", the first \(grouped(shown)) of them shown" : ""
        let words = "Marked: \(counted(length, "byte")) from offset \(grouped(offset)) on\(rest)"
        return .element(
            "figure",
            HTMLText.element("figcaption", words)
                + .element("pre", ["class": "hex", "tabindex": "0"], lines))
    }

    /// Offset, hexadecimal digits, characters; what is marked is marked in both.
    private static func line(_ bytes: ArraySlice<UInt8>, at start: UInt64, _ marked: Range<UInt64>)
        -> HTMLText
    {
        func index(_ offset: UInt64) -> Int {
            bytes.startIndex + Int(min(offset - min(offset, start), UInt64(bytes.count)))
        }
        let (from, to) = (index(marked.lowerBound), index(marked.upperBound))
        let parts = [bytes[..<from], bytes[from..<to], bytes[to...]]
        let digits = parts.map { HTMLText($0.hexadecimal(uppercase: true, separator: " ")) }
        let signs = parts.map { part in
            HTMLText(String(decoding: part.map { (0x20...0x7E).contains($0) ? $0 : 0x2E }, as: UTF8.self))
        }
        func marking(_ texts: [HTMLText], _ separator: String) -> HTMLText {
            let middle = from < to ? HTMLText.element("mark", texts[1]) : .empty
            let seen = [texts[0], middle, texts[2]].filter { !$0.markup.isEmpty }
            return HTMLText(markup: seen.map(\.markup).joined(separator: separator))
        }
        let missing = String(repeating: " ", count: 3 * (Int(Excerpts.line) - bytes.count))
        return HTMLText("\(start)".padded(to: 10)) + marking(digits, " ")
            + HTMLText("\(missing)  ") + marking(signs, "")
    }
}
