/// Reads JSON by the letter of RFC 8259; a thousand reports are too many for Foundation's decoder.
struct JSONReader {
    struct Malformed: Error {
        let offset: Int
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = [UInt8](text.utf8) }

    mutating func value() throws -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["):
            var items: [JSONValue] = []
            try list("]") { items.append(try $0.value()) }
            return .array(items)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try number())
        }
    }

    /// Nothing but white space may follow.
    mutating func end() throws {
        skipSpace()
        guard at == bytes.count else { throw Malformed(offset: at) }
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { at += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) throws {
        guard peek == UInt8(ascii: character) else { throw Malformed(offset: at) }
        at += 1
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws -> JSONValue {
        for scalar in text.description.unicodeScalars { try take(scalar) }
        return value
    }

    private mutating func members() throws -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        try list("}") { reader in
            let key = try reader.string()
            reader.skipSpace()
            try reader.take(":")
            guard members.updateValue(try reader.value(), forKey: key) == nil else {
                throw Malformed(offset: reader.at)
            }
        }
        return members
    }

    /// Items between brackets, with commas between them.
    private mutating func list(_ close: Unicode.Scalar, _ item: (inout JSONReader) throws -> Void) throws {
        at += 1
        skipSpace()
        if peek == UInt8(ascii: close) {
            at += 1
            return
        }
        while true {
            skipSpace()
            try item(&self)
            skipSpace()
            if peek == UInt8(ascii: close) {
                at += 1
                return
            }
            try take(",")
        }
    }

    private mutating func number() throws -> Int128 {
        let start = at
        if peek == UInt8(ascii: "-") { at += 1 }
        while let byte = peek, (0x30...0x39).contains(byte) { at += 1 }
        let digits = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let number = Int128(digits), digits == String(number) else { throw Malformed(offset: start) }
        return number
    }

    private mutating func string() throws -> String {
        try take("\"")
        var units: [UInt8] = []
        var text = ""
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw Malformed(offset: at) }
            at += 1
            if byte != UInt8(ascii: "\\") {
                units.append(byte)
            } else {
                text += String(decoding: units, as: UTF8.self)
                units = []
                text += try escape()
            }
        }
        try take("\"")
        return text + String(decoding: units, as: UTF8.self)
    }

    /// What follows a backslash; two escapes in a row may be one character.
    private mutating func escape() throws -> String {
        guard let byte = peek else { throw Malformed(offset: at) }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "u"):
            var units = [try unit()]
            if UTF16.isLeadSurrogate(units[0]) {
                try take("\\")
                try take("u")
                units.append(try unit())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw Malformed(offset: at) }
            return text
        default: throw Malformed(offset: at)
        }
    }

    private mutating func unit() throws -> UInt16 {
        let digits = bytes[at..<min(bytes.count, at + 4)]
        guard digits.count == 4, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw Malformed(offset: at)
        }
        at += 4
        return unit
    }
}
