import Bytes
public import DiscModel
public import FileSystems
public import Readers

/// Reads volumes that stand beside the one of sector 16: older and later sessions, the second reading of the same files
/// that a partition offset needs, or an image inside the image. They are found by their descriptors, in bytes that
/// nothing else owns; what they own is claimed, so that it is not taken for hidden.
public struct FurtherVolumes: LastReader {
    public static let needs: [any Facts.Type] = [UnclaimedBytesFacts.self, ISO9660Facts.self]
    public static let scope = Scope.unclaimed

    /// Sessions of a medium are at most 99; and what is read of all together is bounded.
    private static let limit = 99
    private static let recordLimit = 1_000_000
    private static let directoryLimit = 256 << 20
    /// A descriptor set begins sixteen sectors behind the start of its volume (ECMA-119, 6.2.1).
    private static let descriptors: UInt64 = 16 * .sector

    public init() {}

    public func read(_ context: DiscContext) -> FurtherVolumesFacts? {
        let disc = context.disc
        let sets = Self.sets(of: disc)
        guard !sets.isEmpty else { return nil }
        let image = Window(.volume, on: context.volume)
        let known = Set(disc.trees.lazy.filter(\.ownsExtents).flatMap { $0.extents.map(\.offset) })
        var left = context.limits.fitted(to: image)
        left.records = min(left.records, Self.recordLimit)
        left.directoryBytes = min(left.directoryBytes, Self.directoryLimit)
        var volumes: [FurtherVolume] = []
        var nested: [NestedVolume] = []
        for set in sets {
            guard volumes.count < Self.limit, left.records > 0, left.directoryBytes > 0 else {
                let place = Place(offset: set, length: .sector, field: "pvd")
                let why = "too many or too large volumes before this one"
                return FurtherVolumesFacts(
                    volumes: volumes, nested: nested, gaps: [Gap(.limit, .descriptor, at: place, why)])
            }
            let found = Self.volume(at: set - Self.descriptors, context, known, left)
            if let volume = found.volume { volumes.append(volume) }
            if let inner = found.nested {
                nested.append(inner)
                if let iso = inner.disc.facts(ISO9660Facts.self) { left.take(iso) }
            }
        }
        return volumes.isEmpty ? nil : FurtherVolumesFacts(volumes: volumes, nested: nested, gaps: [])
    }

    /// Where descriptor sets begin in what nobody owns. A set is a run of neighbours, of which only the first starts a volume.
    private static func sets(of disc: Disc) -> [UInt64] {
        let seen = disc.facts(UnclaimedBytesFacts.self)?.sectors(marked: .volumeDescriptor) ?? []
        return zip([nil] + seen.map(Optional.some), seen).compactMap { last, sector in
            guard last.map({ $0 + .sector != sector }) ?? true, sector % .sector == 0,
                sector >= descriptors, sector != disc.startOffset.adding(descriptors)
            else { return nil }
            return sector
        }
    }

    /// The volume that starts at a byte: its blocks count from there, as those of a partition do, or else from the start
    /// of the image, as those of a session do.
    private static func volume(
        at start: UInt64, _ context: DiscContext, _ known: Set<UInt64>, _ limits: Limits
    ) -> (volume: FurtherVolume?, nested: NestedVolume?) {
        let own = Window(.volume, on: context.volume, from: start)
        let session = Window(.volume, on: context.volume, start: start)
        let set = ISO9660.descriptors(in: own, limits: limits)
        // A session whose primary descriptor was lost still has the others.
        guard let primary = set.first(where: { $0.kind == .primary }) ?? set.first(where: \.hasTree) else {
            return (nil, nil)
        }
        let reading: FurtherVolume.Reading =
            ISO9660.rootStands(primary, in: own)
            ? .ownStart : ISO9660.rootStands(primary, in: session) ? .image : .none
        let window = reading == .ownStart ? own : session
        let disc = reading == .none ? nil : context.structure(window, limits)
        let claims = set.map {
            Claim(.descriptor, offset: $0.offset.adding(start), length: .sector, $0.name)
        }
        let further = FurtherVolume(
            start: LBA(ofByte: start), primary: primary, reading: reading, descriptors: claims, volume: disc,
            sharing: known)
        let title = DisplayName("the volume at LBA \(start / .sector)")
        return (
            further,
            disc.map {
                NestedVolume(
                    window: InnerWindow(.volume, window.run, unit: .sector, title: title), disc: $0)
            }
        )
    }
}
