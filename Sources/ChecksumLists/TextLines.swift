/// One line without its end.
struct TextLine {
    /// From 1.
    let number: Int
    /// Where it begins in the list's bytes.
    let offset: Int
    let text: ArraySlice<UInt8>
    /// Where the next one begins.
    let end: Int
}

/// The lines of a list, within the limits. A line ends with a line feed, which a carriage return may precede.
struct TextLines {
    private let bytes: [UInt8]
    private let limits: ChecksumList.Limits
    private let end: Int
    private var position: Int
    private var number = 0

    init(_ bytes: [UInt8], from start: Int, limits: ChecksumList.Limits) {
        self.bytes = bytes
        self.limits = limits
        position = start
        end = min(bytes.count, max(start, limits.bytes))
    }

    /// The next line that is short enough to look at; what is passed over becomes a problem of `list`.
    mutating func next(of list: inout ChecksumList) -> TextLine? {
        while position < end {
            guard number < limits.lines else {
                list.report(.tooManyLines(limits.lines), line: number + 1, offset: position)
                position = bytes.count
                return nil
            }
            guard let line = take() else { break }
            if line.text.count <= limits.lineBytes { return line }
            list.report(.lineTooLong(line.text.count), line: line.number, offset: line.offset)
        }
        if end < bytes.count, position < bytes.count {
            list.report(.tooManyBytes(limits.bytes), line: number + 1, offset: position)
            position = bytes.count
        }
        return nil
    }

    /// The next line; nil for one that the limit cuts, whose name would be that of another file.
    private mutating func take() -> TextLine? {
        let start = position
        var stop = start
        while stop < end, bytes[stop] != .newline { stop += 1 }
        guard stop < end || end == bytes.count else { return nil }
        position = min(stop + 1, end)
        number += 1
        if stop > start, bytes[stop - 1] == .carriageReturn { stop -= 1 }
        return TextLine(number: number, offset: start, text: bytes[start..<stop], end: position)
    }
}

extension ChecksumList {
    mutating func report(_ what: Fault, line: Int, offset: Int) {
        problems.append(Problem(line: line, offset: offset, what: what))
    }

    mutating func report(_ what: Fault, at line: TextLine) {
        report(what, line: line.number, offset: line.offset)
    }
}
