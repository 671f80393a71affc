import DiscModel

/// Names of different trees in one form: characters of 16 bits, without version number.
enum ComparableName {
    /// A number that is equal for names that are equal but for the case of Latin letters.
    static func hash(of node: FileTree.Node, in tree: FileTree) -> UInt64 {
        let name = tree.nameSlice(of: node)
        var hash = NameHash.start
        func add(_ unit: UInt16) {
            hash = NameHash.add(UInt64(0x41...0x5A ~= unit ? unit | 0x20 : unit), to: hash)
        }
        switch tree.encoding {
        case .utf16BigEndian:
            var at = name.startIndex
            let end =
                at + 2
                * lengthWithoutVersion(name.count / 2) { unit in
                    let high = name.startIndex + 2 * unit
                    return name[high] == 0 ? name[high + 1] : 0xFF
                }
            while at < end {
                add(UInt16(name[at]) << 8 | UInt16(name[at + 1]))
                at += 2
            }
        case .bytes where tree.kind == .rockridge:
            if name.allSatisfy({ $0 < 0x80 }) {
                for byte in name { add(UInt16(byte)) }
            } else {
                for unit in String(decoding: name, as: UTF8.self).utf16 { add(unit) }
            }
        case .bytes:
            let count = lengthWithoutVersion(name.count) { name[name.startIndex + $0] }
            for byte in name.prefix(count) { add(UInt16(byte)) }
        }
        return hash
    }

    /// Characters of the name in front of ";1", and of the dot of an empty extension.
    private static func lengthWithoutVersion(_ count: Int, _ character: (Int) -> UInt8) -> Int {
        var end = count
        while end > 0, 0x30...0x39 ~= character(end - 1) { end -= 1 }
        if end > 0, end < count, character(end - 1) == 0x3B {
            end -= 1
        } else {
            end = count
        }
        return end > 1 && character(end - 1) == 0x2E ? end - 1 : end
    }

    /// The name in front of ";1", and of the dot of an empty extension.
    static func withoutVersion(_ units: [UInt16]) -> ArraySlice<UInt16> {
        units.prefix(lengthWithoutVersion(units.count) { units[$0] < 0x80 ? UInt8(units[$0]) : 0xFF })
    }
}
