/// What became of one sector of a comparison.
public enum SectorState: String, Sendable, Hashable, CaseIterable {
    /// Equal bytes at the first try.
    case same
    /// Equal bytes, but a try failed before, or the drive needed its error correction.
    case sameAfterRetry
    /// Equal after a named rule: the image ends within the sector, and the readback fills it with zeros.
    case sameNormalised
    /// Differs only in a partition table that is wrong in the image and right here: firmware repairs it on a stick that it may
    /// write to.
    case tableRepaired
    /// Read without error, and the bytes differ.
    case differs
    /// Differs, and the readback holds a filler: it was probably never read by whoever made it.
    case differsFill
    /// Two reads without error gave different bytes.
    case unstable
    /// A raw sector whose own error detection code or address is wrong.
    case edcBad
    /// No read succeeded.
    case unreadable
    /// Not read, or not read often enough to say: interrupted, out of time, not in the rescue map.
    case notTried
    /// The readable disc ends before the image does.
    case imageOnly
    /// Behind the image: readable and zero.
    case discPad
    /// Behind the image: readable and not zero, such as the old content of a rewritable disc.
    case discExtra
    /// Behind the image: the unreadable sectors with which a track written at once ends, or which the capacity counts
    /// without having them.
    case runOut
    /// Behind the image: unreadable, between tracks or sessions.
    case gap

    /// What a state means for who wants the image back.
    public enum Meaning: Sendable { case good, loss, open, beyond }

    public var meaning: Meaning {
        switch self {
        case .same, .sameAfterRetry, .sameNormalised, .tableRepaired: .good
        case .differs, .differsFill, .unstable, .edcBad, .unreadable, .imageOnly: .loss
        case .notTried: .open
        case .discPad, .discExtra, .runOut, .gap: .beyond
        }
    }

    /// Whether bytes came and were not those of the image.
    public var isDifference: Bool {
        switch self {
        case .differs, .differsFill, .unstable, .edcBad: true
        default: false
        }
    }
}
