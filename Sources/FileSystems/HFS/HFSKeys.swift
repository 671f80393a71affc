import Bytes

/// How the keys of a tree are laid out and in what order they stand (Inside Macintosh: Files, 2-66 to 2-74; TN1150, B-Trees).
struct HFSKeys {
    enum Tree { case catalog, extents, attributes }

    enum Order { case before, same, after, unknown }

    let tree: Tree
    let isPlus: Bool
    /// Names are compared by their code units, as an HFSX volume may want it; attributes always are.
    var isBinary = false

    /// Where what follows the key begins. Those of HFS are padded to an even length.
    func end(_ record: Record) -> Int {
        isPlus ? 2 + Int(record.u16be(0)) : (2 + Int(record.u8(0))) & ~1
    }

    /// Where the name begins and how many bytes it has.
    private func nameRange(_ record: Record) -> (at: Int, count: Int) {
        switch tree {
        case .extents: (0, 0)
        case .attributes: (14, Int(record.u16be(12)) * 2)
        case .catalog: isPlus ? (8, Int(record.u16be(6)) * 2) : (7, Int(record.u8(6)))
        }
    }

    func name(_ record: Record) -> ArraySlice<UInt8> {
        let (at, count) = nameRange(record)
        return record.slice(at, count)
    }

    /// Whether the key has the length that its parts need, and lies in its record.
    func isWhole(_ record: Record) -> Bool {
        let length = isPlus ? Int(record.u16be(0)) : Int(record.u8(0))
        guard end(record) <= record.count else { return false }
        if tree == .extents { return length == (isPlus ? 10 : 7) }
        let (at, count) = nameRange(record)
        let longest = tree == .attributes ? 266 : isPlus ? 516 : 37
        return length <= longest && at + count <= (isPlus ? 2 : 1) + length
    }

    /// The numbers of a key, the first of which counts most; what stands before and behind the name.
    private func numbers(_ record: Record) -> [UInt64] {
        switch tree {
        case .catalog: [UInt64(record.u32be(2))]
        case .attributes: [UInt64(record.u32be(4))]
        case .extents where isPlus:
            [
                UInt64(record.u32be(4)), UInt64(record.u8(2)), UInt64(record.u32be(8)),
            ]
        case .extents: [UInt64(record.u32be(2)), UInt64(record.u8(1)), UInt64(record.u16be(6))]
        }
    }

    /// How two keys stand to each other; unknown where that needs the whole tables of Apple.
    func order(_ one: Record, _ other: Record) -> Order {
        for (left, right) in zip(numbers(one), numbers(other)) where left != right {
            return left < right ? .before : .after
        }
        let names = (name(one), name(other))
        let order: Order =
            isPlus ? Self.wideOrder(names.0, names.1, isBinary) : Self.romanOrder(names.0, names.1)
        guard order == .same, tree == .attributes else { return order }
        let (left, right) = (one.u32be(8), other.u32be(8))
        return left == right ? .same : left < right ? .before : .after
    }

    // MARK: Names

    /// HFS folds case by a table of Mac OS Roman; accents and the grave stand among the letters, so that only the rest of ASCII is
    /// sure.
    private static func romanOrder(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Order {
        func folded(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }
        for (left, right) in zip(one, other) where left != right {
            let (left, right) = (folded(left), folded(right))
            guard left != right else { continue }
            guard max(left, right) < 0x80, left != 0x60, right != 0x60 else { return .unknown }
            return left < right ? .before : .after
        }
        return one.count == other.count ? .same : one.count < other.count ? .before : .after
    }

    /// HFS+ folds case, passes over some characters, and sorts NUL last (TN1150, Case-Insensitive String Comparison Algorithm).
    private static func wideOrder(
        _ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>, _ isBinary: Bool
    ) -> Order {
        var (left, right) = (Units(one, isBinary), Units(other, isBinary))
        while true {
            let (a, b) = (left.next(), right.next())
            guard let a, let b else { return a == nil && b == nil ? .same : a == nil ? .before : .after }
            guard a != b else { continue }
            // Of two that are both outside of ASCII, the table may fold one.
            if !isBinary, a >= 0x80, b >= 0x80, a != 0xFFFF, b != 0xFFFF { return .unknown }
            return a < b ? .before : .after
        }
    }

    /// The code units of a name as they are compared.
    private struct Units {
        private let bytes: ArraySlice<UInt8>
        private let isBinary: Bool
        private var at: Int

        init(_ bytes: ArraySlice<UInt8>, _ isBinary: Bool) {
            (self.bytes, self.isBinary, at) = (bytes, isBinary, bytes.startIndex)
        }

        mutating func next() -> UInt16? {
            while at + 1 < bytes.endIndex {
                let unit = UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
                at += 2
                if isBinary { return unit }
                switch unit {
                case 0: return 0xFFFF
                case 0x41...0x5A: return unit + 0x20
                case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: continue
                default: return unit
                }
            }
            return nil
        }
    }
}
