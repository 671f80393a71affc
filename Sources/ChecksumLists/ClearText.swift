/// The lines of a list without the wrapper of a clear-signed message and without signatures in armour
/// (RFC 9580, sections 6.2 and 7); where they are, goes into `list.signature`.
struct ClearText {
    private enum State { case outside, header, text, armour }

    private var lines: TextLines
    private var state = State.outside
    /// The line that opened the message or the armour we are in.
    private var opening: TextLine?
    /// Whether that is the first one, which `list.signature` tells of.
    private var isFirst = true

    init(_ lines: TextLines) { self.lines = lines }

    mutating func next(of list: inout ChecksumList) -> TextLine? {
        while let line = lines.next(of: &list) {
            let found: TextLine? =
                switch state {
                case .outside: outside(line, &list)
                case .header: header(line, &list)
                case .text: text(line, &list)
                case .armour: armour(line, &list)
                }
            if let found { return found }
        }
        if let opening { list.report(.signatureCut, at: opening) }
        opening = nil
        return nil
    }

    private mutating func outside(_ line: TextLine, _ list: inout ChecksumList) -> TextLine? {
        if line.isArmour("BEGIN PGP SIGNED MESSAGE") {
            open(.clear, line, &list)
            state = .header
            return nil
        }
        if line.isArmour("BEGIN PGP SIGNATURE") {
            open(.appended, line, &list)
            state = .armour
            return nil
        }
        return line
    }

    private mutating func open(
        _ kind: ChecksumList.Signature.Kind, _ line: TextLine, _ list: inout ChecksumList
    ) {
        opening = line
        isFirst = list.signature == nil
        guard isFirst else { return list.report(.secondSignature, at: line) }
        let start = line.offset
        list.signature =
            switch kind {
            case .clear:
                .init(
                    kind: .clear, message: start..<line.end, text: line.end..<line.end,
                    armour: line.end..<line.end, isWhole: false)
            case .appended:
                .init(
                    kind: .appended, message: 0..<line.end, text: 0..<start,
                    armour: start..<line.end, isWhole: false)
            }
    }

    /// Only an empty line ends the header; nothing before it is part of what was signed.
    private mutating func header(_ line: TextLine, _ list: inout ChecksumList) -> TextLine? {
        if line.text.withoutTrailingBlanks.isEmpty {
            state = .text
            if isFirst { list.signature?.text = line.end..<line.end }
        } else if let colon = line.text.firstIndex(of: .colon), colon > line.text.startIndex,
            line.text[..<colon].allSatisfy(\.isLetter)
        {
            // Hash, or another key: gpgv judges it.
        } else {
            list.report(.signatureHeader, at: line)
        }
        return nil
    }

    private mutating func text(_ line: TextLine, _ list: inout ChecksumList) -> TextLine? {
        if line.isArmour("BEGIN PGP SIGNATURE") {
            state = .armour
            if isFirst, let from = list.signature?.text.lowerBound {
                list.signature?.text = from..<line.offset
                list.signature?.armour = line.offset..<line.end
            }
            return nil
        }
        guard line.text.first == .dash else { return line }
        guard line.text.begins(with: "- ") else {
            list.report(.unescapedDash, at: line)
            return nil
        }
        return TextLine(
            number: line.number, offset: line.offset, text: line.text.dropFirst(2), end: line.end)
    }

    private mutating func armour(_ line: TextLine, _ list: inout ChecksumList) -> TextLine? {
        guard line.isArmour("END PGP SIGNATURE") else { return nil }
        state = .outside
        opening = nil
        if isFirst, let signature = list.signature {
            list.signature?.armour = signature.armour.lowerBound..<line.end
            list.signature?.message = signature.message.lowerBound..<line.end
            list.signature?.isWhole = true
        }
        return nil
    }
}

extension TextLine {
    /// Whether this is the line `-----words-----`.
    func isArmour(_ words: String) -> Bool {
        guard text.first == .dash else { return false }
        return text.withoutTrailingBlanks.elementsEqual("-----\(words)-----".utf8)
    }
}
