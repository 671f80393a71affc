import Bytes

extension ImageInput {
    /// Opens what the blocks of a container unpack to. Where the first of them cannot be unpacked, it is taken for plain sectors if these
    /// are there: no system reads the first sixteen.
    func openedInside() throws(OpeningFailure) -> OpenedImage? {
        do throws(OpeningFailure) {
            return try Containers.open(self)
        } catch {
            guard case .read = error, let image = try? PlainISO.open(self) else { throw error }
            return image
        }
    }
}
