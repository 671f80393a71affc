public import Bytes
public import DiscModel
public import Sectors

/// A file format that wraps a disc.
public protocol ContainerFormat: Sendable {
    /// The name in the field's words, such as "plain ISO".
    static var name: String { get }
    /// Opens the image if it is of this format; nil when it is not. A failed read is thrown.
    static func open(_ source: any ByteSource) throws(ReadFailure) -> OpenedImage?
}

/// What a container reader hands on: where the sectors are, and what it learnt on the way.
public struct OpenedImage: Sendable {
    public let format: String
    public let volume: Volume
    public let facts: any Facts
}
