import Bytes
public import DiscModel
public import Readers

/// Reads a volume of HFS (Inside Macintosh: Files, chapter 2), HFS+ or HFSX (TN1150): from the first byte of a disc, in a partition
/// that an Apple partition map names, as on hybrid discs, or in a wrapper of HFS.
public struct HFS: WindowReader {
    public static let needs: [any Facts.Type] = [ApplePartitionMapFacts.self, GUIDPartitionTableFacts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]

    public init() {}

    public func read(_ context: WindowContext) -> HFSFacts? {
        let window = context.window
        if let facts = Self.volume(window, context.limits) { return facts }
        var seen: Set<UInt64> = []
        var found: HFSFacts?
        for partition in Self.partitions(context.known) {
            let inner = window.inner(
                .volume, partition.start, partition.length, unit: 512, title: DisplayName("HFS"))
            // Two maps may name one partition.
            guard seen.insert(partition.start).inserted, let window = window.window(inner) else { continue }
            if found == nil {
                found = Self.volume(window, context.limits)
            } else if HFSVolume(window, context.limits) != nil {
                found?.unreadVolumes += 1
            }
        }
        return found
    }

    /// Partitions that are said to hold a volume, by an Apple partition map or by a GPT, as in disk images of Apple.
    private static func partitions(_ known: DiscBuilder) -> [(start: UInt64, length: UInt64)] {
        let maps = known.facts(ApplePartitionMapFacts.self)?.maps ?? []
        let apple = maps.flatMap(\.entries).filter { $0.type.hasPrefix("Apple_HFS") }.map {
            ($0.start, $0.length)
        }
        let entries = known.facts(GUIDPartitionTableFacts.self)?.partitions ?? []
        let others = entries.filter { $0.typeGUID == "48465300-0000-11AA-AA11-00306543ECAC" }
            .compactMap(\.blocks)
        return apple + others.map { ($0.offset, $0.length) }
    }

    private static func volume(_ window: Window, _ limits: Limits) -> HFSFacts? {
        guard var volume = HFSVolume(window, limits) else { return nil }
        var facts = HFSFacts(&volume, wrapper: nil)
        guard let embedded = volume.header.embedded, embedded.length > 0 else { return facts }
        let run = window.inner(
            .volume, embedded.offset, embedded.length, unit: 512, title: DisplayName("HFS+"))
        let inside = window.window(run).flatMap { HFSVolume($0, limits) }
        facts.faults += volume.holdAgainst(embedded, isThere: inside?.header.isPlus == true)
        guard var inner = inside, inner.header.isPlus else { return facts }
        return HFSFacts(&inner, wrapper: facts)
    }
}

extension HFSVolume {
    /// What a wrapper says of the volume in it (TN1150, HFS Wrapper): that it lies in its blocks, and that nothing else may have them, for
    /// which they count as bad.
    fileprivate mutating func holdAgainst(
        _ embedded: (offset: UInt64, length: UInt64), isThere: Bool
    ) -> [HFSFault] {
        let before = faults.count
        let place = header.place(126, 4)
        let (start, count) = (UInt64(header.record.u16be(126)), UInt64(header.record.u16be(128)))
        if start + count > header.blockCount {
            report(
                .wrapperOutside, place, "blocks \(start) to \(start + count - 1)",
                "\(header.blockCount) blocks")
        } else if !isThere {
            report(.wrapperEmpty, place, "block \(start)", "a header of HFS+")
        } else {
            let bad = (overflow[HFSForkID(file: 5)] ?? []).flatMap(\.extents)
            let guarded = bad.reduce(UInt64(0)) { sum, extent in
                let first = max(extent.start, start)
                return sum + max(first, min(extent.start + extent.count, start + count)) - first
            }
            if guarded < count {
                report(.wrapperUnguarded, place, count.of("block"), "\(guarded) kept from others")
            }
        }
        return Array(faults[before...])
    }
}

/// What a volume of HFS or HFS+ says of itself.
public struct HFSFacts: Facts {
    /// Blocks that the bitmap tells another thing of than the files do.
    public struct MarkedBlocks: Sendable {
        public let count: UInt64
        /// The first of the blocks, and the byte of the map that has its bit.
        public let block: UInt64
        public let byte: UInt64
    }

    /// A file that macOS compressed: its content stands in an extended attribute, or packed in its resource fork.
    public struct CompressedFile: Sendable {
        public let node: Int
        /// 3 and 4 are zlib, 7 and 8 LZVN, 9 and 10 plain, 11 and 12 LZFSE; odd numbers stand in the attribute.
        public let kind: UInt32
        /// Bytes that it unpacks to.
        public let size: UInt64
    }

