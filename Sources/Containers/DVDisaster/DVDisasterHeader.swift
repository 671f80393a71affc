public import Bytes
public import Digests
import DiscModel

/// The header of error correction data by dvdisaster, in an image or in a file of its own: 4096 bytes, numbers with the least
/// significant byte first (dvdisaster codec specification, "Ecc header").
public struct DVDisasterHeader: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable, CaseIterable {
        /// In a file of its own; its redundancy is not protected.
        case rs01 = "RS01"
        /// In the image.
        case rs02 = "RS02"
        /// In the image, or in a file of its own.
        case rs03 = "RS03"
    }

    public static let length = 2 * Int.sector

    public let record: Record
    public let method: Method

    /// Nil where there is none, whether its sum holds or not.
    public init?(_ record: Record) {
        let header = record.part(0, Self.length)
        guard header.count == Self.length, header.has("*dvdisaster*"),
            let method = Method(rawValue: Record.text(header.slice(12, 4)))
        else { return nil }
        self.record = header
        self.method = method
    }

    // MARK: Fields

    public static var flags: Field<UInt8> { Field("methodFlags", at: 16, clause) }
    public static var fingerprint: Field<RawBytes> { Field("mediumFP", at: 20, length: 16, clause) }
    public static var imageSum: Field<RawBytes> { Field("mediumSum", at: 36, length: 16, clause) }
    public static var paritySum: Field<RawBytes> { Field("eccSum", at: 52, length: 16, clause) }
    public static var sectors: Field<LittleEndian<UInt64>> { Field("sectors", at: 68, clause) }
    public static var dataBytes: Field<LittleEndian<UInt32>> { Field("dataBytes", at: 76, clause) }
    public static var parityBytes: Field<LittleEndian<UInt32>> { Field("eccBytes", at: 80, clause) }
    public static var creator: Field<LittleEndian<UInt32>> { Field("creatorVersion", at: 84, clause) }
    public static var needed: Field<LittleEndian<UInt32>> { Field("neededVersion", at: 88, clause) }
    public static var fingerprintSector: Field<LittleEndian<UInt32>> { Field("fpSector", at: 92, clause) }
    public static var ownSum: Field<LittleEndian<UInt32>> { Field("selfCRC", at: 96, clause) }
    public static var sumsSum: Field<RawBytes> { Field("crcSum", at: 100, length: 16, clause) }
    public static var lastBytes: Field<LittleEndian<UInt32>> { Field("inLast", at: 116, clause) }
    public static var layerSectors: Field<LittleEndian<UInt64>> { Field("sectorsPerLayer", at: 120, clause) }
    public static var addedSectors: Field<LittleEndian<UInt64>> {
        Field("sectorsAddedByEcc", at: 128, clause)
    }

    private static let clause = "Ecc header"

    // MARK: What they say

    /// Sectors that one codeword can lose.
    public var roots: UInt64 { UInt64(record[Self.parityBytes]) }

    /// Bytes of the image that was protected.
    public var imageLength: UInt64 {
        let last = UInt64(record[Self.lastBytes])
        let sectors = record[Self.sectors]
        guard sectors > 0 else { return 0 }
        return (sectors - 1).times(.sector).adding(last == 0 || last > .sector ? .sector : last)
    }

    /// The MD5 of that image, where it was computed: those of RS03 often come without.
    public var imageDigest: Digest? {
        let bytes = Array(record[Self.imageSum])
        guard record[Self.flags] & 1 != 0 || method != .rs03, bytes.contains(where: { $0 != 0 }) else {
            return nil
        }
        return Digest(.md5, bytes: bytes)
    }

    /// Whether it is one of a file of its own.
    public var isOfFile: Bool { method == .rs01 || method == .rs03 && record[Self.flags] & 2 != 0 }

    /// The program that wrote it, such as "dvdisaster 0.79.5".
    public var program: String { "dvdisaster \(Self.version(record[Self.creator]))" }

    private static func version(_ number: UInt32) -> String {
        "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
    }

    /// "RS02 by dvdisaster 0.79.5, 70 roots (37.8 % redundancy), of an image of 917 sectors".
    public var inWords: String {
        let share = roots * 1000 / max(1, UInt64(record[Self.dataBytes]))
        let isOdd = imageLength % .sector != 0
        let size = isOdd ? imageLength.of("byte") : record[Self.sectors].of("sector")
        return
            "\(method.rawValue) by \(program), \(roots.of("root")) (\(share / 10).\(share % 10) % redundancy), of an image of \(size)"
    }

    // MARK: Sums

    /// Whether its sum holds. RS01 of these days writes none.
    public var isSound: Bool {
        let recorded = record[Self.ownSum]
        return recorded == Self.sum(of: record, at: Self.ownSum.offset) || recorded == 0 && method == .rs01
    }

    /// The sum of a sector: CRC-32 without the final complement.
    public static func sum(of bytes: RawSpan) -> UInt32 { ~ZlibCRC.of(bytes) }

    /// The sum of a structure that holds it, which is computed with these bytes in its place.
    private static func sum(of record: Record, at place: Int) -> UInt32 {
        var bytes = Array(record.bytes)
        bytes.replaceSubrange(place..<place + 4, with: Array("GPL\0".utf8))
        return unsafe sum(of: bytes.span.bytes)
    }

    // MARK: Blocks of sums

    /// Where a block of RS03 with the sums of a codeword's sectors repeats the header, and its own sum.
    private static let copy = 1024
    private static let blockSum = 1120

    /// Whether a sector is such a block, and its sum holds.
    public static func isSumBlock(_ sector: Record) -> Bool {
        sector.count == .sector && sector.has("*dvdisaster*RS03", at: copy)
            && sector.u32le(blockSum) == sum(of: sector, at: blockSum)
    }

    /// The header as such a block repeats it.
    public init?(sumBlock sector: Record) {
        guard Self.isSumBlock(sector) else { return nil }
        var bytes = [UInt8](repeating: 0, count: Self.length)
        func put(_ field: Range<Int>, from at: Int) {
            bytes.replaceSubrange(field, with: sector.slice(at, field.count))
        }
        put(0..<20, from: 1024)
        put(Self.creator.range, from: 1044)
        put(Self.needed.range, from: 1048)
        put(Self.fingerprintSector.range, from: 1052)
        put(Self.fingerprint.range, from: 1056)
        put(Self.imageSum.range, from: 1072)
        put(Self.sectors.range, from: 1088)
        put(Self.lastBytes.range, from: 1096)
        put(Self.dataBytes.range, from: 1100)
        put(Self.parityBytes.range, from: 1104)
        put(Self.layerSectors.range, from: 1112)
        let sum = Self.sum(of: Record(bytes), at: Self.ownSum.offset)
        bytes.replaceSubrange(Self.ownSum.range, with: sum.littleEndianBytes)
        self.init(Record(offset: sector.offset, bytes))
    }
}
