import Bytes
public import DiscModel
public import Readers

/// Reads FAT12, FAT16 and FAT32 file systems in partitions, boot images and files (Microsoft, FAT32 File System
/// Specification 1.03): EFI system partitions, the boot images that UEFI starts from, emulated floppies and hard disks.
public struct FAT: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.partition, .bootImage, .file]

    public init() {}

    public func read(_ context: WindowContext) -> FATFacts? {
        let window = context.window
        var gaps: [Gap] = []
        let place = window.place(0, 512, field: "boot sector")
        guard let record = window.whole(0, 512, for: .bootImage, place, gaps: &gaps) else { return nil }
        let sector = FATBootSector(record)
        guard sector.isPlausible else { return nil }
        var walk = FATWalk(sector, in: window, context.limits)
        walk.run()
        return FATFacts(walk, in: window)
    }
}

/// What a FAT file system says.
public struct FATFacts: Facts {
    public let bootSector: FATBootSector
    /// The label in the root directory, or else that of the boot sector; nil for none.
    public let label: String?
    public let tree: FileTree
    public let faults: [FATFault]
    /// Entries that were deleted and can still be read.
    public let deleted: [FATDeleted]
    /// Clusters in use by files and directories.
    public let usedClusters: Int
    /// What the table says of all clusters; nil where that was not counted.
    public let clusters: FATClusters?
    /// Of FAT32.
    public let information: FATInformation?
    /// The copy of the boot sector that a FAT32 has.
    public let backup: FATBootSector?
    /// The first byte of the copies of the allocation table that differ from the first, by the number of the copy.
    public let differingTables: [Int: UInt64]
    /// Bytes from the beginning of the window that it should have, and has.
    public let window: DiscMap.Run
    public let gaps: [Gap]
    public let claims: [Claim]

    public var trees: [FileTree] { [tree] }

    /// Such as "FAT16".
    public var name: String { "FAT\(bootSector.width)" }

    init(_ walk: FATWalk, in window: Window) {
        bootSector = walk.sector
        label = walk.label
        tree = walk.tree
        faults = walk.faults
        deleted = walk.deleted
        usedClusters = walk.used.count
        clusters = walk.clusters
        information = walk.information
        backup = walk.backup
        differingTables = walk.differingTables()
        self.window = window.run
        gaps = walk.allGaps
        claims = walk.claims
    }
}
