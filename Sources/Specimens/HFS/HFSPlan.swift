/// What a forged volume of HFS, HFS+ or HFSX is to hold.
public struct HFSPlan: Sendable {
    public enum Kind: Sendable { case classic, plus, hfsx }

    /// How macOS compressed a file.
    public struct Packed: Sendable {
        /// 3 is zlib in the attribute, 4 in the resource fork.
        public var kind: UInt32
        /// Bytes that it unpacks to.
        public var size: UInt64
        public var bytes: [UInt8]

        public init(_ kind: UInt32, size: UInt64, _ bytes: [UInt8] = []) {
            (self.kind, self.size, self.bytes) = (kind, size, bytes)
        }
    }

    public struct File: Sendable {
        public var name: String
        public var bytes: [UInt8]
        public var resources: [UInt8]
        /// Extents of its data; those from the ninth on (of HFS: from the fourth) stand in the overflow file.
        public var extents: Int
        /// Further names in the same folder, for HFS+.
        public var otherNames: [String] = []
        public var packed: Packed?
        /// An extended attribute in blocks of its own.
        public var attribute: [UInt8] = []
        public var attributeExtents = 1
        /// Whether a record leads from its number to its name.
        public var isThreaded = true
        /// The field that has the number of names.
        var special: UInt32 = 1

        public init(_ name: String, _ bytes: [UInt8], resources: [UInt8] = [], extents: Int = 1) {
            (self.name, self.bytes, self.resources, self.extents) = (name, bytes, resources, extents)
        }
    }

    static let journalInformation = ".journal_info_block"

    public var kind = Kind.plus
    public var blockSize = 1_024
    /// Bytes of a node; those of HFS have 512.
    public var nodeSize = 1_024
    public var blocks = 96
    public var isJournaled = false
    /// In the root.
    public var files = [
        File("readme.txt", Array("Read this first.\n".utf8)),
        File("tune", Array(repeating: 7, count: 1_500), resources: Array(repeating: 9, count: 300)),
    ]
    /// In the folder "docs".
    public var inFolder = [File("manual.txt", Array(repeating: 0x6D, count: 3_000))]
    /// Numbers that lead to a name that is not there.
    public var strayThreads: [UInt32] = []
    /// The volume that a wrapper of HFS holds.
    public var embedded: [HFSPlan] = []

    public init() {}
}
