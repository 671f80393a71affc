import Bytes
import DiscModel

/// The structures of an image that no boot catalog or boot image may lie in, to look up by offset.
struct MetadataClaims {
    private let claims: [Claim]
    /// The farthest end among the claims up to each one, so that a search need not go back to the first.
    private let reach: [UInt64]

    init(_ disc: Disc) {
        claims = disc.map.structures.filter { Self.isMetadata($0.kind) && $0.length > 0 }
            .sorted { $0.offset < $1.offset }
        var reach: [UInt64] = []
        reach.reserveCapacity(claims.count)
        for claim in claims { reach.append(max(reach.last ?? 0, claim.offset.adding(claim.length))) }
        self.reach = reach
    }

    /// The structure that holds a byte.
    func owner(of offset: UInt64) -> Claim? {
        var at = claims.partitioningIndex { $0.offset > offset }
        while at > 0, reach[at - 1] > offset {
            at -= 1
            if claims[at].offset.adding(claims[at].length) > offset { return claims[at] }
        }
        return nil
    }

    private static func isMetadata(_ kind: Claim.Kind) -> Bool {
        switch kind {
        case .systemArea, .partitionTable, .descriptor, .pathTable, .directory, .continuation,
            .extendedAttributes,
            .bootCatalog:
            true
        case .file, .bootImage, .checksum, .authoringNote, .padding, .audio, .notStored, .tail, .orphan: false
        }
    }
}
