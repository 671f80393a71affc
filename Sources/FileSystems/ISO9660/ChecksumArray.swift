import Bytes
import DiscModel

/// Where libisofs keeps the checksums of the files: attribute "isofs.ca" of the root, whose name is shortened to three
/// bytes, and whose value is a row of numbers with their lengths before them, then the name of the digest.
public struct ChecksumArray: Sendable, Hashable {
    /// First block of the session, block of the array, checksums in it, bytes of each.
    public let start, block, count, size: UInt64

    public init?(_ tree: ISOTree) {
        guard tree.sharing != nil, !tree.slots.isEmpty else { return nil }
        let texts = Self.texts(in: tree.entries(0))
        let names = stride(from: 0, to: texts.count - 1, by: 2)
        guard let name = names.first(where: { texts[$0] == [4, 0x63, 0x61] }) else { return nil }
        var numbers: [UInt64] = []
        var rest = texts[name + 1][...]
        while let length = rest.first, numbers.count < 4, length <= 8, rest.count > Int(length) {
            numbers.append(rest.dropFirst().prefix(Int(length)).reduce(0) { $0 << 8 | UInt64($1) })
            rest = rest.dropFirst(1 + Int(length))
        }
        guard numbers.count == 4 else { return nil }
        (start, block, count, size) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// Names and values of AL entries in turn (Arbitrary Attribute Interchange Protocol 2.0), joined from components of
    /// at most 255 bytes.
    private static func texts(in entries: [SystemUseEntry]) -> [[UInt8]] {
        var texts: [[UInt8]] = []
        var continues = false
        for entry in entries where entry.signature == .al {
            var rest = entry.payload.dropFirst()
            while rest.count >= 2 {
                let flags = rest[rest.startIndex]
                let content = rest.dropFirst(2).prefix(Int(rest[rest.startIndex + 1]))
                rest = rest.dropFirst(2 + content.count)
                if continues { texts[texts.count - 1] += content } else { texts.append([UInt8](content)) }
                continues = flags & 1 != 0
            }
        }
        return texts
    }

    /// The array as a claim; believed only while it is short.
    var claim: Claim? {
        let length = count.times(size)
        guard length > 0, length <= 1 << 28 else { return nil }
        return Claim(
            .checksum, offset: block.times(LBA.sectorSize), length: length, roundedTo: LBA.sectorSize,
            "libisofs checksums of the files")
    }
}
