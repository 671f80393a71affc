public import Bytes

/// One pack of CD-Text: 18 bytes of the lead-in's channels R to W (Red Book, CD-Text; MMC, annex J).
public struct CDTextPack: Sendable, Hashable {
    /// Bytes of a pack.
    public static let count = 18
    /// The bytes as recorded.
    public let bytes: [UInt8]

    /// The pack at `offset` of the bytes.
    public init(_ bytes: RawSpan, at offset: Int) throws(OutOfBounds) {
        self.bytes = try bytes.bytes(at: offset, count: Self.count)
    }

    public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
        case title = 0x80
        case performer, songwriter, composer, arranger, message, discIdentification, genre, tableOfContents
        case secondTableOfContents = 0x89
        case closedInformation = 0x8D
        /// The catalogue number for the disc, an ISRC for a track.
        case code = 0x8E
        case sizes = 0x8F
    }

    /// What the pack holds; nil for reserved numbers.
    public var kind: Kind? { Kind(rawValue: bytes[0]) }
    /// The track in whose text the pack begins; 0 is the disc.
    public var track: UInt8 { bytes[1] & 0x7F }
    /// Number of the pack within its block.
    public var sequence: UInt8 { bytes[2] }
    /// Whether characters have two bytes.
    public var isDoubleByte: Bool { bytes[3] & 0x80 != 0 }
    /// The block, 0 to 7: one for each language.
    public var block: UInt8 { bytes[3] >> 4 & 7 }
    /// Characters of the track's text that stand in packs before; 15 is 15 or more.
    public var position: UInt8 { bytes[3] & 0x0F }
    public var payload: ArraySlice<UInt8> { bytes[4..<16] }

    public var checkHolds: Bool { CRC16.holds(in: bytes) }
    /// A check of 0, which some programs leave.
    public var isUnchecked: Bool { bytes[16] == 0 && bytes[17] == 0 && !checkHolds }
}
