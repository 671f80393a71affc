public import Digests

/// An entry of a DAT: what one dump of one disc consists of.
public struct DATGame: Sendable, Hashable {
    /// As the DAT calls it, such as "Example (Europe) (Disc 1)".
    public let name: String
    /// Files, in their order.
    public var parts: [DATPart] = []

    public init(name: String) { self.name = name }
}

/// A file of a dump, a `rom` or `disk` of the DAT.
public struct DATPart: Sendable, Hashable {
    /// What is known of how good the dump is.
    public enum Status: String, Sendable, Hashable {
        case good
        /// Known to be damaged.
        case baddump
        /// Known to exist, but nobody has it: it has no digests.
        case nodump
        /// Several people made the same.
        case verified
    }

    public let name: String
    /// In bytes; nil for the content of a CHD, and where the DAT is silent.
    public let size: UInt64?
    /// Whether it is the content of a CHD, whose overall SHA-1 it gives.
    public let isHunks: Bool
    public let digests: [Digest]
    public let status: Status

    public init(
        name: String, size: UInt64?, isHunks: Bool = false, digests: [Digest], status: Status = .good
    ) {
        self.name = name
        self.size = size
        self.isHunks = isHunks
        self.digests = digests
        self.status = status
    }

    /// Endings of files that say where tracks lie and hold nothing of them.
    private static let sheets: Set<String> = ["cue", "gdi", "toc", "ccd", "mds", "m3u", "txt", "sbi"]

    /// Whether it says where tracks lie: programs write such files anew, with other blanks and comments.
    public var isSheet: Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return Self.sheets.contains(name[name.index(after: dot)...].lowercased())
    }

    public func digest(_ algorithm: DigestAlgorithm) -> Digest? {
        digests.first { $0.algorithm == algorithm }
    }

    /// Whether nothing but a CRC-32 tells its content from others of its length.
    public var hasChecksumAlone: Bool { digests.first?.algorithm == .crc32 }

    /// From what a DAT writes beside a name; what is not a number or a digest says nothing.
    init(isHunks: Bool, _ field: (StaticString) -> String?) {
        func digest(_ key: StaticString, _ algorithm: DigestAlgorithm) -> Digest? {
            field(key).flatMap { Digest(algorithm, hex: $0) }
        }
        self.init(
            name: field("name") ?? "", size: isHunks ? nil : field("size").flatMap { UInt64($0) },
            isHunks: isHunks,
            digests: [
                digest("sha256", .sha256), digest("sha1", .sha1), digest("md5", .md5), digest("crc", .crc32),
            ].compactMap(\.self),
            status: (field("status") ?? field("flags")).flatMap(Status.init) ?? .good)
    }
}

/// Which entries of a DAT could be an image: those with a file of one of these sizes, or with its hunks.
public struct DATQuestion: Sendable {
    public let sizes: Set<UInt64>
    /// The overall SHA-1 that a CHD records.
    public let hunks: Digest?

    public init(sizes: Set<UInt64>, hunks: Digest? = nil) {
        self.sizes = sizes
        self.hunks = hunks
    }

    func wants(_ part: DATPart) -> Bool {
        part.isHunks ? hunks != nil && part.digest(.sha1) == hunks : part.size.map(sizes.contains) ?? false
    }
}

/// What a DAT says of itself.
public struct DATHeader: Sendable, Hashable {
    public var name: String?
    public var version: String?
    public var date: String?

    /// Keeps a line of the header, where it is one of those.
    mutating func set(_ key: some StringProtocol, _ value: String) {
        switch key {
        case "name": name = name ?? value
        case "version": version = version ?? value
        case "date": date = date ?? value
        default: break
        }
    }
}
