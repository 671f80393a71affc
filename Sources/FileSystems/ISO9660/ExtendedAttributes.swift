/// An extended attribute record (ECMA-119, 9.5), in the blocks before a file's data; kept raw.
public struct ExtendedAttributes: Sendable {
    public let slot: Int
    public let sector: Sector
    /// Blocks as the directory record announces them.
    public let blocks: UInt8
}
