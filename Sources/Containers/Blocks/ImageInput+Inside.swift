import Bytes

extension ImageInput {
    /// Opens what the blocks of a container unpack to, which is the source of this input. Blocks that cannot be unpacked are taken for zeros
    /// until it is known what they belong to.
    ///
    /// - Parameters:
    ///   - blockBytes: bytes that fail together.
    ///   - isSectors: whether what nobody knows is taken for sectors of 2048 bytes, given the first block that could not be unpacked: what
    ///     it would be known by may lie there, and the rules then tell what is missing.
    func openedInside(
        blockBytes: UInt64, unknownIsSectors isSectors: (ReadFailure?) -> Bool = { $0 != nil }
    ) throws(OpeningFailure) -> OpenedImage? {
        let opening = OpeningSource(source, piece: blockBytes)
        guard let inner = unpacked(opening, named: name) else {
            throw .refused("looks like containers in one another, too many of them")
        }
        var image = try Containers.open(inner)
        if image == nil, source.size >= Self.smallestVolume, isSectors(opening.failure) {
            image = try PlainISO.opened(inner)
        }
        guard let image else { return nil }
        opening.finishOpening()
        return image
    }

    /// A system area and one descriptor (ECMA-119, 6.2.1).
    private static let smallestVolume: UInt64 = 17 * .sector
}
