import DiscModel

/// Names as a system sees them that ignores case, file versions and a dot at the end (Windows, macOS).
struct FoldedName {
    /// Whether characters are 16 bits, most significant byte first.
    let isWide: Bool

    /// Negative, zero or positive; zero exactly when the names are the same when folded.
    func compare(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int {
        if let early = decidedEarly(first, second) { return early }
        let (left, right) = (stem(first), stem(second))
        if isASCII(left), isASCII(right) {
            for (a, b) in zip(left, right) {
                let (x, y) = (folded(a), folded(b))
                if x != y { return Int(x) - Int(y) }
            }
            return left.count - right.count
        }
        let (a, b) = (text(left), text(right))
        return a == b ? 0 : a < b ? -1 : 1
    }

    /// Most neighbours differ in a letter or digit before anything that folding could take away.
    private func decidedEarly(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> Int? {
        var at = first.startIndex
        var other = second.startIndex
        var isHigh = isWide
        while at < first.endIndex, other < second.endIndex {
            let (left, right) = (folded(first[at]), folded(second[other]))
            if isHigh ? left | right != 0 : left | right >= 0x80 { return nil }
            if left == 0x2E || left == 0x3B || right == 0x2E || right == 0x3B { return nil }
            if left != right { return Int(left) - Int(right) }
            at += 1
            other += 1
            if isWide { isHigh.toggle() }
        }
        return nil
    }

    func hash(_ name: ArraySlice<UInt8>) -> Int {
        let stem = stem(name)
        guard isASCII(stem) else { return text(stem).hashValue }
        var hasher = Hasher()
        for byte in stem { hasher.combine(folded(byte)) }
        return hasher.finalize()
    }

    /// The name without a version and without a dot in front of it or at the end.
    private func stem(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let unit = isWide ? 2 : 1
        var end = name.endIndex
        // Versions have up to five digits (7.5.1).
        var at = end - unit
        while at >= name.startIndex, end - at <= 6 * unit {
            let byte = name[at + unit - 1]
            if isWide, name[at] != 0 { break }
            if byte == 0x3B {
                end = at
                break
            }
            guard (0x30...0x39).contains(byte) else { break }
            at -= unit
        }
        let last = end - unit
        if last > name.startIndex, name[end - 1] == 0x2E, !isWide || name[last] == 0 { end = last }
        return name[..<end]
    }

    /// Whether every character is ASCII, so that folding is a matter of one bit.
    private func isASCII(_ name: ArraySlice<UInt8>) -> Bool {
        guard isWide else { return name.allSatisfy { $0 < 0x80 } }
        var isHigh = true
        for byte in name {
            guard isHigh ? byte == 0 : byte < 0x80 else { return false }
            isHigh.toggle()
        }
        return true
    }

    private func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// Strings compare by canonical equivalence, so that composed and decomposed letters are the same.
    private func text(_ name: ArraySlice<UInt8>) -> String {
        let bytes = [UInt8](name)
        return (isWide ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes)).text.lowercased()
    }
}
