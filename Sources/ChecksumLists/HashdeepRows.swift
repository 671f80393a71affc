import Digests

/// hashdeep's own format, version 1.0: two lines that begin with four percent signs, comments after a number sign,
/// then a row of values between commas for each file. The name is last and not quoted, so that every further
/// comma belongs to it.
struct HashdeepRows: LineReader {
    let format = ChecksumList.Format.hashdeep

    private enum Column {
        case size, unknown
        case digest(DigestAlgorithm)
    }

    /// The columns before the name; nil before a header.
    private var columns: [Column]?

    mutating func read(_ line: TextLine, into list: inout ChecksumList) {
        if line.text.begins(with: "%%%%") {
            header(line, &list)
        } else if line.text.first != .hash, !line.text.withoutTrailingBlanks.isEmpty {
            row(line, &list)
        }
    }

    private mutating func header(_ line: TextLine, _ list: inout ChecksumList) {
        let text = line.text.dropFirst(4).withoutLeadingBlanks.withoutTrailingBlanks
        if text.begins(with: "HASHDEEP-") {
            if !text.begins(with: "HASHDEEP-1.") { list.report(.malformed, at: line) }
            return
        }
        let words = text.split(separator: .comma, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard words.last == "filename" else {
            columns = nil
            return list.report(.noColumns, at: line)
        }
        columns = words.dropLast().map { word in
            if word == "size" { return .size }
            switch AlgorithmName(word) {
            case .known(let algorithm)?: return .digest(algorithm)
            case .other(let name)?: list.report(.unknownAlgorithm(name), at: line)
            case nil: list.report(.unknownAlgorithm(String(word.prefix(TaggedLine.longestTag))), at: line)
            }
            return .unknown
        }
    }

    private func row(_ line: TextLine, _ list: inout ChecksumList) {
        guard let columns else { return list.report(.noColumns, at: line) }
        // hashdeep quotes nothing, so a row that begins with a quote has passed through a program that quotes.
        let isQuoted = line.text.first == .quote
        let fields = isQuoted ? Self.quoted(line.text) : Self.plain(line.text, columns.count)
        guard fields.count == columns.count + 1, let name = fields.last else {
            return list.report(.missingColumns(found: fields.count, expected: columns.count + 1), at: line)
        }
        guard !name.isEmpty else { return list.report(.emptyName, at: line) }
        guard !name.contains(0) else { return list.report(.zeroByteInName, at: line) }
        var size: UInt64?
        for (column, field) in zip(columns, fields) {
            guard case .size = column else { continue }
            size = field[...].decimal
            if size == nil { list.report(.badSize, at: line) }
        }
        for (column, field) in zip(columns, fields) {
            guard case .digest(let algorithm) = column else { continue }
            do throws(ChecksumList.Fault) {
                list.entries.append(
                    ChecksumList.Entry(
                        format: .hashdeep, digest: try Digest(field[...], of: algorithm), name: name,
                        isBinary: nil,
                        size: size, line: line.number, offset: line.offset))
            } catch {
                list.report(error, at: line)
            }
        }
    }

    private static func plain(_ text: ArraySlice<UInt8>, _ columns: Int) -> [[UInt8]] {
        text.split(separator: .comma, maxSplits: columns, omittingEmptySubsequences: false).map(Array.init)
    }

    /// Fields in quotes, a quote inside them doubled (RFC 4180).
    private static func quoted(_ text: ArraySlice<UInt8>) -> [[UInt8]] {
        var fields: [[UInt8]] = [[]]
        var isInside = false
        var wasQuote = false
        for byte in text {
            if byte == .quote {
                if !isInside, wasQuote { fields[fields.count - 1].append(byte) }
                isInside.toggle()
                wasQuote = !isInside
                continue
            }
            wasQuote = false
            if byte == .comma, !isInside {
                fields.append([])
            } else {
                fields[fields.count - 1].append(byte)
            }
        }
        return fields
    }
}
