public import Specimens

/// An image that shows what a rule means: a forged specimen, and what was done to it. Examples are the rule's tests, and
/// `isocheck explain RULE --example FILE` writes one out.
public struct Example: Sendable {
    /// What is special about the image, in a few words.
    public let name: String
    private let forge: @Sendable () -> Wrapped

    public init(
        _ name: String, _ specimen: Specimen, _ patch: @escaping @Sendable (inout Specimen) -> Void = { _ in }
    ) {
        self.init(
            name,
            in: {
                var patched = specimen
                patch(&patched)
                return Wrapped(name: "example.iso", bytes: patched.bytes)
            }())
    }

    /// An image in a container.
    public init(_ name: String, in container: @autoclosure @escaping @Sendable () -> Wrapped) {
        self.name = name
        forge = container
    }

    /// The file that is opened, and the files beside it.
    public var files: Wrapped { forge() }

    /// The bytes of the file that is opened.
    public var image: [UInt8] { files.bytes }
}
