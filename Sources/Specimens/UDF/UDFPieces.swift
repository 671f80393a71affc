import Bytes

// What the descriptors of UDF are made of (ECMA-167 1/7, 3/7, 4/7; UDF 2.1).

/// A block as descriptors name it: its number, and which partition map it is counted by (ECMA-167 4/7.1).
struct ForgedUDFAddress: Equatable {
    var block = 0
    var map: UInt16 = 0
}

/// The one moment at which everything was made, 2024-01-02 03:04:05 UTC (ECMA-167 1/7.3).
enum UDFPieces {
    static let moment: [UInt8] = [0, 0x10] + UInt16(2024).little + [1, 2, 3, 4, 5, 0, 0, 0]

    /// The character set of all names (UDF 2.1.2; ECMA-167 1/7.2.1).
    static let characters: [UInt8] =
        [0] + Array("OSTA Compressed Unicode".utf8).padded(to: 63, with: 0)

    /// An entity identifier (ECMA-167 1/7.4).
    static func identifier(_ name: String, suffix: [UInt8] = []) -> [UInt8] {
        [0] + Array(name.utf8).padded(to: 23, with: 0) + suffix.padded(to: 8, with: 0)
    }

    /// Whoever made the volume.
    static let implementation = identifier("*isocheck")

    /// A name in compressed Unicode: one byte for each character, or two where one is beyond U+00FF (UDF 2.1.1).
    static func name(_ text: String) -> [UInt8] {
        text.unicodeScalars.allSatisfy { $0.value <= 0xFF }
            ? [8] + text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            : [16] + text.utf16.flatMap(\.big)
    }

    /// A name in a field of fixed length, whose last byte tells how much of it is used (UDF 2.1.3).
    static func field(_ text: String, _ count: Int) -> [UInt8] {
        guard !text.isEmpty else { return Array(repeating: 0, count: count) }
        let used = name(text).prefix(count - 1)
        return Array(used).padded(to: count - 1, with: 0) + [UInt8(clamping: used.count)]
    }

    /// Length and block of the disc (ECMA-167 3/7.1); the same bytes make a short descriptor (4/14.14.1).
    static func extent(_ length: Int, _ block: Int) -> [UInt8] {
        UInt32(clamping: length).little + UInt32(clamping: block).little
    }

    /// A long descriptor (ECMA-167 4/14.14.2); the unique number of what it leads to is UDF's (2.3.4.3).
    static func long(_ length: Int, _ address: ForgedUDFAddress, unique: UInt64 = 0) -> [UInt8] {
        extent(length, address.block) + address.map.little + [0, 0]
            + UInt32(truncatingIfNeeded: unique).little
    }
}

// MARK: Tags

enum ForgedUDFTag {
    /// CRC of ITU-T V.41: polynomial 0x1021, from 0, most significant bit first (ECMA-167 3/7.2.6).
    static func crc(_ bytes: [UInt8]) -> UInt16 {
        bytes.reduce(0) { crc, byte in
            (0..<8).reduce(crc ^ UInt16(byte) << 8) { crc, _ in
                crc & 0x8000 == 0 ? crc << 1 : crc << 1 ^ 0x1021
            }
        }
    }

    /// Makes the CRC and the checksum of the tag at `start` right, over as many bytes as it says (ECMA-167 3/7.2).
    static func seal(_ bytes: inout [UInt8], at start: Int) {
        let count = Int(bytes.byte(start + 10)) | Int(bytes.byte(start + 11)) << 8
        let covered = (start + 16..<start + 16 + count).map { bytes.byte($0) }
        bytes.place(crc(covered).little, at: start + 8)
        let sum = (start..<start + 16).reduce(0) { $1 == start + 4 ? $0 : $0 &+ bytes.byte($1) }
        bytes.place([sum], at: start + 4)
    }
}
