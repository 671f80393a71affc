import Bytes
import Checksums
public import ContentTypes
public import DiscModel
public import Readers

/// Looks at the beginning of every file as it goes by: notes which are programs, which are packed and, where that was asked, the media type
/// of each. A content that several names share is looked at once.
public struct FileHeads: PassReader {
    public typealias Found = FileHeadsFacts
    public static let scope = Scope.content

    private let types: ContentTypes?

    /// - Parameter types: names media types, where they are wanted; that takes about a fifth of a millisecond for a file.
    public init(naming types: ContentTypes?) { self.types = types }

    public func surveys(_ context: DiscContext) -> [any Survey] {
        [FileHeadSurvey(of: context.disc, naming: types)]
    }

    public func accepts(_ earlier: FileHeadsFacts, _: DiscContext) -> Bool {
        (earlier.types == nil) == (types == nil)
    }
}

private struct FileHeadSurvey: Survey {
    let feed = Feed.data
    let cost: Int

    /// Programs noted.
    static let limit = 100_000
    /// Bytes that libmagic gets to see of a file, or what comes of them in one piece of the scan.
    private static let head = 4_096

    /// Where files begin, in ascending order, and their lengths.
    private let heads: [(start: UInt64, length: UInt64)]
    private var programs: [UInt64: ContentMagic] = [:]
    private var packed: [UInt64] = []
    private var types: [UInt64: String] = [:]
    private let library: ContentTypes?

    init(of disc: Disc, naming library: ContentTypes?) {
        var lengths: [UInt64: UInt64] = [:]
        for span in disc.map.spans where span.owner.isFile {
            lengths[span.offset] = max(lengths[span.offset] ?? 0, span.end - span.offset)
        }
        heads = lengths.map { ($0.key, $0.value) }.sorted { $0.start < $1.start }
        self.library = library
        cost = library == nil ? 5 : 2_000
    }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset + UInt64(bytes.count)
        // Pieces may come in another order than that of their offsets.
        let first = heads.partitioningIndex { $0.start >= offset }
        for (start, length) in heads[first...].prefix(while: { $0.start < end }) {
            let from = bytes.startIndex + Int(start - offset)
            let first = bytes[from..<min(from + Self.head, bytes.endIndex)].prefix(Int(clamping: length))
            look(at: first, start)
        }
    }

    private mutating func look(at head: ArraySlice<UInt8>, _ start: UInt64) {
        if packed.count < Self.limit, PackedKind(unsafe head.span.bytes) != nil { packed.append(start) }
        // Most files begin with none of these, and need no copy.
        guard let letter = head.first, library != nil || Self.letters.contains(letter) else { return }
        let bytes = Array(head)
        let magic = ContentMagic.of(bytes)
        if let magic, Self.kinds.contains(magic), programs.count < Self.limit { programs[start] = magic }
        guard let library, let type = magic?.mediaType ?? library.name(of: bytes, as: .mediaType) else {
            return
        }
        types[start] = type
    }

    private static let kinds: Set<ContentMagic> = [.elf, .portableExecutable, .machO]
    private static let letters: Set<UInt8> = [0x7F, 0x4D, 0xCF, 0xCE]

    mutating func miss(_: DiscMap.Run) {}

    mutating func finish() -> any Facts {
        FileHeadsFacts(
            programs: programs, packed: packed.sorted(), types: library == nil ? nil : types)
    }
}

/// What files begin with, by the byte at which they begin.
public struct FileHeadsFacts: Facts, Codable {
    public let programs: [UInt64: ContentMagic]
    /// Files that are packed, as far as their first bytes tell.
    let packed: [UInt64]
    /// Internet media types of the contents that have a known one; nil where nobody asked.
    public let types: [UInt64: String]?
}

extension ContentMagic {
    /// The media type, for marks that leave no doubt; spares libmagic the work.
    fileprivate var mediaType: String? {
        switch self {
        case .elf: "application/x-executable"
        case .portableExecutable: "application/vnd.microsoft.portable-executable"
        case .machO: "application/x-mach-binary"
        case .gzip: "application/gzip"
        case .xz: "application/x-xz"
        case .bzip2: "application/x-bzip2"
        case .zstandard: "application/zstd"
        case .sevenZip: "application/x-7z-compressed"
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .gif: "image/gif"
        default: nil
        }
    }
}
