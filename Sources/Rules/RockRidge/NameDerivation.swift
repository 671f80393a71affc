/// How programs make an ECMA-119 identifier of a longer name: upper case, an underscore for what is not allowed, cut
/// to a length, and digits at the end where two would be equal. No standard tells how, so everything that some
/// program is known to do counts as derived.
enum NameDerivation {
    /// Whether an identifier, with version number, may have been made of a name in UTF-8.
    static func derives(_ identifier: ArraySlice<UInt8>, from name: ArraySlice<UInt8>) -> Bool {
        if isPlain(identifier, name) { return true }
        let decoded = String(decoding: name, as: UTF8.self)
        // Some programs replace each byte of UTF-8, others each character.
        return derives([UInt8](identifier), from: Array(decoded.utf16))
            || derives([UInt8](identifier), from: name.map { UInt16($0) })
    }

    /// The same name but for case and replaced characters: nearly all names of all discs.
    private static func isPlain(_ identifier: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        guard identifier.count >= name.count else { return false }
        var at = identifier.startIndex
        for byte in name {
            guard maps(UInt16(byte), to: identifier[at]) else { return false }
            at += 1
        }
        return isVersion(identifier[at...])
    }

    /// Nothing, an empty extension, a version number, or both.
    static func isVersion(_ rest: ArraySlice<UInt8>) -> Bool {
        let version = rest.first == 0x2E ? rest.dropFirst() : rest
        return version.isEmpty
            || version.first == 0x3B && version.count > 1
                && version.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    }

    private static func maps(_ unit: UInt16, to byte: UInt8) -> Bool {
        if unit == UInt16(byte) { return true }
        switch unit {
        case 0x61...0x7A: return UInt16(byte) == unit - 0x20
        case 0x30...0x39, 0x41...0x5A, 0x5F: return false
        // Not ASCII: replaced, or spelled out.
        case 0x80...: return byte >= 0x30
        default: return byte == 0x5F
        }
    }

    private static func isAllowed(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }

    /// The shortest lengths to which programs cut a name and its extension.
    private static let stemLimit = 8, extensionLimit = 3

    /// Whether an identifier may have been made of a name in UTF-16.
    static func derives(_ identifier: [UInt8], from name: [UInt16]) -> Bool {
        var identifier = identifier[...]
        if let semicolon = identifier.lastIndex(of: 0x3B), isVersion(identifier[semicolon...]) {
            identifier = identifier[..<semicolon]
        }
        let dot = identifier.lastIndex(of: 0x2E)
        let stem = identifier[..<(dot ?? identifier.endIndex)]
        let suffix = identifier[(dot.map { $0 + 1 } ?? identifier.endIndex)...]
        for dot in [name.lastIndex(of: 0x2E), name.firstIndex(of: 0x2E)] {
            guard let dot else { continue }
            if part(stem, name[..<dot], stemLimit), part(suffix, name[(dot + 1)...], extensionLimit) {
                return true
            }
        }
        return part(identifier, name[...], stemLimit)
            || suffix.isEmpty && part(stem, name[...], stemLimit)
    }

    private static func part(_ part: ArraySlice<UInt8>, _ name: ArraySlice<UInt16>, _ limit: Int) -> Bool {
        var same = 0
        for (byte, unit) in zip(part, name) {
            guard maps(unit, to: byte) else { break }
            same += 1
        }
        let isForeign = name.contains { $0 >= 0x80 }
        if same == part.count { return part.count == name.count || part.count >= limit || isForeign }
        // Digits in place of the end, where the name was changed anyway and another was to be told from it.
        let tail = part.dropFirst(same)
        let isChanged = part.count != name.count || name.contains { !isAllowed($0) }
        return isChanged && tail.count <= 7 && tail.allSatisfy { 0x30...0x39 ~= $0 }
    }
}
