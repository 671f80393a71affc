// What a listed name means: a path inside the image that holds the list, or a file beside the list.

extension ChecksumList.Entry {
    /// The absolute path, without `.`, `..` or empty parts, of the file that the entry names.
    ///
    /// - Parameters:
    ///   - folder: where in the image the list lies; relative names begin there.
    ///   - backslashSeparates: for lists made on Windows, after the name as it stands was not found.
    /// - Throws: the problem, with the entry's place, if the entry has no name or `..` leads above the root.
    public func path(
        from folder: [UInt8] = Array("/".utf8), backslashSeparates: Bool = false
    ) throws(ChecksumList.Problem) -> [UInt8] {
        guard !isNameless else { throw problem(.nameless) }
        func isSeparator(_ byte: UInt8) -> Bool {
            byte == .slash || backslashSeparates && byte == .backslash
        }
        var parts: [ArraySlice<UInt8>] = []
        let isAbsolute = name.first.map(isSeparator) ?? false
        if !isAbsolute { parts = folder.split(separator: .slash) }
        for part in name.split(whereSeparator: isSeparator) {
            if part.elementsEqual([.dot, .dot]) {
                guard parts.popLast() != nil else { throw problem(.leadsOutside) }
            } else if !part.elementsEqual([.dot]) {
                parts.append(part)
            }
        }
        return [.slash] + parts.joined(separator: [.slash])
    }

    /// Whether the last part of the name is `fileName`. A backslash separates as well where there is no slash, for
    /// lists made on Windows.
    public func names(_ fileName: [UInt8]) -> Bool {
        guard !isNameless, !fileName.isEmpty else { return false }
        if let slash = name.lastIndex(of: .slash) { return name[(slash + 1)...].elementsEqual(fileName) }
        if name == fileName { return true }
        guard let backslash = name.lastIndex(of: .backslash) else { return false }
        return name[(backslash + 1)...].elementsEqual(fileName)
    }

    private func problem(_ what: ChecksumList.Fault) -> ChecksumList.Problem {
        .init(line: line, offset: offset, what: what)
    }
}

extension ChecksumList {
    /// The entries that speak of a file `fileName` beside the list.
    ///
    /// Names without a folder come first: only if there is none, the same name in other folders counts. A digest
    /// without a name counts if the list is called after the file, as `demo.iso.sha256` or `demo.sha256`.
    public func entries(naming fileName: String) -> [Entry] {
        let wanted = Array(fileName.utf8)
        let isOurs = isCalled(after: fileName)
        let named = entries.filter { $0.isNameless ? isOurs : $0.names(wanted) }
        let beside = named.filter { entry in
            entry.isNameless || entry.name == wanted || entry.name.elementsEqual("./\(fileName)".utf8)
        }
        return beside.isEmpty ? named : beside
    }

    private func isCalled(after fileName: String) -> Bool {
        var stem = name[...]
        for extra in [".txt", ".asc"] where stem.lowercased().hasSuffix(extra) {
            stem = stem.dropLast(extra.count)
        }
        guard name != fileName, let dot = stem.lastIndex(of: ".") else { return false }
        stem = stem[..<dot]
        return stem == fileName
            || stem == fileName.prefix(upTo: fileName.lastIndex(of: ".") ?? fileName.endIndex)
    }
}
