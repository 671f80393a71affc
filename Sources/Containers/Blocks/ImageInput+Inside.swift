import Bytes

extension ImageInput {
    /// Opens what the blocks of a container unpack to, which is the source of this input. Blocks that cannot be unpacked are taken for zeros
    /// until it is known what they belong to.
    ///
    /// - Parameter blockBytes: bytes that fail together.
    func openedInside(blockBytes: UInt64) throws(OpeningFailure) -> OpenedImage? {
        let opening = OpeningSource(source, piece: blockBytes)
        guard let inner = unpacked(opening, named: name) else {
            throw .refused("looks like containers in one another, too many of them")
        }
        guard let image = try Containers.open(inner) else {
            // What could not be read may be what it would be known by.
            if let failure = opening.failure { throw .read(failure) }
            return nil
        }
        opening.finishOpening()
        return image
    }
}
