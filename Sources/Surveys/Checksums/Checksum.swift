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
        var known: [Key: Int] = [:]
        for checksum in disc.checksums {
            let statement = checksum.statement
            let key = Key(
                origin: statement.origin, list: statement.recorded.path,
                algorithm: statement.expected.algorithm)
            // The rows of hashdeep give several algorithms in turn.
            if let index = known[key] {
                groups[index].checksums.append(checksum)
            } else {
                known[key] = groups.count
                groups.append(
                    ChecksumGroup(
                        origin: key.origin, list: key.list, algorithm: key.algorithm, checksums: [checksum]))
            }
        }
        return groups
    }

    /// The list beside the image that records them, where it is one.
    public func sidecar(in disc: Disc) -> Sidecar? {
        guard origin == .sidecar else { return nil }
        return disc.facts(SidecarFacts.self)?.lists.first { $0.name == list }
    }

    private struct Key: Hashable {
        let origin: ChecksumStatement.Origin
        let list: DisplayName?
        let algorithm: DigestAlgorithm
    }
}
