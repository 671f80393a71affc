/// A check code that a container carries over a part of itself or over all it holds, and whether it holds: known when
/// the container is opened. Sums that the one pass verifies are a `ChecksumStatement` each.
public struct IntegrityCheck: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case good, bad
        /// The format has room for one, the file has none.
        case absent
    }

    /// What it is over, such as "CD-Text pack 3" or "the unpacked image".
    public let what: String
    /// In the format's words, such as "CRC-64"; not every one is an algorithm that isocheck computes.
    public let algorithm: String
    public let state: State

    public init(what: String, algorithm: String, state: State) {
        self.what = what
        self.algorithm = algorithm
        self.state = state
    }
}
