public import DiscModel

/// What does not agree in a UDF volume, as it was found on the way through it: never judged.
public struct UDFFault: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // The tag of a descriptor.
        case tagSum, tagCRC, tagLocation, tagVersion
        /// Where a descriptor ought to be stands another or none.
        case notThere
        // File entries.
        case strategy, fileType, entryLength, allocationKind, sizeMismatch, partialExtent, embeddedLength
        case blocksRecorded, objectSize, tail, outsidePartition, outsideImage, noPartition, extentChain
        case linkCount
        // Entries of directories.
        case directoryBroken, parentMissing, parentWrong, directoryBit, name, unsafeName, duplicateName
        case identifierUniqueID
        /// Version and bits of an entry of a directory.
        case identifierForm
        /// Times, and extended attributes.
        case timestamp, attributes
        case loop, twoParents
    }

    public let kind: Kind
    /// The node of the tree that it is about; 0 for none.
    public let node: Int
    public let place: Place
    /// What is recorded, and what the rest says.
    public let recorded: String
    public let found: String
}

/// Something that was deleted from a directory and can still be read.
public struct UDFDeleted: Sendable, Hashable {
    public let name: DisplayName
    /// The directory that held it.
    public let directory: Int
    public let place: Place
    /// Where its entry stands, as far as one does.
    public internal(set) var entry: UInt64?
    /// What its entry still leads to, where that belongs to nobody else.
    public internal(set) var file: File?

    public struct File: Sendable, Hashable {
        let block: UInt64
        public let size: UInt64
        /// Where its data begin; nil where it has none.
        public let offset: UInt64?
        /// Where they lie.
        public let extents: [FileTree.Extent]
    }
}
