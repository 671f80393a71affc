import Bytes

/// What the allocation table says of all clusters, held against the files that were found.
public struct FATClusters: Sendable {
    public let free: UInt64
    /// In use by the table, and of no file or directory; how many, and the first.
    public let lost: UInt64
    public let firstLost: UInt32?
    /// The entries of clusters 0 and 1, which stand for none: the kind of medium, and whether the file system was left clean.
    public let first: (UInt32, UInt32)
}

extension FATClusters {
    /// Clusters that are counted: 64 GB of files on a disk of usual clusters.
    static let limit: UInt64 = 4 << 20

    /// - Parameter used: what files and directories have.
    init(_ sector: FATBootSector, _ table: inout AllocationTable, used: (UInt32) -> Bool) {
        let count = UInt32(clamping: min(sector.clusterCount, sector.clustersInTable, Self.limit))
        var (free, lost): (UInt64, UInt64) = (0, 0)
        var firstLost: UInt32?
        for cluster in 2..<max(2, count + 2) {
            switch table.link(of: cluster) {
            case .free: free += 1
            case .bad: break
            case .next, .end, .nowhere:
                guard !used(cluster) else { continue }
                lost += 1
                firstLost = firstLost ?? cluster
            }
        }
        self.init(
            free: free, lost: lost, firstLost: firstLost,
            first: (table.value(of: 0) ?? 0, table.value(of: 1) ?? 0))
    }
}
