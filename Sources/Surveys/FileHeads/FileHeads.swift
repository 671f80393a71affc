import Bytes
public import Checksums
import ContentTypes
public import DiscModel
import Synchronization

/// Looks at the beginning of every file as it goes by: notes which are programs and, where that was asked, the media type
/// of each. A content that several names share is looked at once.
public struct FileHeads: Survey {
    public let feed = Feed.data
    public let cost: Int

    /// Programs noted.
    static let limit = 100_000
    /// Bytes that libmagic gets to see of a file, or what comes of them in one piece of the scan.
    private static let head = 4_096

    /// Where files begin, the next one last, and their lengths.
    private var waiting: [(start: UInt64, length: UInt64)]
    private var programs: [UInt64: ContentMagic] = [:]
    private var types: [UInt64: String] = [:]
    private let library: Library?

    /// libmagic, which serves one caller at a time. The scan asks one at a time anyway.
    private final class Library: Sendable {
        private let types = Mutex(ContentTypes(naming: .mediaType))

        func type(of bytes: [UInt8]) -> String? { types.withLock { $0?.name(of: bytes) } }
    }

    /// - Parameter naming: whether media types are wanted, which takes about a fifth of a millisecond for a file.
    public init(of disc: Disc, naming: Bool = false) {
        var lengths: [UInt64: UInt64] = [:]
        for span in disc.map.spans where span.owner.isFile {
            lengths[span.offset] = max(lengths[span.offset] ?? 0, span.end - span.offset)
        }
        waiting = lengths.map { ($0.key, $0.value) }.sorted { $0.start > $1.start }
        library = naming ? Library() : nil
        cost = naming ? 2_000 : 5
    }

    public mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset + UInt64(bytes.count)
        while let (start, length) = waiting.last, start < end {
            waiting.removeLast()
            guard start >= offset else { continue }
            let from = bytes.startIndex + Int(start - offset)
            let first = bytes[from..<min(from + Self.head, bytes.endIndex)].prefix(Int(clamping: length))
            look(at: first, start)
        }
    }

    private mutating func look(at head: ArraySlice<UInt8>, _ start: UInt64) {
        // Most files begin with none of these, and need no copy.
        guard let letter = head.first, library != nil || Self.letters.contains(letter) else { return }
        let bytes = Array(head)
        let magic = ContentMagic.of(bytes)
        if let magic, Self.kinds.contains(magic), programs.count < Self.limit { programs[start] = magic }
        guard let library, let type = magic?.mediaType ?? library.type(of: bytes) else { return }
        types[start] = type
    }

    private static let kinds: Set<ContentMagic> = [.elf, .portableExecutable, .machO]
    private static let letters: Set<UInt8> = [0x7F, 0x4D, 0xCF, 0xCE]

    public mutating func miss(_: DiscMap.Run) {}

    public mutating func finish() -> any Facts {
        FileHeadsFacts(programs: programs, types: library == nil ? nil : types)
    }
}

/// What files begin with, by the byte at which they begin.
public struct FileHeadsFacts: Facts {
    public let programs: [UInt64: ContentMagic]
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
