import Digests

/// Lists of one checksum a line: GNU, BSD, name first, SFV, and a digest alone. One list may mix them.
struct SumLines: LineReader {
    let format: ChecksumList.Format
    /// The algorithm of digests that stand there without one; nil: their length tells.
    private let algorithm: AlgorithmName?
    /// Whether eight digits are a CRC-32; elsewhere they are as well a date.
    private let hasCRC: Bool
    /// Whether the first name after a digest had no mark. Then no name of the list has one, as GNU's tools decide: a
    /// blank or an asterisk in that place belongs to the name. Each tool decides by the lines of its own algorithm.
    private var isUnmarked: [DigestAlgorithm: Bool] = [:]
    private var sizes: [[UInt8]: UInt64] = [:]

    init(_ algorithm: AlgorithmName?, mayBeSFV: Bool) {
        self.algorithm = algorithm
        hasCRC = mayBeSFV || algorithm == .known(.crc32)
        format = algorithm == .known(.crc32) ? .sfv : .gnu
    }

    /// A line taken apart, its name still escaped if it was.
    private struct Draft {
        let format: ChecksumList.Format
        let algorithm: DigestAlgorithm
        let digits: ArraySlice<UInt8>
        let name: ArraySlice<UInt8>
        var isBinary: Bool?

        /// The name's bytes; only GNU's tools and those that copy them mark a line as escaped.
        func name(_ isEscaped: Bool) throws(ChecksumList.Fault) -> [UInt8] {
            switch format {
            case .lone: []
            case .gnu, .bsd: try SumLines.name(name, isEscaped)
            default: try SumLines.name(name, false)
            }
        }
    }

    mutating func read(_ line: TextLine, into list: inout ChecksumList) {
        let text = line.text.withoutLeadingBlanks
        guard let first = text.first else { return }
        if first == .hash || first == .semicolon { return noteSize(inComment: text) }
        let isEscaped = first == .backslash
        let body = isEscaped ? text.dropFirst() : text
        do throws(ChecksumList.Fault) {
            let tagged = TaggedLine(body)
            if let tagged, let size = tagged.size {
                sizes[try Self.name(tagged.name, isEscaped)] = size
                return
            }
            let draft = try draft(tagged, body, text)
            list.entries.append(
                ChecksumList.Entry(
                    format: draft.format, digest: try Digest(draft.digits, of: draft.algorithm),
                    name: try draft.name(isEscaped),
                    isBinary: draft.isBinary, size: nil, line: line.number, offset: line.offset))
        } catch {
            list.report(error, at: line)
        }
    }

    func finish(_ list: inout ChecksumList) {
        guard !sizes.isEmpty else { return }
        for index in list.entries.indices { list.entries[index].size = sizes[list.entries[index].name] }
    }

    /// Fedora and its kin: `# name: 123 bytes` above the line of the digest.
    private mutating func noteSize(inComment text: ArraySlice<UInt8>) {
        let words = text.withoutTrailingBlanks
        guard words.suffix(6).elementsEqual(" bytes".utf8) else { return }
        let head = words.dropLast(6)
        guard let space = head.lastIndex(of: .space), let size = head[(space + 1)...].decimal,
            head[..<space].last == .colon
        else { return }
        let name = head[..<space].dropLast().dropFirst().withoutLeadingBlanks
        if !name.isEmpty { sizes[Array(name)] = size }
    }

    // MARK: Kinds of lines

    private mutating func draft(_ tagged: TaggedLine?, _ body: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>)
        throws(ChecksumList.Fault) -> Draft
    {
        if let tagged, let algorithm = try tagged.algorithm {
            return Draft(format: .bsd, algorithm: algorithm, digits: tagged.value, name: tagged.name)
        }
        if hasCRC, let draft = sfv(text) { return draft }
        do throws(ChecksumList.Fault) {
            if let draft = try digestFirst(body) { return draft }
        } catch {
            // A name may be made of hexadecimal digits as well.
            if let draft = try? nameFirst(text) { return draft }
            throw error
        }
        if let draft = try nameFirst(text) { return draft }
        throw .malformed
    }

