import DiscModel
import FileSystems

/// Compares the texts of a primary descriptor with the character sets of ECMA-119 (7.4.1); two rules use it.
enum CharacterSets {
    /// d-characters: capital letters, digits, underscore.
    static func isD(_ unit: UInt16) -> Bool {
        (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit) || unit == 0x5F
    }

    /// a-characters: those, the space, and the punctuation of table A.1.
    static func isA(_ unit: UInt16) -> Bool {
        isD(unit) || (0x20...0x22).contains(unit) || (0x25...0x2F).contains(unit)
            || (0x3A...0x3F).contains(unit)
    }

    static func check(
        _ fields: [VolumeDescriptor.TextField], of descriptor: VolumeDescriptor, named set: String,
        _ findings: inout Findings, allowed: (UInt16) -> Bool
    ) {
        guard descriptor.kind == .primary else { return }
        for field in fields {
            let words = descriptor.words(field)
            let others = words.filter { !allowed($0) }
            guard let first = others.first else { continue }
            findings.report(
                "the \(field.name.spelledOut) has \(others.count) of \(words.count.of("character")) that are no \(set), first \(first.inWords)",
                expected: set, actual: descriptor.display(field).escaped, at: descriptor.place(field))
        }
    }
}

extension UInt16 {
    /// A printable character in quotes, any other as its number.
    var inWords: String {
        (0x21..<0x7F).contains(self)
            ? "\"\(Character(Unicode.Scalar(UInt8(truncatingIfNeeded: self))))\""
            : "0x\(String(self, radix: 16))"
    }
}
