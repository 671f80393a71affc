public import DiscModel

/// What is wrong with the chain of clusters of a file or directory, as it was found: never judged.
public struct FATFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The chain ends, or leads to a free cluster, before all bytes of the file have one.
        case cut(held: UInt64)
        /// The chain goes on behind the last byte of the file.
        case long
        /// A cluster that belongs to another file as well, by its path.
        case shared(with: DisplayName)
        /// The chain leads back into itself.
        case loop
        /// The chain leads to a number that no cluster has.
        case nowhere(UInt32)
        /// The first cluster lies behind the end of the file system, or is 0 or 1 although there are bytes.
        case noStart(UInt32)
        /// Its clusters lie behind the end of the image.
        case behindEnd
    }

    public let kind: Kind
    /// The node of the tree.
    public let node: Int
    /// The cluster at which it was found.
    public let cluster: UInt32
    /// The directory entry.
    public let place: Place
}

extension FATFault.Kind {
    /// What is wrong, as a clause.
    public var inWords: String {
        switch self {
        case .cut(let held): "its chain of clusters ends after \(held) bytes"
        case .long: "its chain of clusters is longer than the file"
        case .shared(let other): "it shares clusters with \(other.escaped)"
        case .loop: "its chain of clusters leads back into itself"
        case .nowhere(let number): "its chain leads to cluster \(number), which does not exist"
        case .noStart(let number): "it begins at cluster \(number), which does not exist"
        case .behindEnd: "it lies behind the end of what holds it"
        }
    }
}