    /// `hex  name`, `hex *name`, `hex name`, or `hex` alone.
    private mutating func digestFirst(_ body: ArraySlice<UInt8>) throws(ChecksumList.Fault) -> Draft? {
        let count = body.leadingDigits
        let rest = body.dropFirst(count)
        guard rest.first?.isBlank ?? true, let algorithm = try bare(digits: count) else { return nil }
        let digits = body.prefix(count)
        let name = rest.dropFirst()
        let hasMark = name.count > 1 && (name.first == .space || name.first == .star)
        // To GNU's tools a blank is a name like any other, and decides as well.
        if isUnmarked[algorithm] == nil, !name.isEmpty { isUnmarked[algorithm] = !hasMark }
        if rest.withoutTrailingBlanks.isEmpty {
            return Draft(format: .lone, algorithm: algorithm, digits: digits, name: [])
        }
        guard hasMark, isUnmarked[algorithm] == false else {
            return Draft(format: .gnu, algorithm: algorithm, digits: digits, name: name)
        }
        return Draft(
            format: .gnu, algorithm: algorithm, digits: digits, name: name.dropFirst(),
            isBinary: name.first == .star)
    }

    /// `name: hex`, or `name = hex`; with an algorithm for the name, it is a digest alone.
    private func nameFirst(_ text: ArraySlice<UInt8>) throws(ChecksumList.Fault) -> Draft? {
        let line = text.withoutTrailingBlanks
        let count = line.trailingDigits
        let head = line.dropLast(count).withoutTrailingBlanks
        guard let sign = head.last, sign == .colon || sign == .equals else { return nil }
        let name = head.dropLast().withoutTrailingBlanks
        if count >= 8, name.count <= TaggedLine.longestTag {
            let word = String(decoding: name, as: UTF8.self)
            switch AlgorithmName(word) ?? AlgorithmName(ofTool: word) {
            case .known(let algorithm)?:
                return Draft(format: .lone, algorithm: algorithm, digits: line.suffix(count), name: [])
            case .other(let name)?: throw .unknownAlgorithm(name)
            case nil: break
            }
        }
        guard let algorithm = try bare(digits: count) else { return nil }
        return Draft(format: .nameFirst, algorithm: algorithm, digits: line.suffix(count), name: name)
    }

    /// `name hex`, with eight digits.
    private func sfv(_ text: ArraySlice<UInt8>) -> Draft? {
        let line = text.withoutTrailingBlanks
        guard line.trailingDigits == 8, line.dropLast(8).last?.isBlank == true else { return nil }
        return Draft(
            format: .sfv, algorithm: .crc32, digits: line.suffix(8),
            name: line.dropLast(8).withoutTrailingBlanks)
    }

    /// The algorithm of a digest of so many digits that stands there without one; nil for what may be a word.
    private func bare(digits count: Int) throws(ChecksumList.Fault) -> DigestAlgorithm? {
        // A shorter run of digits may be a word or a number.
        let isDigest = count >= 16
        switch algorithm {
        case .known(let algorithm)?:
            if count == algorithm.hexLength { return algorithm }
            if isDigest { throw .wrongLength(digits: count, of: algorithm) }
        case .other(let name)?:
            if count >= 8 { throw .unknownAlgorithm(name) }
        case nil:
            if hasCRC, count == DigestAlgorithm.crc32.hexLength { return .crc32 }
            if let algorithm = DigestAlgorithm(digits: count) { return algorithm }
            if isDigest { throw .wrongLength(digits: count, of: nil) }
        }
        return nil
    }

    // MARK: Parts of a line

    private static func name(_ text: ArraySlice<UInt8>, _ isEscaped: Bool) throws(ChecksumList.Fault)
        -> [UInt8]
    {
        guard !text.isEmpty else { throw .emptyName }
        guard !text.contains(0) else { throw .zeroByteInName }
        guard isEscaped else { return Array(text) }
        guard let name = text.unescaped else { throw .badEscape }
        return name
    }
}