    public let header: HFSHeader
    /// The copy near the end; nil where none stands there.
    public let alternate: HFSHeader?
    /// Where the header belongs.
    public let headerOffset: UInt64
    /// Whether the header in its place cannot be used, and the copy was.
    public let isReadByCopy: Bool
    /// Where the copy ought to be.
    public let alternatePlace: Place
    public let isWrapped: Bool
    /// Further volumes in other partitions, which are not read.
    public internal(set) var unreadVolumes = 0
    /// In the catalog, without the root.
    public let files: UInt64
    public let folders: UInt64
    public let rootFiles: UInt64
    public let rootFolders: UInt64
    public let highestID: UInt32
    /// Free blocks by the bitmap; nil where that could not be read whole.
    public let freeBlocks: UInt64?
    public let usedThoughFree: MarkedBlocks?
    /// Blocks that nothing uses although they are marked.
    public let usedByNothing: MarkedBlocks?
    /// Names that differ in case are two.
    public let isCaseSensitive: Bool
    public let compressed: [CompressedFile]
    public internal(set) var faults: [HFSFault]
    public let tree: FileTree
    public let claims: [Claim]
    public let gaps: [Gap]
    /// The name of the volume as its root folder has it.
    public let label: DisplayName

    public var trees: [FileTree] { [tree] }

    init(_ volume: inout HFSVolume, wrapper: HFSFacts?) {
        volume.checkBounds(isWrapped: wrapper != nil)
        volume.readOverflow()
        let catalog = volume.readCatalog()
        let entries = catalog.entries
        HFSThreads.check(catalog, &volume)
        let bitmap = HFSBitmap(&volume)
        if let startup = volume.header.startup {
            let place = volume.header.place(432, 80)
            let pieces = volume.pieces(of: startup, HFSForkID(file: 7), place)
            volume.claim(.descriptor, pieces, "HFS+ startup file")
        }
        let attributes = HFSAttributes(&volume)
        HFSJournal.check(&volume)
        volume.useOwnBlocks()
        let walk = HFSWalk(entries, attributes, &volume)
        let rootName: [UInt8]? = entries.first { $0.parent == 1 && $0.isFolder }.map(\.shownName)
        let root = rootName ?? []
        label = volume.header.isPlus ? DisplayName(utf16BigEndian: root) : DisplayName(utf8: root)
        isCaseSensitive = catalog.isCaseSensitive
        compressed = walk.compressed
        header = volume.header
        alternate = volume.alternate
        isReadByCopy = volume.damagedHeader
        headerOffset = volume.window.placed(HFSHeader.offset)
        isWrapped = wrapper != nil
        (files, folders) = (walk.files, walk.folders)
        (rootFiles, rootFolders) = (walk.rootFiles, walk.rootFolders)
        highestID = walk.highestID
        freeBlocks = bitmap?.free
        let free = bitmap?.usedThoughFree(volume.uses)
        usedThoughFree = free
        usedByNothing = bitmap?.usedByNothing(volume.uses, free?.count ?? 0)
        faults = volume.faults + (wrapper?.faults ?? [])
        gaps = volume.gaps + (wrapper?.gaps ?? [])
        tree = walk.tree
        let end = volume.window.size
        alternatePlace = volume.window.place(
            end - min(end, HFSHeader.offset), 512, field: "alternate header")
        let (name, kind) = (header.name, volume.tree.name)
        var own = volume.claims + walk.claims
        own.append(
            volume.window.claim(.descriptor, 0, HFSHeader.offset, "boot blocks of \(kind)"))
        own.append(
            Claim(.descriptor, offset: volume.window.placed(HFSHeader.offset), length: 512, "\(kind) \(name)")
        )
        if let alternate {
            own.append(
                Claim(.descriptor, offset: alternate.offset, length: 1_024, "\(kind) \(alternate.name)"))
        }
        if let wrapper {
            own += wrapper.claims
            own += wrapper.tree.extents.map {
                Claim(
                    .file, offset: $0.offset, length: $0.length, slack: UInt64($0.slack),
                    "file of the HFS wrapper")
            }
        }
        // What lies in the system area beside ISO 9660 is owned as that.
        let area = volume.isHybrid ? 16 * UInt64.sector : 0
        claims = own.filter { $0.offset >= area }
    }
}
