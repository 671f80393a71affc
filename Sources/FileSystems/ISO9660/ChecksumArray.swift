import Bytes
import DiscModel

/// Where libisofs keeps the checksums of the files: attribute "isofs.ca" of the root, whose name is shortened to three
/// bytes, and whose value is a row of numbers with their lengths before them, then the name of the digest.
public struct ChecksumArray: Sendable, Hashable {
    /// First block of the session, block of the array, checksums in it, bytes of each.
    public let start, block, count, size: UInt64

    /// Bytes believed to be an array.
    public static let longest: UInt64 = 1 << 28

    public init?(_ tree: ISOTree) {
        guard !tree.slots.isEmpty, let value = tree.attribute(.isofsCA, ofRecord: 0) else { return nil }
        var numbers: [UInt64] = []
        var rest = value[...]
        while let length = rest.first, numbers.count < 4, length <= 8, rest.count > Int(length) {
            numbers.append(rest.dropFirst().prefix(Int(length)).reduce(0) { $0 << 8 | UInt64($1) })
            rest = rest.dropFirst(1 + Int(length))
        }
        guard numbers.count == 4 else { return nil }
        (start, block, count, size) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }

    /// The array as a claim; believed only while it is short.
    var claim: Claim? {
        let length = count.times(size)
        guard length > 0, length <= Self.longest else { return nil }
        return Claim(
            .checksum, offset: block.times(.sector), length: length, roundedTo: .sector,
            "libisofs checksums of the files")
    }
}
