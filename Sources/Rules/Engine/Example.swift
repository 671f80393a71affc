public import Specimens

/// An image that shows what a rule means: a forged specimen, and what was done to it. Examples are the rule's tests, and
/// `isocheck explain RULE --example FILE` writes one out.
public struct Example: Sendable {
    /// What is special about the image, in a few words.
    public let name: String
    private let specimen: Specimen
    private let patch: @Sendable (inout Specimen) -> Void
    private let beside: @Sendable (_ image: String, _ bytes: [UInt8]) -> [String: [UInt8]]

    /// - Parameter beside: the files beside the image, made from its file name and its bytes.
    public init(
        _ name: String, _ specimen: Specimen,
        _ patch: @escaping @Sendable (inout Specimen) -> Void = { _ in },
        beside: @escaping @Sendable (_ image: String, _ bytes: [UInt8]) -> [String: [UInt8]] = { _, _ in [:] }
    ) {
        self.name = name
        self.specimen = specimen
        self.patch = patch
        self.beside = beside
    }

    /// The bytes of the image.
    public var image: [UInt8] {
        var patched = specimen
        patch(&patched)
        return patched.bytes
    }

    /// The files beside the image when it is called `image`.
    public func files(beside image: String) -> [String: [UInt8]] { beside(image, self.image) }
}
