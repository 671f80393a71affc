extension BidirectionalCollection where Element: FixedWidthInteger {
    /// A file identifier, or a path that ends with one, as readers show it: without the version number that ECMA-119 (7.5.1)
    /// puts behind a semicolon, and without the dot of an empty extension. Characters of 8 or of 16 bits.
    @inlinable
    public var withoutVersion: SubSequence {
        var end = endIndex
        while end > startIndex, 0x30...0x39 ~= self[index(before: end)] { end = index(before: end) }
        let isVersion = end > startIndex && end < endIndex && self[index(before: end)] == 0x3B
        let name = isVersion ? self[..<index(before: end)] : self[...]
        let stem = name.dropLast()
        return name.last == 0x2E && !stem.isEmpty && stem.last != 0x2F ? stem : name
    }
}

extension StringProtocol {
    /// The same of a text.
    public var withoutVersion: String {
        guard last == "." || last?.isASCII == true && last?.isNumber == true else { return String(self) }
        return String(decoding: Array(utf8).withoutVersion, as: UTF8.self)
    }
}
