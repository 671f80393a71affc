public import Digests
public import DiscModel

/// A recorded checksum held against what the bytes give.
public struct Checksum: Sendable {
    public enum State: Sendable, Hashable {
        case verified
        case mismatch(Digest)
        /// It could not be computed or would tell nothing, and why.
        case open(String)
    }

    public let statement: ChecksumStatement
    public let state: State

    public init(_ statement: ChecksumStatement, _ outcome: DigestOutcome?) {
        self.statement = statement
        if let digest = outcome?.digest {
            state =
                digest == statement.expected
                ? .verified : statement.caveat.map(State.open) ?? .mismatch(digest)
        } else {
            state = .open(outcome?.obstacle ?? "the content was not read")
        }
    }
}

extension Disc {
    /// All recorded checksums and what became of them, in the order of the readers.
    public var checksums: [Checksum] {
        let digests = facts(DigestFacts.self)
        return checksumStatements.map { Checksum($0, digests?[$0.request]) }
    }
}
