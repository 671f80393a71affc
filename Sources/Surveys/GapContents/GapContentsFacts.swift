import Bytes
public import DiscModel
import FileSystems

/// What stands where no reader claimed anything.
public struct GapContentsFacts: Facts {
    /// One for each unclaimed run of the map, by offset.
    public let runs: [UnclaimedContent]
    /// Unused ends of blocks that are not zero.
    public let slack: [SlackContent]
    public let claims: [Claim]

    /// What is known of a run of the finished map: its pieces that are not zero, and whether all of it was read. The survey
    /// saw the map before its own claims split a run, so the run lies within one of its runs; nil where it does not.
    public func content(of run: DiscMap.Run) -> (pieces: [UnclaimedContent.Piece], isRead: Bool)? {
        guard let seen = runs.first(where: { $0.run.offset <= run.offset && run.end <= $0.run.end }) else {
            return nil
        }
        let pieces = seen.pieces.filter { $0.offset < run.end && $0.end > run.offset }
        return (pieces, seen.read == seen.run.length)
    }
}

/// An unclaimed run, and its pieces that are not zero.
public struct UnclaimedContent: Sendable, Hashable {
    /// Pieces kept of one run.
    public static let pieceLimit = 1_000

    public struct Piece: Sendable, Hashable, Codable {
        public let offset: UInt64
        /// Bytes, in whole sectors.
        public internal(set) var length: UInt64
        /// What our own readers recognise in its first sector, and in all others of it.
        public let mark: SectorMark?
        /// The kind of file that its first sector starts like, or what its bytes look like as a whole.
        public internal(set) var magic: ContentMagic?
        /// libmagic's description of its start, where we recognise nothing.
        public internal(set) var type: String?
        /// How it begins and what finds it again, of the first pieces of an image.
        public internal(set) var sample: ContentSample?

        public var end: UInt64 { offset + length }

        /// What it is, in the words of whoever recognises it.
        public var kind: String? { mark?.rawValue ?? magic?.rawValue ?? type }

        /// The same of a part of its bytes.
        public func part(_ offset: UInt64, _ length: UInt64) -> Piece {
            Piece(
                offset: offset, length: length, mark: mark, magic: magic, type: type,
                sample: offset == self.offset && length == self.length ? sample : nil)
        }
    }

    public let run: DiscMap.Run
    /// Bytes of it that could be read.
    public let read: UInt64
    public let nonZeroSectors: Int
    public let pieces: [Piece]

    public var isZero: Bool { nonZeroSectors == 0 && read == run.length }
}

/// Bytes behind the end of what owns a block.
public struct SlackContent: Sendable, Hashable, Codable {
    public let owner: DiscMap.Owner
    public let offset: UInt64
    public let length: UInt64
    public let nonZeroBytes: Int
    /// From the first that is not zero on, a few.
    public let head: [UInt8]
    /// How many bytes before them the same stand, where that was seen: a program that writes whole blocks of its memory leaves there what
    /// was in it before.
    public let repeatsFrom: UInt64?

    init(_ end: BlockEnd, _ content: EndContent) {
        owner = end.owner
        (offset, length) = (end.run.offset, end.run.length)
        (nonZeroBytes, head, repeatsFrom) = (content.nonZero, content.head, content.repeatsFrom)
    }
}

/// What stands in the unused end of a block.
struct EndContent {
    let nonZero: Int
    let head: [UInt8]
    let repeatsFrom: UInt64?

    /// - Parameter bytes: those around it, as far as they are at hand.
    init(_ part: ArraySlice<UInt8>, in bytes: ArraySlice<UInt8>) {
        nonZero = part.count { $0 != 0 }
        head = Array(part.drop { $0 == 0 }.prefix(ContentSample.headLength))
        repeatsFrom = Self.distances.first { distance in
            let start = part.startIndex - Int(distance)
            return start >= bytes.startIndex && bytes[start..<start + part.count].elementsEqual(part)
        }
    }

