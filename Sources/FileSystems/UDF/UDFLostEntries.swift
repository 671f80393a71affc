public import Bytes
public import DiscModel
public import Readers

/// A file or directory of a UDF volume to which no name leads, by its entry.
public struct UDFLostEntry: Sendable {
    /// Where its entry stands, and the bytes of its block.
    public let offset, length: UInt64
    public let isDirectory: Bool
    /// A directory with what lies below it as the root; of a file a root that holds it alone, under a name that says where it stands.
    public let tree: FileTree
    /// Its entries and directories, by words of the reader.
    public let claims: [Claim]
    /// Where the entries of all that lies in it stand.
    public let entries: [UInt64]
}

/// Reads entries to which no name leads: a tag with its sum, its CRC and its own place does not come by chance (ECMA-167, 4/7.2).
public struct UDFLostEntries {
    private let volume: UDFVolume
    private var limits: Limits
    /// Where the entries stand to which something leads.
    private let known: Set<UInt64>

    /// nil where such entries are none: on a disc that was written packet by packet they are the older states of files.
    public init?(in window: Window, besides facts: UDFFacts, limits: Limits) {
        var volume = UDFVolume(window, limits)
        guard volume.find() else { return nil }
        volume.readSequences()
        volume.readPartitions()
        let isVirtual = volume.maps.contains { $0.kind == .virtual }
        guard !isVirtual, !volume.space.parts.isEmpty else { return nil }
        let deleted = facts.deleted.compactMap { $0.file?.block }.map {
            window.placed(volume.blocks.offset($0))
        }
        known = Set(facts.entries.map(\.offset) + deleted)
        self.volume = volume
        self.limits = limits.fitted(to: window)
    }

    public var blockSize: UInt64 { volume.blocks.size }
    /// Whether no more entries are read.
    public var isExhausted: Bool { limits.records <= 0 || limits.directoryBytes <= 0 }

    /// What stands in the block at a byte; nil where that is no entry of a file or directory, or one to which a name leads.
    public mutating func entry(at offset: UInt64) -> UDFLostEntry? {
        guard offset % blockSize == 0, !known.contains(offset) else { return nil }
        var blocks = volume.blocks
        guard let address = address(of: offset / blockSize, &blocks),
            let record = blocks.block(offset / blockSize)
        else { return nil }
        let entry = UDFEntry(record, block: address.block, reference: address.reference)
        guard [4, 5, 6, 7, 9, 10, 12].contains(entry.fileType) else { return nil }
        var walk = UDFWalk(blocks, volume.space, limits)
        if entry.isDirectory {
            walk.run(from: address)
        } else {
            let name = DisplayName("file entry at LBA \(offset / .sector)").text
            let kind: FileTree.NodeKind =
                entry.fileType == 12 ? .symbolicLink : entry.fileType == 5 ? .file : .device
            let node = walk.tree.append(
                parent: 0,
                joinedName: name.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] },
                kind: kind, size: entry[UDFEntry.informationLength], record: 0)
            walk.tree.addDetails(UDFDetails.bytes(of: entry))
            _ = walk.note(entry, node, offset / blockSize)
            walk.addData(of: entry, node, isNew: true)
        }
        limits.records = min(limits.records - 1, walk.recordsLeft)
        limits.directoryBytes = min(limits.directoryBytes, max(0, walk.bytesLeft))
        return UDFLostEntry(
            offset: offset, length: blockSize, isDirectory: entry.isDirectory, tree: walk.tree,
            claims: walk.claims, entries: walk.entries.map(\.entry.offset))
    }

    /// The address that an entry in a block of the volume has by its own tag; nil where none stands.
    private func address(of block: UInt64, _ blocks: inout UDFBlocks) -> UDFAddress? {
        guard let head = blocks.descriptor(block), head.kind == .fileEntry || head.kind == .extendedFileEntry,
            head.sumHolds, head.crcHolds == true
        else { return nil }
        let location = head[UDFTag.location]
        let parts = volume.space.parts.indices.compactMap { UInt16(exactly: $0) }
        return parts.first { volume.space.runs(UInt64(location), 1, in: $0)?.first?.block == block }.map {
            UDFAddress(block: location, reference: $0)
        }
    }
}
