import Bytes
public import DiscModel
public import Readers

/// Reads a UDF volume (ECMA-167; OSTA UDF 1.02 to 2.60): recognition sequence, anchors, volume descriptor sequences, partitions of
/// every kind, file set, and the files.
public struct UDF: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]

    public init() {}

    public func read(_ context: WindowContext) -> UDFFacts? {
        var volume = UDFVolume(context.window, context.limits)
        guard volume.find() else { return nil }
        volume.readSequences()
        volume.readPartitions()
        volume.readBitmap()
        volume.readIntegrity()
        volume.readFileSet()
        guard let root = volume.root else { return UDFFacts(volume, nil) }
        var walk = UDFWalk(volume.blocks, volume.space, context.limits)
        walk.run(from: root)
        if let streams = volume.streams { walk.addStreams(at: streams, of: 0) }
        var facts = UDFFacts(volume, walk)
        facts.history = UDFHistory(of: volume, context.limits)
        return facts
    }
}

/// What a UDF volume says of itself.
public struct UDFFacts: Facts {
    /// Bytes of a block.
    public let blockSize: UInt64
    /// Blocks of the window.
    public let blockCount: UInt64
    public let recognition: [UDFRecognition]
    /// The anchors that are there, by block.
    public let anchors: [UDFDescriptor]
    /// Main and reserve sequence of the anchor that counts.
    public let main: UDFSequence
    public let reserve: UDFSequence
    /// What the integrity extent holds, the last that counts at the end.
    public let integrity: [UDFDescriptor]
    public let fileSet: UDFDescriptor?
    public let maps: [UDFMap]
    public let sparingTables: [UDFDescriptor]
    /// The entries of all files and directories.
    public let entries: [UDFEntry]
    public let files: UInt64
    /// Names of files; a file may have several.
    public let names: UInt64
    public let directories: UInt64
    /// The highest unique number in use.
    public let highestUniqueID: UInt64
    public let faults: [UDFFault]
    public let deleted: [UDFDeleted]
    public let tree: FileTree
    public let claims: [Claim]
    public let gaps: [Gap]
    /// Where a structure ought to be and another or none stands.
    public let missing: [Place]
    public let bitmap: UDFBitmap?
    /// Blocks in use that the bitmap calls free: how many, and the first of them in the volume.
    public let usedThoughFree: (count: UInt64, first: UInt64)?
    public let mirrorDifference: Place?
    /// What is left of the states before the newest.
    public internal(set) var history = UDFHistory()
    /// What stands where the integrity descriptor ought to, and is none.
    public let notIntegrity: UDFDescriptor?

    public var trees: [FileTree] { [tree] }

    init(_ volume: UDFVolume, _ walk: UDFWalk?) {
        blockSize = volume.blocks.size
        blockCount = volume.blocks.count
        recognition = volume.recognition
        anchors = volume.anchors
        main = volume.main
        reserve = volume.reserve
        integrity = volume.integrity
        notIntegrity = volume.notIntegrity
        fileSet = volume.fileSet
        maps = volume.maps
        sparingTables = volume.sparingTables
        entries = walk?.entries.map(\.entry) ?? []
        files = walk?.files ?? 0
        names = walk?.names ?? 0
        directories = walk?.directories ?? 0
        highestUniqueID = walk?.highestUniqueID ?? 0
        faults = volume.faults + (walk?.faults ?? [])
        deleted = walk?.deleted ?? []
        tree = walk?.tree ?? FileTree(kind: .udf, encoding: .utf16BigEndian, ownsExtents: true)
        claims = volume.claims + (walk?.claims ?? [])
        gaps = volume.gaps + (walk?.gaps ?? [])
        missing = volume.missing
        bitmap = volume.bitmap
        mirrorDifference = volume.mirrorDifference
        let base = volume.blocks.window.placed(0)
        let used =
            claims.map { $0.offset..<$0.offset.adding($0.length) }
            + tree.extents.map { $0.offset..<$0.end }
        usedThoughFree = volume.bitmap.flatMap { bitmap in
            bitmap.usedThoughFree(
                used.filter { $0.lowerBound >= base }.map { $0.lowerBound - base..<$0.upperBound - base },
                blockSize: volume.blocks.size)
        }
    }

    /// The descriptor of a kind that counts: of the main sequence, or of the reserve where that lacks it.
    public func prevailing(_ kind: UDFKind) -> UDFDescriptor? {
        main.prevailing(kind) ?? reserve.prevailing(kind)
    }

    public var logicalVolume: UDFDescriptor? { prevailing(.logicalVolume) }

    /// The name of the volume.
    public var label: String {
        logicalVolume.map { UDFText(field: $0[UDFLogicalVolume.volumeIdentifier]).text } ?? ""
    }

    /// The revision as people write it, such as "2.01"; nil for none that is one.
    public var revision: String? {
        guard let number = logicalVolume?[UDFLogicalVolume.revision], number > 0 else { return nil }
        return Self.revision(number)
    }

    /// A revision in binary coded digits as people write it.
    public static func revision(_ number: UInt16) -> String {
        "\(number >> 8).\(UInt8(truncatingIfNeeded: number).hexadecimal(uppercase: true))"
    }
}
