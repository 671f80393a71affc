public import Bytes
public import DiscModel

/// A volume beside the one of sector 16.
public struct FurtherVolume: Sendable {
    /// What its block numbers are counted from.
    public enum Reading: Sendable, Hashable {
        /// The start of the image, as sessions of a disc do.
        case image
        /// Its own start, as a partition or an image inside the image does.
        case ownStart
        /// Its root directory stands at neither place.
        case none
    }

    /// First sector; its descriptors begin 16 sectors later.
    public let start: LBA
    /// Its primary descriptor; offsets in it are counted from `start`.
    public let primary: VolumeDescriptor
    public let reading: Reading
    /// Extents of its files in all trees, and how many of them the volume of sector 16 has as well.
    public let files: Int
    public let sharedFiles: Int
    /// What was read of it; nil where its root directory stands nowhere.
    public let contents: Disc?
    /// What it owns, with the volume named.
    public let claims: [Claim]

    /// - Parameters:
    ///   - volume: what was read of it; nil where its root directory stands nowhere.
    ///   - known: where the files of the volume of sector 16 begin.
    public init(
        start: LBA, primary: VolumeDescriptor, reading: Reading, descriptors: [Claim], volume: Disc?,
        sharing known: Set<UInt64>
    ) {
        self.start = start
        self.primary = primary
        self.reading = reading
        contents = volume
        let trees = volume?.trees.filter(\.ownsExtents) ?? []
        let files = trees.flatMap(Self.claims)
        // Trees of one volume have the same files.
        let extents = Set(files.map { DiscMap.Run(offset: $0.offset, length: $0.length) })
        self.files = extents.count
        sharedFiles = extents.count { known.contains($0.offset) }
        let structures = volume?.facts(ISO9660Facts.self)?.claims ?? []
        claims = (descriptors + structures.filter { $0.kind != .descriptor } + files).map {
            $0.moved { "\($0) of the volume at LBA \(start)" }
        }
    }

    /// The files of one tree as claims.
    private static func claims(_ tree: FileTree) -> [Claim] {
        var claims: [Claim] = []
        for index in tree.nodes.indices where tree.nodes[index].kind != .directory {
            for extent in tree.extents(of: tree.nodes[index]) {
                claims.append(
                    Claim(
                        .file, offset: extent.offset, length: extent.length, slack: UInt64(extent.slack),
                        "file \(tree.path(of: index).escaped)"))
            }
        }
        return claims
    }

    public var place: Place {
        Place(offset: (start + 16).offset, length: .sector, field: "pvd")
    }
}

/// The volumes beside the first.
public struct FurtherVolumesFacts: Facts {
    public let volumes: [FurtherVolume]
    /// The same in full, but for those without a root directory.
    public let nested: [NestedVolume]
    public let gaps: [Gap]
    public var claims: [Claim] { volumes.flatMap(\.claims) }

    public init(volumes: [FurtherVolume], nested: [NestedVolume], gaps: [Gap]) {
        self.volumes = volumes
        self.nested = nested
        self.gaps = gaps
    }
}
