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
    /// Whether a transfer of text put a carriage return before every line feed.
    public internal(set) var isTextTransfer = false

    init(bytes: Int64, lastInPlace: UInt64, firstDisplaced: UInt64) {
        self.bytes = bytes
        self.lastInPlace = lastInPlace
        self.firstDisplaced = firstDisplaced
    }

    /// Whether nothing lies where it should from before the volume descriptors on.
    public var isWhole: Bool { lastInPlace == 0 }
}
