import DiscModel

/// How a Joliet name compares with the name of the same file in the primary tree.
enum NameRelation {
    case same
    /// Cut, or with other signs in place of those that Joliet does not have, as programs do.
    case adapted
    /// Cut so that the ending is lost, by which Windows tells what a file is.
    case shorn
    /// Each byte of its UTF-8 as a character of its own, by a program that was told another encoding.
    case bytewise
    case different

    /// Compares with a Rock Ridge name.
    init(_ joliet: ArraySlice<UInt8>, rockRidge name: ArraySlice<UInt8>) {
        if Self.isPlain(joliet, name) {
            self = .same
            return
        }
        let own = Array(JolietName.units(joliet).withoutVersion)
        if Self.isBytewise(own, name) {
            self = .bytewise
            return
        }
        let decoded = String(decoding: name, as: UTF8.self)
        // Without being told the character set, some programs take each byte for a character.
        let readings = [Array(decoded.utf16), name.map { UInt16($0) }]
        let isSame = readings.contains { $0 == own } || decoded == String(decoding: own, as: UTF16.self)
        if isSame {
            self = .same
            return
        }
        let adapted = readings + [NameDerivation.characters(name)]
        guard let origin = adapted.first(where: { Self.isAdapted(own[...], from: $0[...]) }) else {
            self = .different
            return
        }
        self = Self.isShorn(own, of: origin) ? .shorn : .adapted
    }

    /// Compares with an identifier of a tree without Rock Ridge.
    init(_ joliet: ArraySlice<UInt8>, identifier: ArraySlice<UInt8>) {
        let own = Array(JolietName.units(joliet).withoutVersion)
        let text = String(decoding: own, as: UTF16.self)
        // Systems take these identifiers in any case.
        let plain = String(decoding: identifier.prefix { $0 != 0x3B }, as: UTF8.self)
        if plain.lowercased() == text.lowercased() || plain.lowercased() == text.lowercased() + "." {
            self = .same
            return
        }
        let characters = text.unicodeScalars.map { UInt16(clamping: $0.value) }
        let derivation = NameDerivation(identifier, of: characters)
        if Self.isShorn(text, of: plain) {
            self = .shorn
            return
        }
        if derivation == .foreign, NameDerivation(identifier, of: Array(text.utf8)[...]) == .foreign {
            self = .different
        } else {
            self = .same
        }
    }

    /// The same ASCII characters, perhaps with ";1" behind them.
    private static func isPlain(_ joliet: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        let extra = joliet.count - name.count * 2
        guard extra == 0 || extra == 4 else { return false }
        var at = joliet.startIndex
        for byte in name {
            guard byte < 0x80, joliet[at] == 0, joliet[at + 1] == byte else { return false }
            at += 2
        }
        return extra == 0 || joliet[at] == 0 && joliet[at + 1] == 0x3B && joliet[at + 2] == 0
    }

    /// Whether UTF-8 of more than one byte for a character was read byte by byte, at least where signs were not replaced.
    private static func isBytewise(_ own: [UInt16], _ name: ArraySlice<UInt8>) -> Bool {
        let bytes = name.map { UInt16($0) }
        guard bytes.contains(where: { $0 >= 0x80 }), own.contains(where: { 0x80..<0x100 ~= $0 }),
            isAdapted(own[...], from: bytes[...]), let text = String(validating: name, as: UTF8.self)
        else { return false }
        return text.unicodeScalars.count < bytes.count
    }

    /// The shortest limit to which programs cut: 64 characters, less a version number and a counter.
    private static let limit = 55

    private static func isAdapted(_ own: ArraySlice<UInt16>, from name: ArraySlice<UInt16>) -> Bool {
        var same = 0
        for (unit, original) in zip(own, name) {
            guard unit == original || isReplacement(unit, for: original) else { break }
            same += 1
        }
        if same == own.count, same == name.count { return true }
        guard own.count >= limit, own.count < name.count else { return false }
        // Cut at the end, or in front of the extension, which may be cut as well; and perhaps counted.
        let rest = own.dropFirst(same).drop { 0x30...0x39 ~= $0 || $0 == 0x5F }
        if rest.isEmpty || name.suffix(rest.count).elementsEqual(rest) { return true }
        guard rest.first == 0x2E, let dot = name.lastIndex(of: 0x2E) else { return false }
        return name[dot...].starts(with: rest)
    }

    /// Whether the name has an ending of up to five characters that its shorter form does not have.
    private static func isShorn(_ own: [UInt16], of name: [UInt16]) -> Bool {
        guard own.count < name.count, let dot = name.lastIndex(of: 0x2E), dot > 0 else { return false }
        let ending = name[dot...]
        return 2...6 ~= ending.count && !own.suffix(ending.count).elementsEqual(ending)
    }

    /// Whether a long Joliet name begins as an identifier does and lacks its ending.
    private static func isShorn(_ joliet: String, of identifier: String) -> Bool {
        let parts = identifier.lowercased().split(separator: ".")
        guard joliet.utf16.count >= limit, parts.count == 2 else { return false }
        let own = joliet.lowercased()
        return own.hasPrefix(parts[0]) && !own.hasSuffix("." + parts[1])
            && !own.suffix(6).contains(".")
    }

    /// An underscore, or another sign, for what Joliet forbids or 16 bits cannot hold.
    private static func isReplacement(_ unit: UInt16, for original: UInt16) -> Bool {
        if original < 0x80 { return unit == 0x5F && JolietName.isForbidden(UInt8(original)) }
        return unit == 0x5F || unit == 0x3F || unit == 0xFFFD
    }
}
