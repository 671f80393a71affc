import Bytes
public import DiscModel
public import Readers

/// Reads a volume of HFS (Inside Macintosh: Files, chapter 2), HFS+ or HFSX (TN1150): from the first byte of a disc, in a partition
/// that an Apple partition map names, as on hybrid discs, or in a wrapper of HFS.
public struct HFS: WindowReader {
    public static let needs: [any Facts.Type] = [ApplePartitionMapFacts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]

    public init() {}

    public func read(_ context: WindowContext) -> HFSFacts? {
        let window = context.window
        if let facts = Self.volume(window, context.limits) { return facts }
        let maps = context.known.facts(ApplePartitionMapFacts.self)?.maps ?? []
        var seen: Set<UInt64> = []
        var found: HFSFacts?
        for partition in maps.flatMap(\.entries) where partition.type.hasPrefix("Apple_HFS") {
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

    private static func volume(_ window: Window, _ limits: Limits) -> HFSFacts? {
        guard var volume = HFSVolume(window, limits) else { return nil }
        let facts = HFSFacts(&volume, wrapper: nil)
        guard let embedded = volume.header.embedded, embedded.length > 0 else { return facts }
        let run = window.inner(
            .volume, embedded.offset, embedded.length, unit: 512, title: DisplayName("HFS+"))
        guard let inside = window.window(run), var inner = HFSVolume(inside, limits), inner.header.isPlus
        else {
            return facts
        }
        return HFSFacts(&inner, wrapper: facts)
    }
}

/// What a volume of HFS or HFS+ says of itself.
public struct HFSFacts: Facts {
    public struct UsedThoughFree: Sendable {
        public let count: UInt64
        /// The first of the blocks, and the byte of the map that has its bit.
        public let block: UInt64
        public let byte: UInt64
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
    public let usedThoughFree: UsedThoughFree?
    public let faults: [HFSFault]
    public let tree: FileTree
    public let claims: [Claim]
    public let gaps: [Gap]
    /// The name of the volume as its root folder has it.
    public let label: DisplayName

    public var trees: [FileTree] { [tree] }

    init(_ volume: inout HFSVolume, wrapper: HFSFacts?) {
        volume.readOverflow()
        let entries = volume.readCatalog()
        let bitmap = HFSBitmap(&volume)
        for one in volume.header.unnamed where one.id != 6 {
            let place = volume.header.place(0, 512)
            let pieces = volume.pieces(of: one.fork, HFSForkID(file: one.id), place)
            volume.claim(.descriptor, pieces, "HFS+ \(one.name)")
        }
        let walk = HFSWalk(entries, &volume)
        let rootName: [UInt8]? = entries.first { $0.parent == 1 && $0.isFolder }.map(\.shownName)
        let root = rootName ?? []
        label = volume.header.isPlus ? DisplayName(utf16BigEndian: root) : DisplayName(utf8: root)
        header = volume.header
        alternate = volume.alternate
        isReadByCopy = volume.damagedHeader
        headerOffset = volume.window.placed(HFSHeader.offset)
        isWrapped = wrapper != nil
        (files, folders) = (walk.files, walk.folders)
        (rootFiles, rootFolders) = (walk.rootFiles, walk.rootFolders)
        highestID = walk.highestID
        freeBlocks = bitmap?.free
        usedThoughFree = bitmap?.usedThoughFree(volume.uses)
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
