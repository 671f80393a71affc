import Bytes
import FileSystems

/// An ER entry (SUSP 1.12, 5.5): who defined an extension, in three texts.
struct ExtensionReference {
    let entry: SystemUseEntry

    var identifierLength: Int { Int(entry[ExtensionEntry.identifierLength]) }
    var descriptorLength: Int { Int(entry[ExtensionEntry.descriptorLength]) }
    var sourceLength: Int { Int(entry[ExtensionEntry.sourceLength]) }
    var version: UInt8 { entry[ExtensionEntry.version] }
    var identifier: [UInt8] { [UInt8](entry[identifierField]) }
    var identifierField: Field<Text> {
        Field("identifier", at: ExtensionEntry.fixedLength, length: identifierLength, "SUSP, 5.5")
    }

    /// What the entry needs to hold its three texts.
    var neededLength: Int { ExtensionEntry.fixedLength + identifierLength + descriptorLength + sourceLength }

    /// Those of a tree, which stand in the first record of the root.
    static func all(in tree: ISOTree) -> [ExtensionReference] {
        guard tree.sharing != nil, !tree.slots.isEmpty, tree.entry(0, .er) != nil else { return [] }
        return tree.entries(0).filter { $0.signature == .er }.map(ExtensionReference.init)
    }
}
