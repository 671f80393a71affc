public import Digests
public import DiscModel

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

    private struct Key: Hashable {
        let origin: ChecksumStatement.Origin
        let list: DisplayName?
        let algorithm: DigestAlgorithm
    }
}
