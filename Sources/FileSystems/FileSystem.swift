public import Bytes
public import DiscModel
public import Sectors

/// A reader of one kind of structure on a volume. It never judges and never throws on content: what it could not see
/// becomes a gap.
public protocol FileSystem: Sendable {
    /// Reads what is there; nil when the volume carries no such structure.
    ///
    /// - Parameter disc: what the readers before this one learnt.
    static func read(_ volume: Volume, after disc: DiscBuilder, limits: Limits) -> (any Facts)?
}

/// The explicit list of readers, in the order in which they run.
public enum FileSystems {
    public static let readers: [any FileSystem.Type] = [
        SystemArea.self,
        ISO9660.self,
        ElTorito.self,
    ]
}
