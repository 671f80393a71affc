public import DiscModel

/// What does not agree in an HFS or HFS+ volume, as it was found on the way through it: never judged.
public struct HFSFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The header of a tree.
        case treeHeader, keyForm, depth, totalNodes, leafCount, freeNodes
        /// Nodes and their links.
        case nodeKind, nodeHeight, nodeOffsets, nodeLoop, nodeOutside, firstLeaf, lastLeaf, forwardLink
        case backLink, indexLink
        /// Nodes by the map of the tree.
        case usedNodeFree, nodeLeak, mapShort
        /// Keys, and what an index says of them.
        case keyLength, keyOrder, keyTwice, indexKey, indexKeyHides, leafNotIndexed
        /// Records of the catalog.
        case recordType, noRoot, noParent, idTwice, valence, noThread, threadDiffers, threadOrphan
        /// Names that lead to a file elsewhere.
        case linkLost, linkCount
        /// Extents of forks.
        case outsideVolume, outsideImage, forkSize, forkBlocks, overflowStart, overflowOrphan, overlap, shared
        /// Extended attributes.
        case attributeType, attributeOrphan
        /// The volume and what holds it.
        case volumeOutsideImage, volumeOutsideWrapper, wrapperOutside, wrapperUnguarded, wrapperEmpty
        case bitmapBehindBlocks, journalLost, journalOpen
    }

    public let kind: Kind
    public let place: Place
    /// What is recorded, and what the rest says.
    public let recorded: String
    public let found: String
}