    private init(nonZero: Int, head: [UInt8]) {
        (self.nonZero, self.head, repeatsFrom) = (nonZero, head, nil)
    }

    /// Lengths of the buffers that programs write from.
    private static let distances: [UInt64] = (0...6).map { UInt64.sector << $0 }

    /// The same end with what follows of it.
    func adding(_ more: EndContent) -> EndContent { EndContent(nonZero: nonZero + more.nonZero, head: head) }
}

/// Structures that announce themselves in the first bytes of a sector.
public enum SectorMark: String, Sendable, Hashable, CaseIterable, Codable {
    case volumeDescriptor = "an ISO 9660 volume descriptor"
    case libisofsTag = "a libisofs checksum tag"
    case udfRecognition = "a UDF recognition sequence"
    case udfDescriptor = "a UDF descriptor"
    case gpt = "a GPT header"
    case hfs = "an HFS or HFS+ volume header"
    case suseSignature = "a SUSE signature block"
    case dvdisaster = "dvdisaster error correction data"
    case trackDescriptor = "a track descriptor block, which drives write before a track"
    case directory = "a directory of an ISO 9660 tree"
    case pathTable = "a path table of an ISO 9660 tree"

    /// Whether what carries it is a structure of a kind that is known, and no content.
    public var explainsItself: Bool {
        switch self {
        case .libisofsTag, .udfRecognition, .udfDescriptor, .gpt, .hfs, .suseSignature, .dvdisaster,
            .trackDescriptor:
            true
        case .volumeDescriptor, .directory, .pathTable: false
        }
    }

    static func of(_ sector: Record) -> SectorMark? {
        if sector.has("CD001", at: 1) { return .volumeDescriptor }
        if sector.has("libisofs_") { return .libisofsTag }
        // Track information follows: two bytes of length of the pregap, in BCD (MMC, track descriptor block).
        if sector.has("TDI"), sector.u8(3) < 0x9A { return .trackDescriptor }
        if sector.has("*dvdisaster*") { return .dvdisaster }
        if (["BEA01", "NSR02", "NSR03", "TEA01"] as [StaticString]).contains(where: { sector.has($0, at: 1) })
        {
            return .udfRecognition
        }
        if isUDFTag(sector) { return .udfDescriptor }
        if sector.has("EFI PART") || sector.has("EFI PART", at: 512) { return .gpt }
        if sector.has("7984fc91-a43f-4e45-bf27-6d3aa08b24cf") { return .suseSignature }
        if sector.count >= 68, isDirectory(DirectoryRecord(sector)) { return .directory }
        if isPathTable(sector) { return .pathTable }
        if sector.count >= 1030, sector.has("H+", at: 1024) || sector.has("BD", at: 1024) { return .hfs }
        return nil
    }

    /// The record of a directory itself (ECMA-119, 6.8.2.2): identifier 00, the directory flag, equal halves.
    private static func isDirectory(_ record: DirectoryRecord) -> Bool {
        record.length >= 34 && record.isSelf && record.isDirectory && record.extent.agrees
            && record.dataLength.agrees
    }

    /// The record of the root, its own parent (ECMA-119, 6.9.1 and 9.4), in either byte order.
    private static func isPathTable(_ sector: Record) -> Bool {
        sector.u16le(0) == 1 && sector.u32le(2) != 0 && sector.u16le(8) == 0
            && (sector.u16le(6) == 1 || sector.u16be(6) == 1) && sector.count > 10
    }

    /// A descriptor tag of ECMA-167 (3/7.2): known identifier, version 2 or 3, and a checksum over its other 15 bytes.
    private static func isUDFTag(_ sector: Record) -> Bool {
        let (identifier, version) = (sector.u16le(0), sector.u16le(2))
        guard sector.count >= 16, (1...9).contains(identifier) || (256...266).contains(identifier),
            (2...3).contains(version)
        else {
            return false
        }
        return (0..<16).reduce(UInt8(0)) { $1 == 4 ? $0 : $0 &+ sector.u8($1) } == sector.u8(4)
    }
}
