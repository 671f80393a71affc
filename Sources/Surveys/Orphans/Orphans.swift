import Bytes
public import DiscModel
import FileSystems
public import Readers
import Sectors

/// Finds what no tree reaches by what it says of itself: directories that begin with a record of their own place, and file
/// entries of UDF with a tag of their own place, in bytes that nobody owns. What is left of their files has an owner
/// then, so that it is told once and with its name.
public struct Orphans: LastReader {
    public static let needs: [any Facts.Type] = [
        UnclaimedBytesFacts.self, ISO9660Facts.self, UDFFacts.self, FurtherVolumesFacts.self,
    ]
    public static let scope = Scope.unclaimed

    /// Orphans kept, places looked at, and claims made for them.
    private static let (limit, placeLimit, claimLimit) = (1_000, 100_000, 100_000)
    private static let recordLimit = 300_000
    private static let directoryLimit = 256 << 20

    public init() {}

    public func read(_ context: DiscContext) -> OrphansFacts? {
        let disc = context.disc
        guard let seen = disc.facts(UnclaimedBytesFacts.self) else { return nil }
        var search = OrphanSearch(
            in: Window(.disc, on: context.volume, start: context.volume.start.offset), disc,
            limit: Self.limit)
        var limits = context.limits
        limits.records = min(limits.records, Self.recordLimit)
        limits.directoryBytes = min(limits.directoryBytes, Self.directoryLimit)
        let free = FreeBytes(disc)
        let directories = seen.sectors(marked: .directory).filter(free.holds)
        search.readDirectories(
            Self.united(directories, search.blocksOfTables.filter(free.holds)).prefix(Self.placeLimit),
            limits,
            context.goesOn)
        let descriptors = seen.sectors(marked: .udfDescriptor).filter(free.holds)
        search.readEntries(descriptors.prefix(Self.placeLimit), limits, context.goesOn)
        let deleted = disc.facts(UDFFacts.self)?.deleted ?? []
        guard !search.orphans.isEmpty || deleted.contains(where: { $0.file != nil }) else { return nil }
        let orphans = search.orphans.sorted { $0.run.offset < $1.run.offset }
        let extents = orphans.flatMap { $0.contents.trees.filter(\.ownsExtents).flatMap(\.extents) }
        var claims: [Claim] = []
        for claim in search.claims + deleted.flatMap(Self.claims) {
            guard claims.count < Self.claimLimit else { break }
            free.add(claim, to: &claims, limit: Self.claimLimit)
        }
        return OrphansFacts(
            orphans: orphans, claims: claims, isCut: search.isCut || claims.count >= Self.claimLimit,
            remains: free.remains(of: extents + deleted.flatMap { $0.file?.extents ?? [] }))
    }

    /// What a deleted entry still leads to.
    private static func claims(of deleted: UDFDeleted) -> [Claim] {
        (deleted.file?.extents ?? []).map {
            Claim(
                .orphan, offset: $0.offset, length: $0.length, slack: UInt64($0.slack),
                "deleted file \(deleted.name.escaped)")
        }
    }

    /// Both lists as one, in order and without repetitions.
    private static func united(_ one: [UInt64], _ other: [UInt64]) -> [UInt64] {
        other.isEmpty ? one : Set(one).union(other).sorted()
    }
}

/// What nobody owns, before orphans do.
private struct FreeBytes {
    private let runs: [DiscMap.Run]
    private let size: UInt64
    /// The extents that files of the image have.
    private let known: Set<DiscMap.Run>

    init(_ disc: Disc) {
        runs = disc.map.unclaimed
        size = disc.map.run.end
        let further = disc.facts(FurtherVolumesFacts.self)?.volumes ?? []
        let trees = disc.trees + further.flatMap { $0.contents?.trees ?? [] }
        known = Set(
            trees.lazy.filter(\.ownsExtents).flatMap { $0.extents }.map {
                DiscMap.Run(offset: $0.offset, length: $0.length)
            })
    }

    /// Whether nobody owns a byte.
    func holds(_ offset: UInt64) -> Bool {
        let next = runs.partitioningIndex { $0.end > offset }
        return next < runs.count && runs[next].offset <= offset
    }

    /// The extents of which something is not whole.
    func remains(of extents: [FileTree.Extent]) -> [FileTree.Extent: Remains] {
        var found: [FileTree.Extent: Remains] = [:]
        for extent in extents where extent.length > 0 && found[extent] == nil {
            let next = runs.partitioningIndex { $0.end > extent.offset }
            if next < runs.count, runs[next].offset <= extent.offset, extent.end <= runs[next].end {
                continue
            }
            let run = DiscMap.Run(offset: extent.offset, length: extent.length)
            found[extent] = known.contains(run) ? .shared : extent.end > size ? .outside : .overwritten
        }
        return found
    }

    /// Adds what a claim has of bytes that nobody owns.
    func add(_ claim: Claim, to claims: inout [Claim], limit: Int) {
        let end = claim.offset.adding(claim.length)
        let blockEnd = end.adding(claim.slack)
        let first = runs.partitioningIndex { $0.end > claim.offset }
        for run in runs[first...].prefix(while: { $0.offset < end }) where claims.count < limit {
            let start = max(run.offset, claim.offset)
            let used = min(run.end, end)
            claims.append(
                Claim(
                    .orphan, offset: start, length: used - start, slack: min(run.end, blockEnd) - used,
                    claim.label))
        }
    }
}
