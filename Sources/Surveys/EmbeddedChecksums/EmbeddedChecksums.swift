public import FileSystems

/// Readers of checksums that programs leave in an image. They read what is recorded; the pass over the content computes
/// what it is compared with.
public enum EmbeddedChecksums {
    /// The explicit list, in the order in which they run, after the file systems.
    public static let readers: [any FileSystem.Type] = [
        IsoMD5Sum.self,
        TagMedia.self,
        Libisofs.self,
    ]
}
