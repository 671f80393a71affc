/// What a file is for in an image that is made of several.
public enum SourceRole: Sendable, Hashable {
    /// Holds sectors, whether or not it describes them, too.
    case sectors
    /// Says where the sectors lie, and holds none.
    case descriptor
    /// Holds the sub-channels of sectors that lie in another file.
    case subchannels
    /// Holds the packs of CD-Text.
    case cdText
    /// The compressed file that the image was unpacked from. No sector of the map lies in it.
    case packed
}
