import DiscModel

/// Whether two nodes of different trees have the same name.
enum Namesakes {
    /// The same characters of ASCII, one tree with 16 bits for each and perhaps with a version number.
    case literally
    /// The same but for case, or by `ComparableName`.
    case roughly
    case not

    init(_ left: FileTree, _ one: Int, _ right: FileTree, _ other: Int) {
        let (node, twin) = (left.nodes[one], right.nodes[other])
        if left.kind == .rockridge, right.encoding == .utf16BigEndian,
            Self.areLiterallySame(left.nameBytes(of: node), right.nameBytes(of: twin))
        {
            self = .literally
        } else if ComparableName.hash(of: node, in: left) == ComparableName.hash(of: twin, in: right) {
            self = .roughly
        } else {
            self = .not
        }
    }

    private static func areLiterallySame(_ name: ArraySlice<UInt8>, _ wide: ArraySlice<UInt8>) -> Bool {
        // ";1" may follow. A name that ends like a version or with a dot is another one without them.
        let version = wide.count - 2 * name.count
        guard version == 0 || version == 4, let last = name.last, last != 0x2E else { return false }
        if version == 0, 0x30...0x39 ~= last, name.contains(0x3B) { return false }
        let (bytes, units) = unsafe (name.span.bytes, wide.span.bytes)
        var at = 0
        while at + 4 <= bytes.byteCount {
            let four = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
            let eight = unsafe units.unsafeLoadUnaligned(fromByteOffset: 2 * at, as: UInt64.self)
            guard four & 0x8080_8080 == 0, UInt32(littleEndian: four).widened == UInt64(littleEndian: eight)
            else { return false }
            at += 4
        }
        while at < bytes.byteCount {
            let byte = unsafe bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
            let unit = unsafe units.unsafeLoadUnaligned(fromByteOffset: 2 * at, as: UInt16.self)
            guard byte < 0x80, UInt16(bigEndian: unit) == UInt16(byte) else { return false }
            at += 1
        }
        let tail = wide.suffix(version)
        return version == 0
            || tail.dropFirst(0).first == 0 && tail.dropFirst(1).first == 0x3B
                && tail.dropFirst(2).first == 0 && tail.last.map { 0x30...0x39 ~= $0 } == true
    }
}

extension UInt32 {
    /// Four characters of ASCII, the first in the lowest byte, as four of 16 bits, most significant byte first.
    @inline(__always)
    fileprivate var widened: UInt64 {
        var wide = UInt64(self)
        wide = (wide | wide << 16) & 0x0000_FFFF_0000_FFFF
        return (wide << 8 | wide << 16) & 0xFF00_FF00_FF00_FF00
    }
}
