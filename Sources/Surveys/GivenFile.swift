public import Bytes

/// A file that somebody named: a list of checksums, or one of dumps.
public struct GivenFile: Sendable {
    /// In its folder.
    public let name: String
    let folder: any Folder

    public init(_ name: String, in folder: any Folder) {
        self.name = name
        self.folder = folder
    }
}
