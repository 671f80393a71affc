import DiscModel

/// Names of different trees in one form: characters of 16 bits, without version number.
enum ComparableName {
    /// A number that is equal for names that are equal but for the case of Latin letters.
    static func hash(of node: FileTree.Node, in tree: FileTree) -> UInt64 {
        let name = tree.nameBytes(of: node)
        var hash = NameHash.start
        func add(_ unit: UInt16) {
            hash = NameHash.add(UInt64(0x41...0x5A ~= unit ? unit | 0x20 : unit), to: hash)
        }
        switch tree.encoding {
        case .utf16BigEndian:
            for unit in withoutVersion(JolietName.units(name)) { add(unit) }
        case .bytes where tree.kind == .rockridge:
            if name.allSatisfy({ $0 < 0x80 }) {
                for byte in name { add(UInt16(byte)) }
            } else {
                for unit in String(decoding: name, as: UTF8.self).utf16 { add(unit) }
            }
        case .bytes:
            for unit in withoutVersion(name.map { UInt16($0) }) { add(unit) }
        }
        return hash
    }

    /// The name in front of ";1", and of the dot of an empty extension.
    static func withoutVersion(_ units: [UInt16]) -> ArraySlice<UInt16> {
        var end = units.endIndex
        while end > 0, 0x30...0x39 ~= units[end - 1] { end -= 1 }
        guard end > 0, end < units.count, units[end - 1] == 0x3B else {
            return units.last == 0x2E ? units.dropLast() : units[...]
        }
        end -= 1
        if end > 1, units[end - 1] == 0x2E { end -= 1 }
        return units[..<end]
    }
}
