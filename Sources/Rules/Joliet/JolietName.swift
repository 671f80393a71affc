import Bytes
import DiscModel
import FileSystems

/// A file identifier of a Joliet tree, looked through once for all rules about names.
struct JolietName: RecordSubject {
    let tree: ISOTree
    let slot: Int
    let isDirectory: Bool
    let bytes: ArraySlice<UInt8>
    let traits: Traits

    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// An odd number of bytes.
        static let odd = Traits(rawValue: 1)
        /// More than 64 characters.
        static let long = Traits(rawValue: 2)
        /// A character that Joliet forbids, as far as it is no version number.
        static let forbidden = Traits(rawValue: 4)
        /// Half of a surrogate pair.
        static let unpaired = Traits(rawValue: 8)
        /// A whole surrogate pair.
        static let paired = Traits(rawValue: 16)
        /// A code that is no character, or one that only hides others.
        static let strange = Traits(rawValue: 32)
    }

    init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        isDirectory = DirectoryRecord.Flags(rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: slot))
            .contains(.directory)
        bytes = tree.identifier(slot)
        traits = Self.traits(of: bytes, isDirectory: isDirectory)
    }

    static func covers(_ tree: ISOTree) -> Bool { tree.kind == .joliet }
    static var rows: RecordTraits { .named }
    var inTree: TreeKind? { tree.kind }

    var display: String { tree.displayName(slot).escaped }
    var place: Place {
        tree.place(ofRecord: slot, DirectoryRecord.fixedLength, bytes.count, field: "fileIdentifier")
    }

    /// The characters as recorded, most significant byte first; an odd last byte is left out.
    var units: [UInt16] { Self.units(bytes) }

    static func units(_ bytes: ArraySlice<UInt8>) -> [UInt16] {
        stride(from: bytes.startIndex, to: bytes.endIndex - bytes.count % 2, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
    }

    /// Bytes of 64 characters (Joliet, "Joliet Directory Hierarchy").
    private static let longest = 128

    private static func traits(of bytes: ArraySlice<UInt8>, isDirectory: Bool) -> Traits {
        var traits: Traits = []
        if bytes.count % 2 != 0 { traits.insert(.odd) }
        if bytes.count > longest { traits.insert(.long) }
        var at = bytes.startIndex
        let end = bytes.endIndex - bytes.count % 2
        var high = false
        while at < end {
            let unit = UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
            at += 2
            let isLow = 0xDC00...0xDFFF ~= unit
            if high || isLow { traits.insert(high && isLow ? .paired : .unpaired) }
            high = 0xD800...0xDBFF ~= unit
            if unit < 0x80 {
                guard isForbidden(UInt8(unit)) else { continue }
                if unit == 0x3B, !isDirectory, isVersion(bytes[at..<end]) { break }
                traits.insert(.forbidden)
            } else if unit >= 0x061C, isStrange(unit) {
                traits.insert(.strange)
            }
        }
        if high { traits.insert(.unpaired) }
        return traits
    }

    /// Control characters and * / : ; ? \ (Joliet, "Allowed Character Set").
    static func isForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x2A, 0x2F, 0x3A, 0x3B, 0x3F, 0x5C: true
        default: false
        }
    }

    /// One to five digits, the version number of a file.
    private static func isVersion(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (2...10).contains(bytes.count) else { return false }
        for at in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
            guard bytes[at] == 0, 0x30...0x39 ~= bytes[at + 1] else { return false }
        }
        return true
    }

    /// Codes that are no character, and characters that only steer how others are shown. Joiners, which some scripts
    /// need, do not count.
    static func isStrange(_ unit: UInt16) -> Bool {
        switch unit {
        case 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: true
        case 0x200C, 0x200D: false
        default: Unicode.Scalar(unit).map(DisplayName.isHostile) ?? false
        }
    }
}
