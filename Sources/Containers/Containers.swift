public import Bytes
import ContentTypes

/// The explicit list of container formats, in the order in which they are tried.
public enum Containers {
    public static let formats: [any ContainerFormat.Type] = [PlainISO.self]

    /// Opens the image with the first format that knows it.
    ///
    /// - Returns: nil when no format does; `Lookalike.name(of:)` then says what the file is instead.
    public static func open(_ source: any ByteSource) throws(ReadFailure) -> OpenedImage? {
        for format in formats {
            if let opened = try format.open(source) { return opened }
        }
        return nil
    }
}
