public import Digests
public import DiscModel

/// A recorded checksum held against what the bytes give.
public struct Checksum: Sendable {
    public enum State: Sendable, Hashable {
        case verified
        case mismatch(Digest)
        /// It could not be computed, and why.
        case open(String)
    }

    public let statement: ChecksumStatement
    public let state: State

    public init(_ statement: ChecksumStatement, _ outcome: DigestOutcome?) {
        self.statement = statement
        if let digest = outcome?.digest {
            state = digest == statement.expected ? .verified : .mismatch(digest)
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

/// The checksums of one origin, list and algorithm, counted.
public struct ChecksumGroup: Sendable {
    public let origin: ChecksumStatement.Origin
    /// The list that records them, where it is one.
    public let list: DisplayName?
    public let algorithm: DigestAlgorithm
    public internal(set) var checksums: [Checksum] = []

    public var verified: Int { checksums.count { $0.state == .verified } }
    public var mismatched: Int {
        checksums.count { if case .mismatch = $0.state { true } else { false } }
    }
    public var open: Int { checksums.count - verified - mismatched }

    /// The groups of a disc, in the order of the readers.
    public static func all(of disc: Disc) -> [ChecksumGroup] {
        var groups: [ChecksumGroup] = []
        for checksum in disc.checksums {
            let statement = checksum.statement
            let list = statement.recorded.path
            // Statements of one list stand together.
            if let last = groups.last, last.origin == statement.origin, last.list == list,
                last.algorithm == statement.expected.algorithm
            {
                groups[groups.count - 1].checksums.append(checksum)
            } else {
                groups.append(
                    ChecksumGroup(
                        origin: statement.origin, list: list, algorithm: statement.expected.algorithm,
                        checksums: [checksum]))
            }
        }
        return groups
    }
}
