public import Bytes

/// Compressed ISOs of the PSP. Blocks of one value are packed, as far as their format can, and the others stored as they are.
public struct ForgedCSO: Sendable {
    public enum Kind: Sendable { case cso, zso, dax }

    public var image: [UInt8]
    public var kind: Kind
    public var version = 1
    public var blockBytes = Int.sector
    /// Blocks begin at multiples of this power of 2.
    public var shift = 0

    public init(_ image: [UInt8], _ kind: Kind = .cso) {
        self.image = image
        self.kind = kind
        if kind == .dax { blockBytes = 8192 }
    }

    private enum Packing { case deflate, zlib, lz4, none }
    private struct Block {
        let bytes: [UInt8]
        let packing: Packing
    }

    private var blocks: [Block] {
        (0..<(image.count + blockBytes - 1) / blockBytes).map { number in
            let plain = Array(image[number * blockBytes..<min(image.count, (number + 1) * blockBytes)])
            guard let value = plain.first, plain.count > 64, plain.allSatisfy({ $0 == value }) else {
                return Block(bytes: plain, packing: .none)
            }
            switch kind {
            case .cso where version < 2 || number % 2 == 0:
                return Block(bytes: PackedRun.deflate(value, plain.count), packing: .deflate)
            case .dax: return Block(bytes: PackedRun.zlib(value, plain.count), packing: .zlib)
            case .cso, .zso: return Block(bytes: PackedRun.lz4(value, plain.count), packing: .lz4)
            }
        }
    }

    /// The file, with the structures "header" and "index".
    public var wrapped: Wrapped { kind == .dax ? dax : cso }

    private var cso: Wrapped {
        let blocks = blocks
        let header =
            Array((kind == .zso ? "ZISO" : "CISO").utf8) + UInt32(24).little + UInt64(image.count).little
            + UInt32(blockBytes).little + [UInt8(version), UInt8(shift), 0, 0]
        var at = (24 + 4 * (blocks.count + 1)).rounded(up: 1 << shift)
        let start = at
        var (index, data): ([UInt8], [UInt8]) = ([], [])
        for block in blocks {
            let isMarked = version < 2 ? block.packing == .none : block.packing == .lz4
            index += (UInt32(at >> shift) | (isMarked ? 1 << 31 : 0)).little
            data += block.bytes.padded(to: block.bytes.count.rounded(up: 1 << shift), with: 0)
            at = start + data.count
        }
        index += UInt32(at >> shift).little
        return Wrapped(
            name: kind == .zso ? "disc.zso" : "disc.cso",
            bytes: (header + index).padded(to: start, with: 0) + data, structures: ["header": 0, "index": 24])
    }

    /// Version 1, with the runs of blocks that are stored as they are.
    private var dax: Wrapped {
        let blocks = blocks
        var runs: [(first: Int, count: Int)] = []
        for (number, block) in blocks.enumerated() where block.packing == .none {
            if let last = runs.last, last.first + last.count == number {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((number, 1))
            }
        }
        let header =
            Array("DAX\u{0}".utf8) + UInt32(image.count).little + UInt32(1).little + UInt32(runs.count).little
            + [UInt8](repeating: 0, count: 16)
        var at = 32 + 6 * blocks.count + 8 * runs.count
        var (places, lengths): ([UInt8], [UInt8]) = ([], [])
        for block in blocks {
            places += UInt32(at).little
            lengths += UInt16(block.bytes.count).little
            at += block.bytes.count
        }
        let plain = runs.flatMap { UInt32($0.first).little + UInt32($0.count).little }
        return Wrapped(
            name: "disc.dax", bytes: header + places + lengths + plain + blocks.flatMap(\.bytes),
            structures: ["header": 0, "index": 32])
    }
}

/// A run of one byte, packed without a compressor.
enum PackedRun {
    /// RFC 1951: a block with the fixed codes, which holds the byte, copies of 258 bytes from one byte back, and what is left byte by byte.
    static func deflate(_ value: UInt8, _ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.add(0b011, 3)
        bits.add(literal: value)
        var left = count - 1
        while left >= 258 {
            // Code 285 has 8 bits, 0b11000101; distance 1 has the code 0 of 5 bits.
            bits.add(reversed: 0b1100_0101, 8)
            bits.add(0, 5)
            left -= 258
        }
        for _ in 0..<left { bits.add(literal: value) }
        bits.add(0, 7)
        return bits.bytes
    }

    /// RFC 1950: a head, the same, and Adler-32.
    static func zlib(_ value: UInt8, _ count: Int) -> [UInt8] {
        var (low, high): (UInt32, UInt32) = (1, 0)
        for _ in 0..<count {
            low = (low + UInt32(value)) % 65521
            high = (high + low) % 65521
        }
        return [0x78, 0x01] + deflate(value, count) + (high << 16 | low).big
    }

    /// A literal, a copy from one byte back, and the last five as literals, as the format wants it.
    static func lz4(_ value: UInt8, _ count: Int) -> [UInt8] {
        var left = count - 6 - 4 - 15
        var lengths: [UInt8] = []
        while left >= 255 {
            lengths.append(255)
            left -= 255
        }
        lengths.append(UInt8(left))
        return [0x1F, value, 1, 0] + lengths + [0x50] + [UInt8](repeating: value, count: 5)
    }
}

/// Bits, the lowest of a byte first.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func add(_ value: Int, _ count: Int) {
        for bit in 0..<count {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
            used += 1
        }
    }

    /// A code, which stands with its highest bit first.
    mutating func add(reversed value: Int, _ count: Int) {
        for bit in (0..<count).reversed() { add(value >> bit & 1, 1) }
    }

    /// A byte in the fixed code: 8 bits from 0b00110000 on, from 144 on 9 bits from 0b110010000 on.
    mutating func add(literal value: UInt8) {
        if value < 144 {
            add(reversed: 0b0011_0000 + Int(value), 8)
        } else {
            add(reversed: 0b1_1001_0000 + Int(value) - 144, 9)
        }
    }
}

extension Wrapped {
    /// A CSO, version 1 as ciso writes it, or version 2.
    public static func cso(_ image: [UInt8], version: Int = 1, blockBytes: Int = .sector, shift: Int = 0)
        -> Wrapped
    {
        var cso = ForgedCSO(image)
        (cso.version, cso.blockBytes, cso.shift) = (version, blockBytes, shift)
        return cso.wrapped
    }

    public static func zso(_ image: [UInt8], shift: Int = 0) -> Wrapped {
        var zso = ForgedCSO(image, .zso)
        zso.shift = shift
        return zso.wrapped
    }

    public static func dax(_ image: [UInt8]) -> Wrapped { ForgedCSO(image, .dax).wrapped }
}
