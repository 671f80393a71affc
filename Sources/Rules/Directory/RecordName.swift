import Bytes
import DiscModel
import FileSystems

/// The identifier of a record other than "." and "..", in a tree whose identifiers are bytes (all but Joliet, whose
/// names have rules of their own).
struct RecordName: RecordSubject {
    let tree: ISOTree
    let slot: Int
    let isDirectory: Bool
    let isAssociated: Bool
    let bytes: ArraySlice<UInt8>
    /// What kinds of bytes occur in it.
    let traits: Traits

    struct Traits: OptionSet, Sendable, BitwiseCopyable {
        let rawValue: UInt8
        /// C0 controls and DEL.
        static let control = Traits(rawValue: 1)
        /// "/" and "\".
        static let separator = Traits(rawValue: 2)
        static let lowercase = Traits(rawValue: 4)
        /// Neither a d-character (7.4.1), nor a dot or semicolon, nor in one of the groups above.
        static let other = Traits(rawValue: 8)
        /// Bytes above ASCII.
        static let high = Traits(rawValue: 16)
        static let dot = Traits(rawValue: 32)
        static let semicolon = Traits(rawValue: 64)
    }

    init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        let flags = DirectoryRecord.Flags(rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: slot))
        isDirectory = flags.contains(.directory)
        isAssociated = flags.contains(.associated)
        bytes = tree.identifier(slot)
        traits = bytes.reduce(into: []) { $0.formUnion(Self.table[Int($1)]) }
    }

    static func covers(_ tree: ISOTree) -> Bool { tree.kind != .joliet }
    static var rows: RecordTraits { .named }
    var inTree: TreeKind? { tree.kind }

    private static let table: [Traits] = (0...255).map { (byte: UInt8) -> Traits in
        switch byte {
        case 0..<0x20, 0x7F: .control
        case 0x2F, 0x5C: .separator
        case 0x61...0x7A: .lowercase
        case 0x80...0xFF: .high
        case 0x2E: .dot
        case 0x3B: .semicolon
        case 0x30...0x39, 0x41...0x5A, 0x5F: []
        default: .other
        }
    }

    /// Name, extension and version of a file identifier (7.5.1). A directory has a name only (7.6), and so has
    /// everything in an enhanced tree, where dot and semicolon mean nothing (8.5, version 2).
    var parts: IdentifierParts {
        IdentifierParts(bytes, isDirectory: isDirectory || tree.kind == .enhanced)
    }

    func place(_ field: String = "fileIdentifier") -> Place {
        tree.place(ofRecord: slot, DirectoryRecord.fixedLength, bytes.count, field: field)
    }
}

/// A file identifier cut at its last dot and last semicolon (ECMA-119, 7.5.1): name, extension, version.
struct IdentifierParts {
    let name: ArraySlice<UInt8>
    let `extension`: ArraySlice<UInt8>
    let version: ArraySlice<UInt8>
    let hasDot: Bool
    let hasSemicolon: Bool

    init(_ bytes: ArraySlice<UInt8>, isDirectory: Bool) {
        guard !isDirectory else {
            name = bytes
            `extension` = []
            version = []
            hasDot = false
            hasSemicolon = false
            return
        }
        var rest = bytes
        if let semicolon = bytes.lastIndex(of: 0x3B) {
            hasSemicolon = true
            version = bytes[(semicolon + 1)...]
            rest = bytes[..<semicolon]
        } else {
            hasSemicolon = false
            version = []
        }
        if let dot = rest.lastIndex(of: 0x2E) {
            hasDot = true
            name = rest[..<dot]
            `extension` = rest[(dot + 1)...]
        } else {
            hasDot = false
            name = rest
            `extension` = []
        }
    }

    /// The version as a number, if it is one of up to five digits.
    var versionNumber: Int? {
        guard (1...5).contains(version.count), version.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return version.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
