import Glibc

/// Encodings that names and labels on old discs are met in, where the standard allows ASCII alone.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    case shiftJIS = "Shift-JIS"
    case eucJP = "EUC-JP"
    case eucKR = "EUC-KR"
    case gbk = "GBK"
    case big5 = "Big5"
    case windows1252 = "Windows-1252"
    case windows1251 = "Windows-1251"
    case codePage437 = "code page 437"
    case codePage850 = "code page 850"
    case codePage866 = "code page 866"
    case koi8R = "KOI8-R"
    case windows1253 = "Windows-1253"
    case iso8859Greek = "ISO 8859-7"

    /// As iconv(3) calls it.
    private var charset: String {
        switch self {
        case .utf8: "UTF-8"
        case .shiftJIS: "CP932"
        case .eucJP: "EUC-JP"
        case .eucKR: "CP949"
        case .gbk: "GBK"
        case .big5: "CP950"
        case .windows1252: "CP1252"
        case .windows1251: "CP1251"
        case .codePage437: "CP437"
        case .codePage850: "CP850"
        case .codePage866: "CP866"
        case .koi8R: "KOI8-R"
        case .windows1253: "CP1253"
        case .iso8859Greek: "ISO-8859-7"
        }
    }

    /// The text that `bytes` are in this encoding; nil where they are none, or the system does not know the encoding.
    public func decode(_ bytes: [UInt8]) -> String? {
        if self == .utf8 { return String(validating: bytes, as: UTF8.self) }
        guard let converter = unsafe iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1
        else { return nil }
        defer { unsafe _ = iconv_close(converter) }
        var input = bytes.map(CChar.init(bitPattern:))
        // No character takes more bytes in UTF-8 than four for each byte it had.
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 4)
        var (given, room) = (input.count, output.count)
        let isWhole = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                let result = unsafe iconv(converter, &from, &given, &to, &room)
                return result != -1
            }
        }
        guard isWhole, given == 0 else { return nil }
        return String(
            validating: output.prefix(output.count - room).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
