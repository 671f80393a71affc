import Bytes
import Digests

/// UltraISO compressed images. Chunks of one value are packed by zlib, or left out where that is zero, the others stored as they are,
/// unless somebody packs them.
public struct ForgedISZ: Sendable {
    public var image: [UInt8]
    public var chunkBytes = 16_384
    public var hasSums = true
    /// Packs a chunk: its kind and its bytes.
    public var pack: @Sendable ([UInt8]) -> (kind: UInt32, bytes: [UInt8])? = { _ in nil }

    public init(_ image: [UInt8]) { self.image = image }

    /// The file, with the structures "header" and "table".
    public var wrapped: Wrapped {
        var (table, data): ([UInt8], [UInt8]) = ([], [])
        let count = (image.count + chunkBytes - 1) / chunkBytes
        for number in 0..<count {
            let plain = Array(image[number * chunkBytes..<min(image.count, (number + 1) * chunkBytes)])
            var chunk = pack(plain) ?? (kind: 1, bytes: plain)
            if chunk.kind == 1, plain.allSatisfy({ $0 == 0 }) {
                chunk = number % 2 == 0 ? (0, []) : (2, PackedRun.zlib(0, plain.count))
            }
            let length = chunk.kind == 0 ? plain.count : chunk.bytes.count
            table += (chunk.kind << 22 | UInt32(length)).little.prefix(3)
            data += chunk.bytes
        }
        let mask: [UInt8] = [0xB6, 0x8C, 0xA5, 0xDE]
        let masked = table.enumerated().map { $1 ^ mask[$0 % 4] }
        return Wrapped(
            name: "disc.isz", bytes: header(count, data) + masked + data,
            structures: ["header": 0, "table": hasSums ? 64 : 48, "data": (hasSums ? 64 : 48) + masked.count])
    }

    private func header(_ chunks: Int, _ data: [UInt8]) -> [UInt8] {
        let length = hasSums ? 64 : 48
        let parts: [[UInt8]] = [
            Array("IsZ!".utf8), [UInt8(length), 1], UInt32(0x1234).little, UInt16.sector.little,
            UInt32(image.count / .sector).little, [0], UInt64(0).little,
            UInt32(chunks).little, UInt32(chunkBytes).little, [3, 0], UInt32(length).little, UInt32(0).little,
            UInt32(length + chunks * 3).little, [0],
        ]
        guard hasSums else { return parts.flatMap(\.self) }
        return parts.flatMap(\.self) + Self.sum(image) + UInt32(data.count).little + UInt32(0).little
            + Self.sum(data)
    }

    /// The complement of CRC-32.
    private static func sum(_ bytes: [UInt8]) -> [UInt8] {
        RunningDigest.digest(.crc32, of: bytes).bytes.reversed().map { ~$0 }
    }
}

extension Wrapped {
    public static func isz(_ image: [UInt8], hasSums: Bool = true) -> Wrapped {
        var isz = ForgedISZ(image)
        isz.hasSums = hasSums
        return isz.wrapped
    }
}
