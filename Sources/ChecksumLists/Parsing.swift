/// Understands the lines of one kind of list.
protocol LineReader {
    var format: ChecksumList.Format { get }
    mutating func read(_ line: TextLine, into list: inout ChecksumList)
    /// After the last line.
    func finish(_ list: inout ChecksumList)
}

extension LineReader {
    func finish(_ list: inout ChecksumList) {}
}

extension ChecksumList {
    /// The list that `bytes` are, from a file called `name` (or a path that ends so); nil if they are none.
    ///
    /// A file whose name announces a list is one as long as it is text, even if nothing in it makes sense. Any
    /// other must hold checksums, and at least as many as lines that are not.
    public static func parse(_ bytes: [UInt8], named name: String, limits: Limits = Limits()) -> ChecksumList?
    {
        let name = name.split(separator: "/").last.map(String.init) ?? ""
        let title = ListTitle(name)
        var list = ChecksumList(name: name, format: .gnu)
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            list.report(.utf16, line: 1, offset: 0)
            return title.announcesList && bytes.count % 2 == 0 ? list : nil
        }
        let head = bytes.prefix(4096)
        guard !head.contains(0) else { return nil }

        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var lines = ClearText(TextLines(bytes, from: start, limits: limits))
        let glimpse = Glimpse(of: lines)
        var reader = glimpse.reader(title)
        while let line = lines.next(of: &list) { reader.read(line, into: &list) }
        reader.finish(&list)
        list.format = list.entries.first?.format ?? reader.format
        return list.isCredible(title, glimpse, isText: !head.contains(where: \.isControl)) ? list : nil
    }

    private func isCredible(_ title: ListTitle, _ glimpse: Glimpse, isText: Bool) -> Bool {
        if format == .hashdeep { return true }
        if title.announcesList {
            return !entries.isEmpty || isText && !glimpse.isArmour
        }
        if format == .treeinfo { return !entries.isEmpty }
        let understood = problems.count { $0.what.isOfChecksum }
        let others = problems.count - understood
        return entries.count + understood > 0 && entries.count + understood >= others
    }
}

extension ChecksumList.Fault {
    /// Whether the line is a checksum beyond doubt, though one we cannot use.
    public var isOfChecksum: Bool {
        switch self {
        case .unknownAlgorithm, .notHexadecimal, .badEscape, .wrongLength(_, _?): true
        default: false
        }
    }
}

extension UInt8 {
    /// A byte that text does not hold; form feed and the end mark of DOS are forgiven.
    fileprivate var isControl: Bool { self < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1A].contains(self) }
}

/// What the first lines tell about the rest.
private struct Glimpse {
    /// The first line that is neither empty nor a comment.
    private var first: ArraySlice<UInt8> = []
    /// Only SFV begins with comments after a semicolon.
    private var hasSemicolon = false

    init(of lines: ClearText) {
        var lines = lines
        var ignored = ChecksumList(name: "", format: .gnu)
        while let line = lines.next(of: &ignored) {
            let text = line.text.withoutLeadingBlanks
            guard let byte = text.first else { continue }
            if byte == .semicolon { hasSemicolon = true }
            guard byte == .semicolon || byte == .hash else {
                first = text
                break
            }
        }
        isArmour =
            first.begins(with: "-----BEGIN PGP ") || first.isEmpty && ignored.signature?.kind == .appended
    }

    /// A signature, key or encrypted message, but no list.
    let isArmour: Bool

    func reader(_ title: ListTitle) -> any LineReader {
        if first.begins(with: "%%%% HASHDEEP-") { return HashdeepRows() }
        if title.isTreeInfo || first.isSectionHeader && !title.announcesList { return TreeInfoLines() }
        return SumLines(title.algorithm, mayBeSFV: hasSemicolon)
    }
}
