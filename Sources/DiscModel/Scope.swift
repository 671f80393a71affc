/// What of an image is looked at, besides its structure, which always is.
public struct Scope: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Descriptors, tables, trees: small reads, whose number grows with the files and not with their bytes.
    public static let structure: Scope = []
    /// The bytes that nobody owns.
    public static let unclaimed = Scope(rawValue: 1)
    /// Lists of checksums among the files of the image and beside it.
    public static let lists = Scope(rawValue: 2)
    /// Every byte: digests, error codes, blank runs, unused ends of blocks, what files begin with.
    public static let content = Scope(rawValue: 4)

    public static let everything: Scope = [.unclaimed, .lists, .content]
}
