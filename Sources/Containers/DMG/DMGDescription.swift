import Bytes
import Digests

/// What the trailer of an Apple disk image says.
struct DMGDescription {
    /// The packed data.
    let dataOffset: UInt64
    let dataLength: UInt64
    let listOffset: UInt64
    let listLength: UInt64
    let resourceLength: UInt64
    /// Sectors of 512 bytes.
    let sectors: UInt64
    let segments: UInt32
    /// Where the trailer is.
    let offset: UInt64
    let dataSum: Digest?
    let masterSum: Digest?

    static let sector: UInt64 = 512
    /// The list of more runs than an image of some hundred gigabytes has.
    static let listLimit: UInt64 = 64 << 20

    /// Nil when the file is none.
    ///
    /// - Parameter isNamed: whether its name says that it is one.
    init?(_ source: any ByteSource, isNamed: Bool) throws(OpeningFailure) {
        guard let trailer = try Self.trailer(source, isNamed: isNamed) else { return nil }
        offset = trailer.offset
        dataOffset = trailer[DMGTrailer.dataOffset]
        dataLength = trailer[DMGTrailer.dataLength]
        listOffset = trailer[DMGTrailer.listOffset]
        listLength = trailer[DMGTrailer.listLength]
        resourceLength = trailer[DMGTrailer.resourceLength]
        sectors = trailer[DMGTrailer.sectors]
        segments = trailer[DMGTrailer.segments]
        dataSum = Self.digest(trailer, DMGTrailer.dataSum)
        masterSum = Self.digest(trailer, DMGTrailer.masterSum)
    }

    /// Bytes behind the trailer of a file that is called a DMG.
    private static let searched: UInt64 = 1 << 16

    /// At the end; in old images at the start; and with bytes behind it where the name says what the file is.
    private static func trailer(_ source: any ByteSource, isNamed: Bool) throws(OpeningFailure) -> Record? {
        let (size, length) = (source.size, UInt64(DMGTrailer.length))
        guard size >= length else { return nil }
        let last = try source.record(at: size - length, count: DMGTrailer.length)
        if isTrailer(last) {
            return try isOfAnotherFile(last, source) ? nil : last
        }
        let first = try source.record(at: 0, count: DMGTrailer.length)
        if isTrailer(first) { return first }
        guard isNamed else { return nil }
        let tail = try source.record(at: size - min(size, searched), count: Int(searched))
        for at in (0...max(0, tail.count - DMGTrailer.length)).reversed() where tail.has("koly", at: at) {
            let trailer = tail.part(at, DMGTrailer.length)
            if isTrailer(trailer) { return trailer }
        }
        return nil
    }

    /// Whether a trailer belongs to a file that a disc ends with: the disc begins as one, and the list is not where the trailer says.
    private static func isOfAnotherFile(_ trailer: Record, _ source: any ByteSource) throws(OpeningFailure)
        -> Bool
    {
        guard try !source.record(at: trailer[DMGTrailer.listOffset], count: 1).has("<") else { return false }
        return VolumeSignature.recognised(in: try source.record(at: 16 * .sector, count: 16).bytes)
    }

    private static func isTrailer(_ record: Record) -> Bool {
        record.has("koly") && record[DMGTrailer.headerLength] == UInt32(DMGTrailer.length)
    }

    /// A checksum of a type that is understood, where there is one.
    static func digest(_ record: Record, _ at: Int) -> Digest? {
        let sum = record.part(at)
        guard sum[DMGSum.kind] == 2, sum[DMGSum.bits] == 32 else { return nil }
        return Digest(.crc32, bytes: Array(sum.slice(DMGSum.bytes, 4)))
    }
}
