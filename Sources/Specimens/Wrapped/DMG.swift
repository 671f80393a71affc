import Bytes
import Digests

/// Apple disk images. Runs of zeros are stored in all ways that need no compressor, the others as they are, unless somebody packs them.
public struct ForgedDMG: Sendable {
    public var image: [UInt8]
    /// Sectors of 512 bytes in a run.
    public var runSectors = 32
    /// Packs a run: its kind and its bytes.
    public var pack: @Sendable ([UInt8]) -> (kind: UInt32, bytes: [UInt8])? = { _ in nil }
    public var hasSums = true

    public init(_ image: [UInt8]) { self.image = image.padded(to: image.count.rounded(up: 512), with: 0) }

    private struct Table {
        let name: String
        let bytes: [UInt8]
        let sum: [UInt8]
    }

    /// The file, with the structures "trailer" and "list".
    public var wrapped: Wrapped {
        let sectors = image.count / 512
        let half = sectors / 2
        var data: [UInt8] = []
        let tables = [
            table("Apple partition map (Apple_partition_map : 1)", 0..<1, &data),
            table("disk image (Apple_ISO : 2)", 1..<half, &data),
            table(" (Apple_Free : 3)", half..<sectors, &data),
        ]
        let list = Self.list(tables)
        let trailer = trailer(data, list, tables.flatMap(\.sum))
        return Wrapped(
            name: "disc.dmg", bytes: data + list + trailer,
            structures: ["list": data.count, "trailer": data.count + list.count])
    }

    private func table(_ name: String, _ sectors: Range<Int>, _ data: inout [UInt8]) -> Table {
        var runs: [UInt8] = []
        var (count, number) = (0, 0)
        var summed: [UInt8] = []
        func add(_ kind: UInt32, _ sector: Int, _ length: Int, _ offset: Int, _ bytes: Int) {
            runs += kind.big + UInt32(0).big + UInt64(sector - sectors.lowerBound).big + UInt64(length).big
            runs += UInt64(offset).big + UInt64(bytes).big
            count += 1
        }
        var at = sectors.lowerBound
        while at < sectors.upperBound {
            let length = min(runSectors, sectors.upperBound - at)
            let plain = Array(image[at * 512..<(at + length) * 512])
            let packed = run(plain, number)
            add(packed.kind, at, length, data.count, packed.bytes.count)
            data += packed.bytes
            if packed.kind != 2 { summed += plain }
            at += length
            number += 1
        }
        add(0xFFFF_FFFF, sectors.upperBound, 0, data.count, 0)
        let sum = RunningDigest.digest(.crc32, of: summed).bytes
        let head: [[UInt8]] = [
            Array("mish".utf8), UInt32(1).big, UInt64(sectors.lowerBound).big, UInt64(sectors.count).big,
            UInt64(0).big, UInt32(2056).big, UInt32(number).big, [UInt8](repeating: 0, count: 24),
            Self.sum(hasSums ? sum : nil),
            UInt32(count).big,
        ]
        return Table(name: name, bytes: head.flatMap(\.self) + runs, sum: sum)
    }

    private func run(_ plain: [UInt8], _ number: Int) -> (kind: UInt32, bytes: [UInt8]) {
        if let packed = pack(plain) { return packed }
        guard plain.allSatisfy({ $0 == 0 }) else { return (1, plain) }
        switch number % 4 {
        case 0: return (0, [])
        case 1: return (2, [])
        case 2: return (0x8000_0005, PackedRun.zlib(0, plain.count))
        default: return (0x8000_0004, PackedRun.adc(0, plain.count))
        }
    }

    /// Type, bits and 128 bytes of a checksum.
    private static func sum(_ sum: [UInt8]?) -> [UInt8] {
        guard let sum else { return [UInt8](repeating: 0, count: 136) }
        return UInt32(2).big + UInt32(32).big + sum.padded(to: 128, with: 0)
    }

    /// As Apple's programs write it: others read it line by line.
    private static func list(_ tables: [Table]) -> [UInt8] {
        let entries = tables.enumerated().map { number, table in
            """
            \t\t\t<dict>
            \t\t\t\t<key>Attributes</key>
            \t\t\t\t<string>0x0050</string>
            \t\t\t\t<key>CFName</key>
            \t\t\t\t<string>\(table.name)</string>
            \t\t\t\t<key>Data</key>
            \t\t\t\t<data>
            \(text(table.bytes))
            \t\t\t\t</data>
            \t\t\t\t<key>ID</key>
            \t\t\t\t<string>\(number - 1)</string>
            \t\t\t\t<key>Name</key>
            \t\t\t\t<string>\(table.name)</string>
            \t\t\t</dict>

            """
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            <dict>
            \t<key>resource-fork</key>
            \t<dict>
            \t\t<key>blkx</key>
            \t\t<array>
            \(entries.joined())\t\t</array>
            \t</dict>
            </dict>
            </plist>

            """.utf8)
    }

    /// With 64 characters (RFC 4648, 4).
    private static func text(_ bytes: [UInt8]) -> String {
        let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(bytes.count, start + 3)]
            let bits = Array(part).padded(to: 3, with: 0).reduce(0) { $0 << 8 | Int($1) }
            for digit in 0..<4 {
                text.append(digit <= part.count ? characters[bits >> (18 - 6 * digit) & 63] : "=")
            }
            if start % 48 == 45 { text += "\n" }
        }
        return text
    }

    private func trailer(_ data: [UInt8], _ list: [UInt8], _ sums: [UInt8]) -> [UInt8] {
        let parts: [[UInt8]] = [
            Array("koly".utf8), UInt32(4).big, UInt32(512).big, UInt32(1).big, UInt64(0).big, UInt64(0).big,
            UInt64(data.count).big, UInt64(0).big, UInt64(0).big, UInt32(1).big, UInt32(1).big,
            [UInt8](repeating: 0x5A, count: 16),
            Self.sum(hasSums ? RunningDigest.digest(.crc32, of: data).bytes : nil),
            UInt64(data.count).big, UInt64(list.count).big, [UInt8](repeating: 0, count: 120),
            Self.sum(hasSums ? RunningDigest.digest(.crc32, of: sums).bytes : nil), UInt32(1).big,
            UInt64(image.count / 512).big,
        ]
        return parts.flatMap(\.self).padded(to: 512, with: 0)
    }
}

extension PackedRun {
    /// Apple Data Compression: the byte, and copies of up to 67 bytes from one byte back.
    static func adc(_ value: UInt8, _ count: Int) -> [UInt8] {
        var packed: [UInt8] = [0x80, value]
        var left = count - 1
        while left >= 4 {
            let length = min(67, left)
            packed += [0x40 | UInt8(length - 4), 0, 0]
            left -= length
        }
        for _ in 0..<left { packed += [0x80, value] }
        return packed
    }
}

extension Wrapped {
    public static func dmg(_ image: [UInt8], hasSums: Bool = true) -> Wrapped {
        var dmg = ForgedDMG(image)
        dmg.hasSums = hasSums
        return dmg.wrapped
    }
}
