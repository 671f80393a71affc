public import Specimens

/// An image that shows what a rule means: a forged specimen, and what was done to it. Examples are the rule's tests, and
/// `isocheck explain RULE --example FILE` writes one out.
public struct Example: Sendable {
    /// What is special about the image, in a few words.
    public let name: String
    private let specimen: Specimen
    private let patch: @Sendable (inout Specimen) -> Void

    public init(
        _ name: String, _ specimen: Specimen, _ patch: @escaping @Sendable (inout Specimen) -> Void = { _ in }
    ) {
        self.name = name
        self.specimen = specimen
        self.patch = patch
    }

    /// The bytes of the image.
    public var image: [UInt8] {
        var patched = specimen
        patch(&patched)
        return patched.bytes
    }
}
