// Lines are slices of the list's own bytes. Nothing here knows an encoding: a name is bytes.

extension UInt8 {
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let tab: UInt8 = 0x09
    static let space: UInt8 = 0x20
    static let backslash: UInt8 = 0x5C
    static let slash: UInt8 = 0x2F
    static let dot: UInt8 = 0x2E
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let equals: UInt8 = 0x3D
    static let colon: UInt8 = 0x3A
    static let hash: UInt8 = 0x23
    static let semicolon: UInt8 = 0x3B
    static let star: UInt8 = 0x2A
    static let dash: UInt8 = 0x2D

    var isBlank: Bool { self == .space || self == .tab }

    /// The value of a hexadecimal digit of either case.
    var nibble: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    func begins(with text: String) -> Bool { starts(with: text.utf8) }

    var withoutLeadingBlanks: Self { drop { $0.isBlank } }

    var withoutTrailingBlanks: Self {
        var end = endIndex
        while end > startIndex, self[end - 1].isBlank || self[end - 1] == .carriageReturn { end -= 1 }
        return self[startIndex..<end]
    }

    /// How many hexadecimal digits stand at the start.
    var leadingDigits: Int {
        var count = 0
        for byte in self {
            guard byte.nibble != nil else { break }
            count += 1
        }
        return count
    }

    /// How many hexadecimal digits stand at the end.
    var trailingDigits: Int {
        var end = endIndex
        while end > startIndex, self[end - 1].nibble != nil { end -= 1 }
        return endIndex - end
    }

    /// The bytes that pairs of hexadecimal digits spell; nil if that is not all there is.
    var hexadecimal: [UInt8]? {
        guard count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count / 2)
        var high: UInt8?
        for byte in self {
            guard let nibble = byte.nibble else { return nil }
            if let upper = high {
                bytes.append(upper << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        return bytes
    }

    /// A decimal number without sign that fits 64 bits; nil otherwise.
    var decimal: UInt64? {
        guard !isEmpty, allSatisfy(\.isDigit) else { return nil }
        return UInt64(String(decoding: self, as: UTF8.self))
    }

    /// The name that GNU coreutils wrote with `\n`, `\r` and `\\`; nil if another escape stands there.
    var unescaped: [UInt8]? {
        var name: [UInt8] = []
        name.reserveCapacity(count)
        var isEscape = false
        for byte in self {
            if isEscape {
                switch byte {
                case .backslash: name.append(.backslash)
                case 0x6E: name.append(.newline)
                case 0x72: name.append(.carriageReturn)
                default: return nil
                }
                isEscape = false
            } else if byte == .backslash {
                isEscape = true
            } else {
                name.append(byte)
            }
        }
        return isEscape ? nil : name
    }
}

extension UInt8 {
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
}
