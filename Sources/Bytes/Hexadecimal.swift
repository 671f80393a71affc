extension UInt8 {
    /// The two hexadecimal digits.
    public func hexadecimal(uppercase: Bool = false) -> String {
        CollectionOfOne(self).hexadecimal(uppercase: uppercase)
    }
}

extension Sequence<UInt8> {
    /// Two hexadecimal digits for each byte.
    public func hexadecimal(uppercase: Bool = false, separator: String = "") -> String {
        let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        var text: [UInt8] = []
        for byte in self {
            if !text.isEmpty { text += separator.utf8 }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
