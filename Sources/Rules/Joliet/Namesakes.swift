import DiscModel

/// Whether nodes of two trees have the same name.
struct Namesakes {
    enum Likeness {
        /// The same characters of ASCII, one tree with 16 bits for each and perhaps with a version number.
        case literally
        /// The same but for case, or by `ComparableName`.
        case roughly
        case not
    }

    private let left: FileTree
    private let right: FileTree
    /// Whether names can be the same character by character: those of Rock Ridge beside wide ones.
    private let canBeLiteral: Bool

    init(_ left: FileTree, _ right: FileTree) {
        self.left = left
        self.right = right
        canBeLiteral = left.kind == .rockridge && right.encoding == .utf16BigEndian
    }

    @inline(__always)
    func likeness(of one: Int, to other: Int) -> Likeness {
        let (node, twin) = (left.nodes[one], right.nodes[other])
        if canBeLiteral, let name = left.recordedName(of: node), let wide = right.recordedName(of: twin),
            unsafe Self.areLiterallySame(left.recorded.span.bytes, name, right.recorded.span.bytes, wide)
        {
            return .literally
        }
        let isSame = ComparableName.hash(of: node, in: left) == ComparableName.hash(of: twin, in: right)
        return isSame ? .roughly : .not
    }

    @inline(__always)
    private static func areLiterallySame(
        _ bytes: RawSpan, _ name: Range<Int>, _ units: RawSpan, _ wide: Range<Int>
    ) -> Bool {
        // ";1" may follow. A name that ends like a version or with a dot is another one without them.
        let version = wide.count - 2 * name.count
        guard version == 0 || version == 4, !name.isEmpty else { return false }
        let last = unsafe bytes.unsafeLoad(fromByteOffset: name.upperBound - 1, as: UInt8.self)
        guard last != 0x2E else { return false }
        if version == 0, 0x30...0x39 ~= last, bytes.holds(0x3B, in: name) { return false }
        var (at, unitAt) = (name.lowerBound, wide.lowerBound)
        while at + 4 <= name.upperBound {
            let four = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)
            let eight = unsafe units.unsafeLoadUnaligned(fromByteOffset: unitAt, as: UInt64.self)
            guard four & 0x8080_8080 == 0, UInt32(littleEndian: four).widened == UInt64(littleEndian: eight)
            else { return false }
            (at, unitAt) = (at + 4, unitAt + 8)
        }
        while at < name.upperBound {
            let byte = unsafe bytes.unsafeLoad(fromByteOffset: at, as: UInt8.self)
            let unit = unsafe units.unsafeLoadUnaligned(fromByteOffset: unitAt, as: UInt16.self)
            guard byte < 0x80, UInt16(bigEndian: unit) == UInt16(byte) else { return false }
            (at, unitAt) = (at + 1, unitAt + 2)
        }
        guard version == 4 else { return true }
        let tail = unsafe UInt32(
            bigEndian: units.unsafeLoadUnaligned(fromByteOffset: unitAt, as: UInt32.self))
        return tail >> 16 == 0x3B && 0x30...0x39 ~= tail & 0xFFFF
    }
}

extension RawSpan {
    fileprivate func holds(_ wanted: UInt8, in range: Range<Int>) -> Bool {
        range.contains { unsafe unsafeLoad(fromByteOffset: $0, as: UInt8.self) == wanted }
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
