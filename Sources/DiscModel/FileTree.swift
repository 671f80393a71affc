import Bytes

/// The files of one tree as one operating system would see them, whatever the file system: flat arrays of numbers and
/// one arena of name bytes, so that a million files stay cheap. Paths are built only when somebody prints them.
public struct FileTree: Sendable {
    public enum Encoding: Sendable { case bytes, utf16BigEndian }

    public enum NodeKind: UInt8, Sendable, BitwiseCopyable {
        case directory, file, symbolicLink, device, associated
    }

    public struct Node: Sendable, BitwiseCopyable {
        /// Bytes as the directory tells; for compressed content, as stored.
        public let size: UInt64
        /// Index of the directory that holds this node; the root is node 0 and its own parent.
        public let parent: Int32
        /// Index of the record that introduced the node, in the reader's own tables.
        public let record: Int32
        public let nameStart: UInt32
        public let firstExtent: UInt32
        public let extentCount: UInt32
        public let nameLength: UInt16
        public let kind: NodeKind
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

    /// Bytes of a file that are recorded nowhere and read as zeros.
    public struct Hole: Sendable, Hashable, Codable {
        /// Bytes of the file before it.
        public let position: UInt64
        public let length: UInt64
    }

    public let kind: TreeKind
    public let encoding: Encoding
    /// Whether the tree owns its extents; a second reading of the same records (Rock Ridge) does not.
    public let ownsExtents: Bool
    public private(set) var nodes: [Node] = []
    public private(set) var extents: [Extent] = []
    /// By node; most files have none.
    private var holes: [Int: [Hole]] = [:]
    private var packed: Set<Int> = []
    /// What the reader read, where nearly all names stand; shared with it, not copied.
    public let recorded: [UInt8]
    /// What entries say besides, as it is recorded: for each node as many bytes as for the others.
    private var details: [UInt8] = []
    private var detailLength = 0
    /// Names that stand nowhere as they are shown; numbered behind those recorded.
    private var joined: [UInt8] = []

    public init(
        kind: TreeKind, encoding: Encoding, ownsExtents: Bool, capacity: Int = 0, recorded: [UInt8] = []
    ) {
        self.kind = kind
        self.encoding = encoding
        self.ownsExtents = ownsExtents
        self.recorded = recorded
        nodes.reserveCapacity(capacity + 1)
        append(parent: 0, name: 0..<0, kind: .directory, size: 0, record: -1)
    }

    /// Adds a node; its extents are those appended by `addExtent` from now on.
    ///
    /// - Parameter name: where its name stands in what was recorded.
    @discardableResult
    public mutating func append(
        parent: Int32, name: Range<Int>, kind: NodeKind, size: UInt64, record: Int32
    ) -> Int32 {
        nodes.append(
            Node(
                size: size, parent: parent, record: record, nameStart: UInt32(clamping: name.lowerBound),
                firstExtent: UInt32(clamping: extents.count), extentCount: 0,
                nameLength: UInt16(clamping: name.count), kind: kind))
        return Int32(clamping: nodes.count - 1)
    }

    /// Adds a node with a name that had to be put together.
    @discardableResult
    public mutating func append(
        parent: Int32, joinedName: some Collection<UInt8>, kind: NodeKind, size: UInt64, record: Int32
    ) -> Int32 {
        let start = recorded.count + joined.count
        joined.append(contentsOf: joinedName)
        return append(
            parent: parent, name: start..<start + joinedName.count, kind: kind, size: size, record: record)
    }

    /// Adds an extent to the node appended last, whose size grows by `size`.
    public mutating func addExtent(_ extent: Extent, growingBy size: UInt64 = 0) {
        guard let last = nodes.last else { return }
        extents.append(extent)
        nodes[nodes.count - 1] = Node(
            size: last.size.adding(size), parent: last.parent, record: last.record,
            nameStart: last.nameStart, firstExtent: last.firstExtent, extentCount: last.extentCount + 1,
            nameLength: last.nameLength, kind: last.kind)
    }

