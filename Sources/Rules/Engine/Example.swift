public import Specimens

/// An image that shows what a rule means: a forged specimen, and what was done to it. Examples are the rule's tests, and
/// `isocheck explain RULE --example FILE` writes one out.
public struct Example: Sendable {
    /// What is special about the image, in a few words.
    public let name: String
    private let forge: @Sendable (_ name: String?) -> Wrapped

    /// - Parameter beside: the files beside the image, made from its file name and its bytes.
    public init(
        _ name: String, _ specimen: Specimen,
        _ patch: @escaping @Sendable (inout Specimen) -> Void = { _ in },
        beside: @escaping @Sendable (_ image: String, _ bytes: [UInt8]) -> [String: [UInt8]] = { _, _ in [:] }
    ) {
        self.name = name
        forge = { file in
            var patched = specimen
            patch(&patched)
            let file = file ?? "example.iso"
            return Wrapped(name: file, bytes: patched.bytes, siblings: beside(file, patched.bytes))
        }
    }

    /// An image in a container.
    public init(_ name: String, in container: @autoclosure @escaping @Sendable () -> Wrapped) {
        self.name = name
        forge = { _ in container() }
    }

    /// The file that is opened, and the files beside it.
    ///
    /// - Parameter name: what a plain image is to be called; a container keeps its own name.
    public func files(named name: String? = nil) -> Wrapped { forge(name) }

    /// The bytes of the file that is opened.
    public var image: [UInt8] { files().bytes }
}
