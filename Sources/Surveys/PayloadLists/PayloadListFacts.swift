public import ChecksumLists
public import Checksums
public import DiscModel

/// The lists of checksums among the files of the image.
public struct PayloadListFacts: ChecksumFacts {
    public let lists: [PayloadList]
    /// Files below the folder of a list that names a whole tree, which no list names, by node; what a list cannot name
    /// (itself, its signature, the boot catalog) is not among them.
    public let unlisted: [Int]
    /// Index of the tree in which the lists and the files were looked up.
    public let tree: Int
    public let gaps: [Gap]

    public var statements: [ChecksumStatement] { lists.flatMap(\.statements) }
    /// Whether a list claims to name every file.
    public var claimsAll: Bool { lists.contains(where: \.namesTree) }
}

/// One list, and what became of its lines.
public struct PayloadList: Sendable {
    /// A line that names a file which is not in the tree.
    public struct Missing: Sendable, Hashable {
        public let line: Int
        /// As the list names it.
        public let name: DisplayName
    }

    /// Its path in the image.
    public let path: DisplayName
    public let format: ChecksumList.Format
    /// Whether it is a list of all files below its folder, as opposed to a choice of some.
    public let namesTree: Bool
    /// Whether its name says that it is a list of checksums, and no line of it is one.
    public let isGarbled: Bool
    /// The lines that name a file of the image, in their order.
    public internal(set) var statements: [ChecksumStatement] = []
    public internal(set) var missing: [Missing] = []
    /// Lines that cannot be followed, because of a link that leads out or a name that the tree cannot hold.
    public internal(set) var unfollowed: [Missing] = []
    /// Lines of which no sense could be made.
    public internal(set) var problems: [ChecksumList.Problem] = []

    /// Place of a line of the list.
    public func place(ofLine line: Int) -> Place { Place(path: path, field: "line \(line)") }
}
