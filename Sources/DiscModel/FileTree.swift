import Bytes

/// The files of one tree as one operating system would see them, whatever the file system: flat arrays of numbers and
/// one arena of name bytes, so that a million files stay cheap. Paths are built only when somebody prints them.
public struct FileTree: Sendable {
    public enum Encoding: Sendable { case bytes, utf16BigEndian }

    public enum NodeKind: UInt8, Sendable, BitwiseCopyable {
        case directory, file, symbolicLink, device, associated
    }

    public struct Node: Sendable, BitwiseCopyable {
        /// Index of the directory that holds this node; the root is node 0 and its own parent.
        public let parent: Int32
        public let nameStart: UInt32
        public let nameLength: UInt16
        public let kind: NodeKind
        public let firstExtent: UInt32
        public let extentCount: UInt32
        /// Bytes as the directory tells; for compressed content, as stored.
        public let size: UInt64
        /// Index of the record that introduced the node, in the reader's own tables.
        public let record: Int32
    }

    /// A run of bytes that belongs to a file.
    public struct Extent: Sendable, Hashable, BitwiseCopyable {
        public let offset: UInt64
        public let length: UInt64
        /// Unused bytes behind it, up to the end of its block.
        public let slack: UInt32

        public init(offset: UInt64, length: UInt64, slack: UInt32) {
            self.offset = offset
            self.length = length
            self.slack = slack
        }

        public var end: UInt64 { offset.adding(length) }
    }

    public let kind: TreeKind
    public let encoding: Encoding
    /// Whether the tree owns its extents; a second reading of the same records (Rock Ridge) does not.
    public let ownsExtents: Bool
    public private(set) var nodes: [Node] = []
    public private(set) var extents: [Extent] = []
    private var names: [UInt8] = []

    public init(kind: TreeKind, encoding: Encoding, ownsExtents: Bool, capacity: Int = 0) {
        self.kind = kind
        self.encoding = encoding
        self.ownsExtents = ownsExtents
        nodes.reserveCapacity(capacity + 1)
        extents.reserveCapacity(ownsExtents ? capacity : 0)
        names.reserveCapacity(capacity * 12)
        append(parent: 0, name: [], kind: .directory, size: 0, record: -1)
    }

    /// Adds a node; its extents are those appended by `addExtent` from now on.
    @discardableResult
    public mutating func append(
        parent: Int32, name: ArraySlice<UInt8>, kind: NodeKind, size: UInt64, record: Int32
    ) -> Int32 {
        let start = UInt32(clamping: names.count)
        names.append(contentsOf: name)
        nodes.append(
            Node(
                parent: parent, nameStart: start, nameLength: UInt16(clamping: name.count), kind: kind,
                firstExtent: UInt32(clamping: extents.count), extentCount: 0, size: size, record: record))
        return Int32(clamping: nodes.count - 1)
    }

    /// Adds an extent to the node appended last, whose size grows by `size`.
    public mutating func addExtent(_ extent: Extent, growingBy size: UInt64 = 0) {
        guard let last = nodes.last else { return }
        extents.append(extent)
        nodes[nodes.count - 1] = Node(
            parent: last.parent, nameStart: last.nameStart, nameLength: last.nameLength, kind: last.kind,
            firstExtent: last.firstExtent, extentCount: last.extentCount + 1,
            size: last.size.adding(size), record: last.record)
    }

    public func name(of node: Node) -> [UInt8] { [UInt8](nameBytes(of: node)) }

    /// The name without a copy of it.
    public func nameBytes(of node: Node) -> ArraySlice<UInt8> {
        let start = Int(node.nameStart)
        guard start + Int(node.nameLength) <= names.count else { return [] }
        return names[start..<start + Int(node.nameLength)]
    }

    /// The same bytes without a copy, for comparing many names.
    public func nameSlice(of node: Node) -> ArraySlice<UInt8> {
        let start = Int(node.nameStart)
        return names[min(start, names.count)..<min(names.count, start + Int(node.nameLength))]
    }

    public func extents(of node: Node) -> ArraySlice<Extent> {
        let first = Int(node.firstExtent)
        return extents[first..<min(extents.count, first + Int(node.extentCount))]
    }

    /// The path from the root, with "/" before each name. A chain of parents that loops is cut.
    public func path(of index: Int) -> DisplayName {
        var path = DisplayName.PathBuilder()
        var at = index
        while at > 0, at < nodes.count, !path.isFull {
            let bytes = name(of: nodes[at])
            path.prepend(encoding == .bytes ? DisplayName(utf8: bytes) : DisplayName(utf16BigEndian: bytes))
            at = Int(nodes[at].parent)
        }
        return path.finished
    }
}

/// The trees a disc can carry, in the words of the reports.
public enum TreeKind: String, Sendable, Hashable, CaseIterable {
    case iso9660, rockridge, joliet, enhanced, supplementary
}
