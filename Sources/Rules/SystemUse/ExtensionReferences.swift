import FileSystems

/// An ER entry (SUSP 1.12, 5.5): who defined an extension, in three texts.
struct ExtensionReference {
    let entry: SystemUseEntry

    var identifierLength: Int { Int(entry.u8(4)) }
    var descriptorLength: Int { Int(entry.u8(5)) }
    var sourceLength: Int { Int(entry.u8(6)) }
    var version: UInt8 { entry.u8(7) }
    var identifier: [UInt8] { [UInt8](entry.bytes.dropFirst(8).prefix(identifierLength)) }

    /// What the entry needs to hold its three texts.
    var neededLength: Int { 8 + identifierLength + descriptorLength + sourceLength }

    /// Those of a tree, which stand in the first record of the root.
    static func all(in tree: ISOTree) -> [ExtensionReference] {
        guard tree.sharing != nil, !tree.slots.isEmpty, tree.entry(0, .er) != nil else { return [] }
        return tree.entries(0).filter { $0.signature == .er }.map(ExtensionReference.init)
    }
}
