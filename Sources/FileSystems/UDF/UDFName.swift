import Bytes

/// Text in OSTA compressed Unicode (UDF 2.1.1): the first byte tells how many bits a character has.
public struct UDFText: Sendable, Hashable {
    /// The name of the only set of characters that UDF knows (UDF 2.1.2).
    public static let characterSet = "OSTA Compressed Unicode"

    /// As recorded, from the first byte on.
    public let bytes: [UInt8]

    public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// The text of a field whose last byte tells how much of it is used (ECMA-167, 1/7.2.12).
    public init(field: ArraySlice<UInt8>) {
        let used = Int(field.last ?? 0)
        self.init(field.prefix(min(used, max(0, field.count - 1))))
    }

    /// Whether its first byte is one that UDF knows, and its length fits.
    public var isSound: Bool {
        switch bytes.first {
        case nil, 8: true
        case 16: bytes.count % 2 == 1 && !hasLoneSurrogate
        // Names of deleted entries, from revision 2.00 on.
        case 254: true
        case 255: bytes.count % 2 == 1
        default: false
        }
    }

    private var hasLoneSurrogate: Bool {
        let units = utf16.units
        return String(validating: units, as: UTF16.self) == nil
    }

    private var utf16: (units: [UInt16], isWide: Bool) {
        guard let first = bytes.first else { return ([], false) }
        guard first == 16 || first == 255 else { return (bytes.dropFirst().map { UInt16($0) }, false) }
        let wide = stride(from: 1, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        return (wide, true)
    }

    /// The characters, two bytes each, most significant byte first.
    public var wideBytes: [UInt8] {
        guard let first = bytes.first else { return [] }
        // 16 bits stand there as they are.
        if first == 16 || first == 255 { return Array(bytes.dropFirst().prefix((bytes.count - 1) & ~1)) }
        var wide = [UInt8](repeating: 0, count: 2 * (bytes.count - 1))
        for at in 1..<bytes.count { wide[2 * at - 1] = bytes[at] }
        return wide
    }

    public var text: String { String(decoding: utf16.units, as: UTF16.self) }
}
