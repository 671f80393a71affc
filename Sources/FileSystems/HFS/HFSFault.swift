public import DiscModel

/// What does not agree in an HFS or HFS+ volume, as it was found on the way through it: never judged.
public struct HFSFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The header of a tree, its nodes and their links.
        case treeHeader, nodeKind, nodeOffsets, nodeLoop, nodeOutside, backLink, lastLeaf, leafCount, keyOrder
        /// Records of the catalog.
        case recordType, noParent, idTwice, valence
        /// Extents of forks.
        case outsideVolume, outsideImage, forkSize
    }

    public let kind: Kind
    public let place: Place
    /// What is recorded, and what the rest says.
    public let recorded: String
    public let found: String
}
