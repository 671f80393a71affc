import Bytes

/// Bytes that a reader understood, and as what. The claims of all readers make the disc map.
public struct Claim: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case systemArea, partitionTable, descriptor, pathTable, directory, continuation, extendedAttributes
        case file, bootCatalog, bootImage, checksum, authoringNote, padding, tail
        /// Sectors without user data, and sectors that the container does not hold.
        case audio, notStored
        /// What is left of directories and files that no tree reaches.
        case orphan
    }

    /// First byte and number of bytes.
    public let offset: UInt64
    public let length: UInt64
    /// Unused bytes behind the last one, up to the end of its block.
    public let slack: UInt64
    public let kind: Kind
    private let words: @Sendable () -> String

    /// - Parameter label: what it is in words; built only when asked for, because a hundred thousand directories have
    ///   a path each and few of them are ever named.
    public init(
        _ kind: Kind, offset: UInt64, length: UInt64, slack: UInt64 = 0,
        _ label: @autoclosure @escaping @Sendable () -> String
    ) {
        self.kind = kind
        self.offset = offset
        self.length = length
        self.slack = slack
        words = label
    }

    /// What it is in words, such as "path table L of the Joliet tree".
    public var label: String { words() }

    /// A claim on whole blocks of `unit` bytes, of which `length` bytes are used.
    public init(
        _ kind: Kind, offset: UInt64, length: UInt64, roundedTo unit: UInt64,
        _ label: @autoclosure @escaping @Sendable () -> String
    ) {
        self.init(
            kind, offset: offset, length: length, slack: length.roundedUp(to: unit) &- length, label())
    }

    /// The same claim with another place and other words.
    public func moved(
        by bytes: UInt64 = 0, saying words: @escaping @Sendable (String) -> String = { $0 }
    ) -> Claim {
        Claim(kind, offset: offset.adding(bytes), length: length, slack: slack, words(label))
    }

    /// The same bytes claimed as the same kind of thing.
    public static func == (left: Claim, right: Claim) -> Bool {
        left.offset == right.offset && left.length == right.length && left.slack == right.slack
            && left.kind == right.kind
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(offset)
        hasher.combine(length)
        hasher.combine(kind)
    }
}
