import Bytes
import Glibc

/// A piece of a container's file. Fields outside of it read as 0, so that fixed offsets need no error path; `count`
/// tells what was there.
struct Record: Sendable {
    /// Where it stood in the file.
    let offset: UInt64
    let bytes: [UInt8]

    init(offset: UInt64 = 0, _ bytes: [UInt8]) {
        self.offset = offset
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func u8(_ at: Int) -> UInt8 { at >= 0 && at < bytes.count ? bytes[at] : 0 }
    func u16le(_ at: Int) -> UInt16 { UInt16(truncatingIfNeeded: little(at, 2)) }
    func u16be(_ at: Int) -> UInt16 { UInt16(truncatingIfNeeded: big(at, 2)) }
    func u32le(_ at: Int) -> UInt32 { UInt32(truncatingIfNeeded: little(at, 4)) }
    func u32be(_ at: Int) -> UInt32 { UInt32(truncatingIfNeeded: big(at, 4)) }
    func u64le(_ at: Int) -> UInt64 { little(at, 8) }
    func u64be(_ at: Int) -> UInt64 { big(at, 8) }

    private func little(_ at: Int, _ count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 | UInt64(u8(at &+ $1)) << UInt64(8 * $1) }
    }

    private func big(_ at: Int, _ count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 << 8 | UInt64(u8(at &+ $1)) }
    }

    /// The first place from `start` on that holds `byte`.
    func index(of byte: UInt8, from start: Int) -> Int? {
        guard start >= 0, start < bytes.count else { return nil }
        return unsafe bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), all.count - start)
            else { return nil }
            return unsafe base.distance(to: UnsafeRawPointer(found))
        }
    }

    func has(_ text: StaticString, at offset: Int = 0) -> Bool { bytes.has(text, at: offset) }

    /// The bytes of a range, cut to what is there.
    func slice(_ at: Int, _ count: Int) -> ArraySlice<UInt8> {
        let start = min(max(0, at), bytes.count)
        return bytes[start..<min(start + max(0, count), bytes.count)]
    }

    func part(_ at: Int, _ count: Int) -> Record {
        Record(offset: offset.adding(UInt64(max(0, at))), Array(slice(at, count)))
    }

    /// Text up to the first NUL, in UTF-8 or, where it is none, in Latin-1.
    func text(_ at: Int, _ count: Int) -> String { Record.text(slice(at, count).prefix { $0 != 0 }) }

    static func text(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("\u{FFFD}") else { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    /// The recorded text if each of its characters is printable ASCII and it is not empty, blanks or zeros.
    func code(_ at: Int, _ count: Int) -> String? {
        let field = slice(at, count)
        guard field.count == count, field.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            field.contains(where: { $0 != 0x30 })
        else { return nil }
        return String(decoding: field, as: UTF8.self)
    }

    /// The synchronisation pattern of a raw CD sector (ECMA-130, 14.1).
    func isSync(_ at: Int = 0) -> Bool {
        at >= 0 && at + 12 <= bytes.count && bytes[at] == 0 && bytes[at + 11] == 0
            && bytes[at + 1..<at + 11].allSatisfy { $0 == 0xFF }
    }
}
