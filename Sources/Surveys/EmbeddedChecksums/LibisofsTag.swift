import Bytes
public import Digests
public import DiscModel

/// A block with a line such as `libisofs_sb_checksum_tag_v1 pos=18 range_start=0 range_size=18 next=24 md5=… self=…`.
public struct LibisofsTag: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Behind the descriptors of a session: its first blocks up to here.
        case superblock = "libisofs_sb_checksum_tag_v1"
        /// Behind the copy of the descriptors in sector 16, where the session itself begins later.
        case relocated = "libisofs_rlsb32_checksum_tag_v1"
        /// Behind the directories.
        case tree = "libisofs_tree_checksum_tag_v1"
        /// Behind the files.
        case session = "libisofs_checksum_tag_v1"

        public var name: String {
            switch self {
            case .superblock: "superblock tag"
            case .relocated: "relocated superblock tag"
            case .tree: "tree tag"
            case .session: "session tag"
            }
        }
    }

    public let kind: Kind
    /// The block it stands in, and the one it says it stands in.
    public let block, position: UInt64
    /// Blocks that are summed.
    public let start, count: UInt64
    /// Where the next tag of the session is; of a relocated one, where the session starts.
    public let next: UInt64?
    public let sum: Digest
    /// The sum of the line itself, as recorded and as it is.
    public let selfSum, actualSelfSum: Digest

    /// Whether the line is as it was written, and where it was written; a copy in a file tells nothing about this image.
    public var isTrusted: Bool { selfSum == actualSelfSum && position == block }

    public var range: Range<UInt64> { start * .sector..<(start + count) * .sector }

    public var place: Place {
        Place(offset: block.times(.sector), length: .sector, field: "libisofs \(kind.name)")
    }

    /// nil when the block holds no line with all that a tag has.
    init?(_ bytes: [UInt8], block: UInt64) {
        let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0 }, as: UTF8.self)
        let words = line.split(separator: " ")
        guard let kind = words.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        func value(_ key: String) -> Substring? {
            words.lazy.compactMap { $0.hasPrefix(key + "=") ? $0.dropFirst(key.utf8.count + 1) : nil }.first
        }
        func number(_ key: String) -> UInt64? { value(key).flatMap { UInt32($0) }.map(UInt64.init) }
        guard let position = number("pos"), let start = number("range_start"),
            let count = number("range_size"), let sum = value("md5").flatMap({ Digest(.md5, hex: $0) }),
            let recorded = value("self").flatMap({ Digest(.md5, hex: $0) }),
            let end = line.firstRange(of: " self=")?.lowerBound,
            // What is summed ends before the tag.
            count > 0, start + count <= max(block, position)
        else { return nil }
        self.kind = kind
        self.block = block
        self.position = position
        self.start = start
        self.count = count
        self.sum = sum
        next = number(kind == .relocated ? "session_start" : "next")
        selfSum = recorded
        actualSelfSum = RunningDigest.digest(.md5, of: Array(line[..<end].utf8))
    }

    /// Whether a block that holds no tag looks as if it had held one.
    static func isTrace(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(where: { $0 != 0 }) else { return false }
        let text = String(decoding: bytes.prefix(256), as: UTF8.self)
        return ["libisofs_", "checksum_tag_v", " range_start=", " range_size="].contains(where: text.contains)
    }
}
