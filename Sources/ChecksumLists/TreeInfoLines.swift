import Digests

/// Red Hat's description of an installable tree, an INI file. Its section `[checksums]` holds lines such as
/// `images/install.img = sha256:hex`, with names relative to the tree's root; the other sections are not ours.
struct TreeInfoLines: LineReader {
    let format = ChecksumList.Format.treeinfo
    private var isInside = false

    mutating func read(_ line: TextLine, into list: inout ChecksumList) {
        let text = line.text.withoutLeadingBlanks.withoutTrailingBlanks
        guard let first = text.first, first != .hash, first != .semicolon else { return }
        if text.isSectionHeader {
            isInside = text.dropFirst().dropLast().elementsEqual("checksums".utf8)
            return
        }
        guard isInside else { return }
        do throws(ChecksumList.Fault) {
            list.entries.append(try entry(text, line))
        } catch {
            list.report(error, at: line)
        }
    }

    private func entry(_ text: ArraySlice<UInt8>, _ line: TextLine) throws(ChecksumList.Fault)
        -> ChecksumList.Entry
    {
        guard let equals = text.lastIndex(of: .equals) else { throw .malformed }
        let name = text[..<equals].withoutTrailingBlanks
        let value = text[(equals + 1)...].withoutLeadingBlanks
        guard let colon = value.firstIndex(of: .colon) else { throw .malformed }
        guard !name.isEmpty else { throw .emptyName }
        guard !name.contains(0) else { throw .zeroByteInName }
        let word = String(decoding: value[..<colon].prefix(TaggedLine.longestTag), as: UTF8.self)
        let algorithm: DigestAlgorithm
        switch AlgorithmName(word) {
        case .known(let known)?: algorithm = known
        case .other(let name)?: throw .unknownAlgorithm(name)
        // What yum's tools called SHA-1.
        case nil where word == "sha": algorithm = .sha1
        case nil: throw .unknownAlgorithm(word)
        }
        return ChecksumList.Entry(
            format: .treeinfo, digest: try Digest(value[(colon + 1)...].withoutLeadingBlanks, of: algorithm),
            name: Array(name), isBinary: nil, size: nil, line: line.number, offset: line.offset)
    }
}

extension ArraySlice<UInt8> {
    /// `[name]`, with something between the brackets.
    var isSectionHeader: Bool {
        let text = withoutTrailingBlanks
        return text.count > 2 && text.first == 0x5B && text.last == 0x5D
    }
}
