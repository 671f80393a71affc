/// What an evidence file says of itself, and what is wrong with it.
public struct EWFFacts: Sendable {
    public struct Segment: Sendable, Hashable {
        public let number: Int
        /// Of the file.
        public let name: String
        /// Bytes behind its last section.
        let trailingBytes: UInt64
    }

    /// Its files, in the order of their numbers.
    public let segments: [Segment]
    /// The numbers of segments that are not there, as far as others show that they should be.
    public let missing: [Int]
    /// Whether more should follow behind the last one.
    public let isOpen: Bool
    public let faults: [EWFFault]
    /// Whether it has a digest of what was acquired that cannot be trusted.
    public let hasDamagedDigest: Bool
    /// Sectors that could not be read when they were acquired, and how many bytes they have.
    public let unread: [Range<UInt64>]
    public let bytesPerSector: UInt64
    public let acquisition: EWFAcquisition?

    /// Whether segments are missing.
    var isIncomplete: Bool { faults.contains { $0.kind == .segment } }
    /// Whether it is not as it was written, whatever its files are called.
    var isDamaged: Bool {
        faults.contains { ![.segment, .misplacedSegment, .headers].contains($0.kind) }
    }
}
