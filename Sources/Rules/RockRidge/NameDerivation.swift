/// How programs make an ECMA-119 identifier of a longer name: upper case, an underscore for what is not allowed, cut
/// to a length, and digits at the end where two would be equal. No standard tells how, so everything that some
/// program is known to do counts as derived.
enum NameDerivation: Equatable {
    case derived
    /// Only if the name had a rival: another name that is the same when cut to so many characters.
    case counted(length: Int)
    case foreign

    /// What an identifier, with version number, has to do with a name in UTF-8.
    init(_ identifier: ArraySlice<UInt8>, of name: ArraySlice<UInt8>) {
        if Self.isPlain(identifier, name) {
            self = .derived
            return
        }
        // Some programs replace each character, others each byte of it.
        let byCharacter = Self(identifier, of: Self.characters(name))
        self = byCharacter == .foreign ? Self(identifier, of: name.map { UInt16($0) }) : byCharacter
    }

    /// The characters of a name, those beyond 16 bits as one that no identifier has.
    static func characters(_ name: some Sequence<UInt8>) -> [UInt16] {
        String(decoding: Array(name), as: UTF8.self).unicodeScalars.map { UInt16(clamping: $0.value) }
    }

    /// The same name but for case and replaced characters: nearly all names of all discs.
    private static func isPlain(_ identifier: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        guard identifier.count >= name.count else { return false }
        var at = identifier.startIndex
        var (kept, raised) = (false, false)
        for byte in name {
            let own = identifier[at]
            guard maps(UInt16(byte), to: own) else { return false }
            if 0x61...0x7A ~= byte { if own == byte { kept = true } else { raised = true } }
            at += 1
        }
        return !(kept && raised) && isVersion(identifier[at...])
    }

    /// Whether the identifier has small letters and yet a capital that the name does not have: programs raise all letters
    /// or none.
    private static func isHalfRaised(_ identifier: ArraySlice<UInt8>, _ name: [UInt16]) -> Bool {
        identifier.contains { 0x61...0x7A ~= $0 }
            && identifier.count { 0x41...0x5A ~= $0 } > name.count { 0x41...0x5A ~= $0 || $0 >= 0x80 }
    }

    /// Nothing, an empty extension, a version number, or both.
    static func isVersion(_ rest: ArraySlice<UInt8>) -> Bool {
        let version = rest.first == 0x2E ? rest.dropFirst() : rest
        if version.isEmpty { return true }
        return version.first == 0x3B && version.count > 1
            && version.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    }

    private static func maps(_ character: UInt16, to byte: UInt8) -> Bool {
        if character == UInt16(byte) { return true }
        switch character {
        case 0x61...0x7A: return UInt16(byte) == character - 0x20
        case 0x30...0x39, 0x41...0x5A, 0x5F: return false
        // Not ASCII: replaced, or spelled out.
        case 0x80...: return byte >= 0x30
        default: return byte == 0x5F
        }
    }

    /// The shortest lengths to which programs cut a name and its extension.
    private static let stemLimit = 8, extensionLimit = 3

    /// What an identifier has to do with a name given as characters.
    init(_ identifier: ArraySlice<UInt8>, of name: [UInt16]) {
        guard !Self.isHalfRaised(identifier, name) else {
            self = .foreign
            return
        }
        var identifier = identifier
        if let semicolon = identifier.lastIndex(of: 0x3B), Self.isVersion(identifier[semicolon...]) {
            identifier = identifier[..<semicolon]
        }
        let dot = identifier.lastIndex(of: 0x2E)
        let stem = identifier[..<(dot ?? identifier.endIndex)]
        let suffix = identifier[(dot.map { $0 + 1 } ?? identifier.endIndex)...]
        var best = Self.part(identifier, name[...], Self.stemLimit)
        if suffix.isEmpty { best = best.or(Self.part(stem, name[...], Self.stemLimit)) }
        for dot in [name.lastIndex(of: 0x2E), name.firstIndex(of: 0x2E)] {
            guard let dot, Self.part(suffix, name[(dot + 1)...], Self.extensionLimit) == .derived else {
                continue
            }
            best = best.or(Self.part(stem, name[..<dot], Self.stemLimit))
        }
        self = best
    }

    private func or(_ other: Self) -> Self {
        if self == .derived || other == .derived { return .derived }
        return self == .foreign ? other : self
    }

    private static func part(_ part: ArraySlice<UInt8>, _ name: ArraySlice<UInt16>, _ limit: Int) -> Self {
        var same = 0
        for (byte, character) in zip(part, name) {
            guard maps(character, to: byte) else { break }
            same += 1
        }
        if same == part.count {
            let isForeign = name.contains { $0 >= 0x80 }
            return part.count == name.count || part.count >= limit || isForeign ? .derived : .foreign
        }
        // Digits in place of the end, to tell it from another.
        let tail = part.dropFirst(same)
        return tail.count <= 7 && tail.allSatisfy { 0x30...0x39 ~= $0 }
            ? .counted(length: part.count) : .foreign
    }

    /// A number that is the same for all names which become equal when cut to a length.
    static func cutHash(_ name: ArraySlice<UInt8>, length: Int) -> UInt64 {
        let characters = characters(name)
        let end = characters.lastIndex(of: 0x2E) ?? characters.endIndex
        var hash = NameHash.start
        for character in characters[..<end].prefix(length) {
            let upper = 0x61...0x7A ~= character ? character - 0x20 : character
            let isAllowed = 0x30...0x39 ~= upper || 0x41...0x5A ~= upper
            hash = NameHash.add(UInt64(isAllowed ? upper : 0x5F), to: hash)
        }
        return hash
    }
}
