/// A Huffman code of a CHD: canonical, numbered from the longest codes to the shortest, and in each length by symbol.
struct PrefixCode {
    private let longest: Int
    /// What the next bits of the longest length begin with: the symbol, and the length of its code; 0 where nothing is.
    private let table: [UInt16]

    /// Nil for lengths that make no code.
    init?(_ lengths: [UInt8], longest: Int) {
        var counts = [Int](repeating: 0, count: longest + 1)
        for length in lengths where length > 0 {
            guard length <= longest else { return nil }
            counts[Int(length)] += 1
        }
        var starts = [Int](repeating: 0, count: longest + 1)
        var start = 0
        for length in stride(from: longest, through: 1, by: -1) {
            starts[length] = start
            let end = start + counts[length]
            guard end <= 1 << length, length == 1 || end % 2 == 0 else { return nil }
            start = end / 2
        }
        var table = [UInt16](repeating: 0, count: 1 << longest)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let shift = longest - Int(length)
            let first = starts[Int(length)] << shift
            starts[Int(length)] += 1
            let entry = UInt16(truncatingIfNeeded: symbol << 5) | UInt16(length)
            for place in first..<first + 1 << shift { table[place] = entry }
        }
        self.longest = longest
        self.table = table
    }

    /// The next symbol; nil for bits that are no code.
    func next(_ bits: inout BitReader) -> Int? {
        let entry = table[Int(bits.peek(longest))]
        guard entry != 0 else { return nil }
        bits.skip(Int(entry & 31))
        return Int(entry >> 5)
    }
}

extension PrefixCode {
    /// The code of a map: 16 symbols, whose lengths of 4 bits stand in a row; 1 begins a repetition, or is itself when another
    /// follows.
    init?(ofMap bits: inout BitReader) {
        var lengths: [UInt8] = []
        while lengths.count < 16 {
            let length = UInt8(truncatingIfNeeded: bits.read(4))
            guard length == 1 else {
                lengths.append(length)
                continue
            }
            let repeated = UInt8(truncatingIfNeeded: bits.read(4))
            guard repeated != 1 else {
                lengths.append(1)
                continue
            }
            let count = Int(bits.read(4)) + 3
            guard lengths.count + count <= 16 else { return nil }
            lengths += [UInt8](repeating: repeated, count: count)
        }
        self.init(lengths, longest: 8)
    }

    /// The code of bytes: 256 symbols, whose lengths stand in a code of their own with 24.
    init?(ofBytes bits: inout BitReader) {
        var small = [UInt8](repeating: 0, count: 24)
        small[0] = UInt8(truncatingIfNeeded: bits.read(3))
        for symbol in Int(bits.read(3)) + 1..<24 {
            let length = UInt8(truncatingIfNeeded: bits.read(3))
            if length == 7 { break }
            small[symbol] = length
        }
        guard let code = PrefixCode(small, longest: 7) else { return nil }
        var lengths: [UInt8] = []
        var last: UInt8 = 0
        while lengths.count < 256 {
            guard let symbol = code.next(&bits) else { return nil }
            if symbol > 0 {
                last = UInt8(truncatingIfNeeded: symbol - 1)
                lengths.append(last)
            } else {
                var count = Int(bits.read(3)) + 2
                if count == 9 { count += Int(bits.read(8)) }
                lengths += [UInt8](repeating: last, count: min(count, 256 - lengths.count))
            }
        }
        self.init(lengths, longest: 16)
    }
}
