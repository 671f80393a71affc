/// Which bytes a survey looks at.
public enum Feed: Sendable, Codable {
    /// The user data of the volume: 2048 bytes a sector, by LBA, whatever surrounds them in the files.
    case data
    /// The bytes of the container's files one after another, as they are stored.
    case files
    /// What a container unpacks to, as it counts that itself; no survey looks at it, the container digests it.
    case payload
}
