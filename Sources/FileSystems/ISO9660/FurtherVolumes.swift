public import Bytes
public import DiscModel
public import Sectors

/// Reads volumes that stand beside the one of sector 16: older and later sessions, the second reading of the same files
/// that a partition offset needs, or an image inside the image. They are found by their descriptors, in bytes that
/// nothing else owns; what they own is claimed, so that it is not taken for hidden.
public enum FurtherVolumes {
    /// Sessions of a medium are at most 99; and what is read of all together is bounded.
    private static let limit = 99
    private static let recordLimit = 1_000_000
    private static let directoryLimit = 256 << 20

    /// - Parameter sectors: where descriptors were seen, as byte offsets in ascending order.
    public static func read(
        _ volume: Volume, descriptorsAt sectors: [UInt64], after disc: DiscBuilder, limits: Limits
    ) -> FurtherVolumesFacts? {
        var found: [FurtherVolume] = []
        let known = Set(disc.trees.lazy.filter(\.ownsExtents).flatMap { $0.extents.map(\.offset) })
        var left = limits.fitted(to: volume)
        left.records = min(left.records, recordLimit)
        left.directoryBytes = min(left.directoryBytes, directoryLimit)
        var gaps: [Gap] = []
        var last: UInt64?
        for sector in sectors {
            // A set is a run of neighbours; only its first sector starts a volume.
            defer { last = sector }
            guard last.map({ $0 + 2048 != sector }) ?? true, sector % 2048 == 0, sector >= 16 * 2048,
                sector != volume.startOffset.adding(16 * 2048), gaps.isEmpty
            else { continue }
            guard found.count < limit, left.records > 0, left.directoryBytes > 0 else {
                let place = Place(offset: sector, length: 2048, field: "pvd")
                let why = "too many or too large volumes before this one"
                gaps.append(Gap(.limit, .descriptor, at: place, why))
                continue
            }
            guard let further = readOne(volume, start: sector / 2048 - 16, known, &left) else { continue }
            found.append(further)
        }
        return found.isEmpty ? nil : FurtherVolumesFacts(volumes: found, gaps: gaps)
    }

    private static func readOne(
        _ volume: Volume, start: UInt64, _ known: Set<UInt64>, _ left: inout Limits
    ) -> FurtherVolume? {
        var ignored: [Gap] = []
        let window = volume.from(sector: start)
        let descriptors = ISO9660.readDescriptors(window, left, &ignored)
        guard let primary = descriptors.first(where: { $0.kind == .primary }) else { return nil }
        let inWindow = rootStands(primary, in: window)
        let inImage = !inWindow && rootStands(primary, in: volume)
        let base = inWindow ? start * 2048 : 0
        var trees: [ISOTree] = []
        if inWindow || inImage {
            let seen = inWindow ? window : volume
            trees = ISO9660.readTrees(descriptors, seen, &left, &ignored)
        }
        var files: [Claim] = []
        for tree in trees { files += claims(tree) }
        let shared = files.count { known.contains($0.offset.adding(base)) }
        let behind = Record([])
        let structures = ISOClaims.all([], behind, trees) + files
        let sets = descriptors.map {
            Claim(.descriptor, offset: $0.offset.adding(start * 2048), length: 2048, $0.name)
        }
        return FurtherVolume(
            start: start, primary: primary, reading: inWindow ? .ownStart : inImage ? .image : .none,
            files: files.count,
            sharedFiles: shared,
            claims: (sets + structures.map { $0.moved(by: base) }).map { $0.said(of: start) })
    }

    /// Whether the root directory is where the descriptor says: its first record names itself (ECMA-119, 6.8.2.2).
    private static func rootStands(_ primary: VolumeDescriptor, in volume: Volume) -> Bool {
        var ignored: [Gap] = []
        let block = UInt64(primary.logicalBlockSize.read)
        let offset = primary.rootRecord.dataOffset(
            blockSize: [512, 1024, 2048].contains(block) ? block : 2048)
        let head = volume.part(offset, 34, for: .directory, Place(offset: offset), gaps: &ignored)
        let record = DirectoryRecord(head)
        return record.length >= 34 && record.isSelf && record.isDirectory
            && record.extent.read == primary.rootRecord.extent.read
    }

    /// The files of one tree as claims.
    private static func claims(_ tree: ISOTree) -> [Claim] {
        guard let view = TreeViews.all(of: tree).first else { return [] }
        var claims: [Claim] = []
        for index in view.nodes.indices where view.nodes[index].kind != .directory {
            for extent in view.extents(of: view.nodes[index]) {
                claims.append(
                    Claim(
                        .file, offset: extent.offset, length: extent.length, slack: UInt64(extent.slack),
                        "file \(view.path(of: index).escaped)"))
            }
        }
        return claims
    }
}

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
    public let start: UInt64
    /// Its primary descriptor; offsets in it are counted from `start`.
    public let primary: VolumeDescriptor
    public let reading: Reading
    /// Extents of its files in all trees, and how many of them the volume of sector 16 has as well.
    public let files: Int
    public let sharedFiles: Int
    public let claims: [Claim]

    public var place: Place {
        Place(offset: (start + 16) * LBA.sectorSize, length: LBA.sectorSize, field: "pvd")
    }
}

public struct FurtherVolumesFacts: Facts {
    public let volumes: [FurtherVolume]
    public let gaps: [Gap]
    public var claims: [Claim] { volumes.flatMap(\.claims) }
}

extension Claim {
    fileprivate func moved(by bytes: UInt64) -> Claim {
        Claim(kind, offset: offset.adding(bytes), length: length, slack: slack, label)
    }

    fileprivate func said(of start: UInt64) -> Claim {
        Claim(kind, offset: offset, length: length, slack: slack, "\(label) of the volume at LBA \(start)")
    }
}
