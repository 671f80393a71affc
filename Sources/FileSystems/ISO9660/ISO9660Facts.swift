public import Bytes
public import DiscModel

/// What the ISO 9660 reader learnt: the descriptor set and a tree for each descriptor that has one.
public struct ISO9660Facts: Facts {
    public let descriptors: [VolumeDescriptor]
    /// The sector behind the last descriptor read.
    public let behindDescriptors: Record
    public let isoTrees: [ISOTree]
    /// What is left of the first descriptor where the image ends in it; there are no others then, and no tree.
    public let stump: VolumeDescriptor?
    /// Bytes of the volume as the image has them.
    public let size: UInt64
    /// First byte of the window that it was read in. Descriptors and `isoTrees` count from there, as their block numbers do;
    /// what everybody reads, `trees`, `claims` and `gaps`, counts as the disc does.
    public private(set) var base: UInt64 = 0
    public private(set) var trees: [FileTree]
    public private(set) var claims: [Claim]
    public private(set) var gaps: [Gap]

    init(
        descriptors: [VolumeDescriptor], behindDescriptors: Record, isoTrees: [ISOTree], ownGaps: [Gap],
        size: UInt64, stump: VolumeDescriptor? = nil
    ) {
        self.descriptors = descriptors
        self.stump = stump
        self.behindDescriptors = behindDescriptors
        self.isoTrees = isoTrees
        self.size = size
        gaps = ownGaps + isoTrees.flatMap(\.gaps)
        trees = isoTrees.flatMap(TreeViews.all(of:))
        claims = ISOClaims.all(descriptors + [stump].compactMap(\.self), behindDescriptors, isoTrees)
    }

    /// The same facts of a window that begins at a byte of the disc.
    func moved(by bytes: UInt64) -> ISO9660Facts {
        guard bytes > 0 else { return self }
        var facts = self
        facts.base = bytes
        facts.trees = trees.map { $0.moved(by: bytes) }
        facts.claims = claims.map { $0.moved(by: bytes) }
        facts.gaps = gaps.map { $0.moved(by: bytes) }
        return facts
    }

    /// The first primary volume descriptor.
    public var primary: VolumeDescriptor? { descriptors.first { $0.kind == .primary } }

    public func isoTree(_ kind: TreeKind) -> ISOTree? { isoTrees.first { $0.kind == kind } }

    /// Bytes of the volume as the primary descriptor declares them.
    public var declaredSize: UInt64? {
        if let stump, stump.record.count >= VolumeDescriptor.volumeSpaceSize.range.upperBound {
            return UInt64(stump.volumeSpaceSize.read) * .sector
        }
        guard let tree = isoTree(.iso9660) else { return nil }
        return UInt64(tree.descriptor.volumeSpaceSize.read) * tree.blockSize
    }
}

/// The structures of an ISO 9660 volume as claims on the disc map.
enum ISOClaims {
    static func all(_ descriptors: [VolumeDescriptor], _ behind: Record, _ trees: [ISOTree]) -> [Claim] {
        var claims = descriptors.map { Claim(.descriptor, offset: $0.offset, length: .sector, $0.name) }
        // mkisofs and genisoimage leave their command line in the sector behind the set.
        if behind.has("MKI ", at: 0) {
            claims.append(
                Claim(.authoringNote, offset: behind.offset, length: .sector, "mkisofs version and options"))
        }
        // libarchive leaves the date, its version and its options there.
        if behind.has("INFO ", at: 0) {
            claims.append(
                Claim(
                    .authoringNote, offset: behind.offset, length: .sector, "libarchive version and options"))
        }
        for tree in trees { claims += all(tree) }
        return claims
    }

    private static func all(_ tree: ISOTree) -> [Claim] {
        let tail = " of the \(tree.kind.word) tree"
        var claims = tree.pathTables.map {
            Claim(
                .pathTable, offset: $0.record.offset, length: UInt64($0.recordedSize),
                roundedTo: tree.blockSize,
                $0.name + tail)
        }
        claims.reserveCapacity(tree.directories.count + 64)
        for index in tree.directories.indices {
            let directory = tree.directories[index]
            claims.append(
                Claim(
                    .directory, offset: directory.offset, length: UInt64(directory.recordedLength),
                    roundedTo: tree.blockSize, "directory \(tree.path(ofDirectory: index).escaped)\(tail)")
            )
        }
        claims += merged(tree.continuationAreas).map {
            let end = $0.offset.adding($0.length)
            return Claim(
                .continuation, offset: $0.offset, length: $0.length, slack: end.roundedUp(to: .sector) &- end,
                "continuation areas\(tail)")
        }
        if let array = ChecksumArray(tree)?.claim { claims.append(array) }
        for record in tree.extendedAttributes {
            claims.append(
                Claim(
                    .extendedAttributes, offset: record.record.offset,
                    length: UInt64(record.blocks) * tree.blockSize,
                    "extended attributes of \(tree.path(ofRecord: record.slot).escaped)\(tail)"))
        }
        return claims
    }

    /// Continuation areas as runs; the rest of the last sector of each run belongs to it as slack.
    private static func merged(_ areas: [(offset: UInt64, length: UInt64)]) -> [(
        offset: UInt64, length: UInt64
    )] {
        var runs: [(offset: UInt64, length: UInt64)] = []
        for area in areas.sorted(by: { $0.offset < $1.offset }) {
            if let last = runs.last, area.offset <= last.offset + last.length {
                runs[runs.count - 1].length = max(last.length, area.offset.adding(area.length) - last.offset)
            } else {
                runs.append(area)
            }
        }
        return runs
    }
}