    /// Keeps what its entry says of the node appended last, such as owner and times: as many bytes as of every other.
    public mutating func addDetails(_ bytes: some Collection<UInt8>) {
        if detailLength == 0 { detailLength = bytes.count }
        let start = (nodes.count - 1) * detailLength
        guard details.count <= start else { return }
        // Nodes of which nothing is known have zeros.
        details += repeatElement(0, count: start - details.count)
        details += bytes.prefix(detailLength)
        details += repeatElement(0, count: start + detailLength - details.count)
    }

    /// What the entry of a node says besides, in the bytes that its reader keeps; none where the tree's records are kept whole.
    public func details(of index: Int) -> ArraySlice<UInt8> {
        let start = index * detailLength
        return start + detailLength <= details.count ? details[start..<start + detailLength] : []
    }

    /// Adds a hole to the node appended last, behind `position` bytes of its content.
    public mutating func addHole(_ length: UInt64, at position: UInt64) {
        holes[nodes.count - 1, default: []].append(Hole(position: position, length: length))
    }

    /// Says of the node appended last that its content is stored packed, and not where its extents are.
    public mutating func markPacked() { packed.insert(nodes.count - 1) }

    /// Whether the content of a node is stored packed, so that what its extents hold is not what people read.
    public func isPacked(_ index: Int) -> Bool { packed.contains(index) }

    /// What a node reads as zeros although it is recorded nowhere, in order.
    public func holes(of index: Int) -> [Hole] { holes[index] ?? [] }

    /// Why a digest of the extents and holes of a file would not be that of its content, as a clause; nil where it is. Sizes are not
    /// asked where one may be that of what is unpacked (zisofs).
    public func obstacle(of index: Int) -> String? {
        if packed.contains(index) { return "it is stored compressed, and not unpacked" }
        guard [TreeKind.udf, .hfs, .hfsplus, .fat].contains(kind) else { return nil }
        let recorded = extents(of: nodes[index]).reduce(0 as UInt64) { $0.adding($1.length) }
        let length = holes(of: index).reduce(recorded) { $0.adding($1.length) }
        return length == nodes[index].size ? nil : "some of its bytes have no place in the volume"
    }

    /// The same tree where its places count from a later byte.
    public func moved(by bytes: UInt64) -> FileTree {
        var tree = self
        tree.extents = extents.map {
            Extent(offset: $0.offset.adding(bytes), length: $0.length, slack: $0.slack)
        }
        return tree
    }

    public func name(of node: Node) -> [UInt8] { [UInt8](nameBytes(of: node)) }

    /// The name without a copy of it.
    public func nameBytes(of node: Node) -> ArraySlice<UInt8> {
        let start = Int(node.nameStart)
        let end = start + Int(node.nameLength)
        if end <= recorded.count { return recorded[start..<end] }
        guard start >= recorded.count, end <= recorded.count + joined.count else { return [] }
        return joined[start - recorded.count..<end - recorded.count]
    }

    /// Where the name stands in `recorded`, if it does; for those who compare very many.
    @inline(__always)
    public func recordedName(of node: Node) -> Range<Int>? {
        let start = Int(node.nameStart)
        let end = start + Int(node.nameLength)
        return end <= recorded.count ? start..<end : nil
    }

    /// Where the data of a node begins.
    @inline(__always)
    public func firstExtent(of node: Node) -> Extent? {
        let first = Int(node.firstExtent)
        return node.extentCount > 0 && first < extents.count ? extents[first] : nil
    }

    public func extents(of node: Node) -> ArraySlice<Extent> {
        let first = Int(node.firstExtent)
        return extents[first..<min(extents.count, first + Int(node.extentCount))]
    }

    /// The name as it is recorded.
    public func displayName(of node: Node) -> DisplayName {
        let bytes = name(of: node)
        return encoding == .bytes ? DisplayName(utf8: bytes) : DisplayName(utf16BigEndian: bytes)
    }

    /// The path from the root, with "/" before each name. A chain of parents that loops is cut.
    public func path(of index: Int) -> DisplayName {
        var path = DisplayName.PathBuilder()
        var at = index
        while at > 0, at < nodes.count, !path.isFull {
            path.prepend(displayName(of: nodes[at]))
            at = Int(nodes[at].parent)
        }
        return path.finished
    }
}
