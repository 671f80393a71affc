public import DiscModel

/// Bytes that are missing in the image or were inserted into it, so that all that follows lies elsewhere than the directories
/// say.
public struct DisplacementFacts: Facts {
    /// Bytes by which what follows lies too late; negative where it lies too early.
    public let bytes: Int64
    /// First byte behind what still lies where it should.
    public let lastInPlace: UInt64
    /// The first byte of which it is known that it should stand where something displaced stands.
    public let firstDisplaced: UInt64

    /// Whether nothing lies where it should from before the volume descriptors on.
    public var isWhole: Bool { lastInPlace == 0 }
}
