import Bytes
public import DiscModel

/// Looks at the first sector of every file as it goes by, and notes which are programs.
public struct FileHeads: Survey {
    public let feed = Feed.data
    public let cost = 5

    /// Programs noted.
    static let limit = 100_000

    /// Where files begin, the next one last.
    private var waiting: [UInt64]
    private var programs: [UInt64: ContentMagic] = [:]

    public init(of disc: Disc) {
        let starts = Set(disc.map.spans.lazy.filter(\.owner.isFile).map(\.offset))
        waiting = starts.sorted(by: >)
    }

    public mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset + UInt64(bytes.count)
        while let start = waiting.last, start < end {
            waiting.removeLast()
            guard start >= offset, programs.count < Self.limit else { continue }
            let from = bytes.startIndex + Int(start - offset)
            let first = bytes[from..<min(from + Int(LBA.sectorSize), bytes.endIndex)]
            // Most files begin with none of these, and need no copy.
            guard let letter = first.first, Self.letters.contains(letter) else { continue }
            let magic = ContentMagic.of(Array(first))
            if let magic, Self.kinds.contains(magic) { programs[start] = magic }
        }
    }

    private static let kinds: Set<ContentMagic> = [.elf, .portableExecutable, .machO]
    private static let letters: Set<UInt8> = [0x7F, 0x4D, 0xCF, 0xCE]

    public mutating func miss(_: DiscMap.Run) {}

    public mutating func finish() -> any Facts { FileHeadsFacts(programs: programs) }
}

/// Which files are programs, by the byte at which they begin.
public struct FileHeadsFacts: Facts {
    public static let subject = "file heads"

    public let programs: [UInt64: ContentMagic]
}
