import Bytes
public import DiscModel

/// A directory or a file that no tree reaches: found by its own record in bytes that nobody owns.
public struct Orphan: Sendable {
    public enum Kind: Sendable, Hashable {
        /// A directory of ISO 9660, and an entry of UDF for a directory or for a file.
        case directory, udfDirectory, udfFile
    }

    public let kind: Kind
    /// The bytes of the directory or of the entry.
    public let run: DiscMap.Run
    /// What a path table still calls it.
    public let name: DisplayName?
    /// The directory in which it says that it lies, where a tree still has that.
    public let parent: DisplayName?
    /// Whether it says that it is the root of a tree: the descriptors that led to it were written over.
    public let isRoot: Bool
    /// What was read of it as a disc of its own, of which it is the root.
    public let contents: Disc

    /// Where it is, and what it was called: "DOCS at LBA 27".
    public var title: String {
        (name.map { "\($0.escaped) " } ?? "") + "at LBA \(run.offset / .sector)"
    }

    /// What stands before the paths of what is in it: "(orphaned, LBA 27)/DOCS".
    public var prefix: String {
        "(orphaned, LBA \(run.offset / .sector))" + (name.map { "/\($0.escaped)" } ?? "")
    }

    /// The files and directories in it, each once; the entry of a file is one of them.
    public var files: FileList { FileList(of: contents) }
}

/// What became of bytes that were a file's.
public enum Remains: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// All are still there, and nobody else's; or there are none.
    case whole
    /// A file of the image has the very same.
    case shared
    /// Something else owns some of them now.
    case overwritten
    /// Some lie behind the end of the image.
    case outside

    public static func < (left: Remains, right: Remains) -> Bool { left.rawValue < right.rawValue }
}

/// Everything that no tree reaches.
public struct OrphansFacts: Facts {
    /// By place.
    public let orphans: [Orphan]
    public let claims: [Claim]
    /// Whether more of them may be there than were looked at.
    public let isCut: Bool
    /// Extents of orphans and of deleted entries that are not whole.
    private let remains: [FileTree.Extent: Remains]

    init(orphans: [Orphan], claims: [Claim], isCut: Bool, remains: [FileTree.Extent: Remains]) {
        self.orphans = orphans
        self.claims = claims
        self.isCut = isCut
        self.remains = remains
    }

    /// What is left of a file, by the worst of its extents.
    public func remains(of extents: some Sequence<FileTree.Extent>) -> Remains {
        extents.lazy.compactMap { remains[$0] }.max() ?? .whole
    }
}
