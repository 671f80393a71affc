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
            for unit in JolietName.units(name).withoutVersion { add(unit) }
        case .bytes where tree.kind == .rockridge:
            if name.allSatisfy({ $0 < 0x80 }) {
                for byte in name { add(UInt16(byte)) }
            } else {
                for unit in String(decoding: name, as: UTF8.self).utf16 { add(unit) }
            }
        case .bytes:
            for byte in name.withoutVersion { add(UInt16(byte)) }
        }
        return hash
    }
}
