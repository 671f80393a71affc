public import Bytes

/// Opens images of one container format.
public protocol ContainerReader: Sendable {
    static var format: ContainerFormat { get }
    /// Opens the image if it is of this format; nil when it is not.
    ///
    /// - Throws: a failed read, or why a file that is of this format cannot be opened.
    static func open(_ input: ImageInput) throws(OpeningFailure) -> OpenedImage?
}

/// Why a container could not be opened.
public enum OpeningFailure: Error, Sendable, Hashable {
    case read(ReadFailure)
    /// It is recognised but cannot be opened; words that finish "not a disc image that can be checked:".
    case refused(String)
    /// A person wanted it to end.
    case stopped
}
