import Bytes

/// What UDF volume to build (ECMA-167 3rd edition, OSTA UDF 1.02 to 2.60). Every combination gives a conforming image.
public struct UDFPlan: Sendable {
    /// What the blocks of files are counted in.
    public enum Partition: Sendable, Equatable {
        /// One partition, and nothing between its blocks and those of the disc.
        case plain
        /// A table at the end of the disc says where each entry lies (UDF 2.2.8, 2.2.11): a disc written once, and still open.
        case virtual
        /// Defective packets are exchanged by two tables (UDF 2.2.9, 2.2.12).
        case sparable
        /// Entries and directories lie in a file of their own, and once more in its mirror (UDF 2.50, 2.2.10, 2.2.13). The
        /// mirror has blocks of its own, or shares those of the main file.
        case metadata(mirrorIsCopy: Bool)
    }

    /// How an entry says where its data lie (ECMA-167 4/14.14).
    public enum Descriptors: Sendable {
        /// In the partition of the entry; in partitions whose entries lie apart from the data, long ones take their place.
        case short
        /// In any partition.
        case long
        /// In the entry itself, as far as they fit; short ones otherwise.
        case embedded
    }

    /// In which trees of a bridge a file is shown.
    public enum Trees: Sendable { case both, udf, iso9660 }

    /// Revision of the standard, as it is recorded: 0x0201. Raised to what the rest of the plan needs.
    public var revision: UInt16 = 0x0201

    /// 512, 1024, 2048 or 4096. A bridge always has blocks of 2048.
    public var blockSize: Int = .sector

    /// Identifier of the volume.
    public var label = "SPECIMEN"

    /// The serial number in every tag (ECMA-167 3/7.2.5).
    public var serial: UInt16 = 1

    /// What the blocks of files are counted in.
    public var partition = Partition.plain

    /// The first packet with data of a sparable partition is defective; what belongs there lies in a spare one.
    public var remapped = false

    /// 4: an entry stands alone; 4096: the end of its chain follows (ECMA-167 4/14.6.2, UDF 6.6).
    public var strategy: UInt16 = 4

    /// Whether entries are extended ones. If not given, they are from revision 2.00 on.
    public var extended: Bool?

    /// How files and directories say where their data lie.
    public var descriptors = Descriptors.short

    /// The partition can be written, and a bitmap tells which of its blocks are free. A sparable one always has it, a virtual
    /// one never.
    public var bitmap = false

    /// An ISO 9660 image with Joliet shows the same files in the same blocks.
    public var bridge = false

    /// The files and directories.
    public var files = File.defaults

    /// The default plan.
    public init() {}

    /// One file or directory.
    public struct File: Sendable {
        /// What a path leads to.
        public enum Contents: Sendable {
            /// A directory; one is needed only for an empty directory, as paths imply the others.
            case directory
            case bytes([UInt8])
            /// A symbolic link.
            case link(String)
            /// One more name for the file at a path.
            case hardLink(String)
            /// The entry of a file that was deleted: nothing but its name is left.
            case deleted
        }

        /// Where it lies: `/docs/manual.txt`. In the ISO 9660 tree of a bridge the path is in upper case.
        public var path: String

        /// What the path leads to.
        public var contents: Contents

        /// How the entry says where the data lie, if not as the plan says.
        public var descriptors: Descriptors?

        /// In how many extents the data lie, at most one for a block; up to 16. The last comes first on the disc.
        public var extents = 1

        /// How many blocks with further descriptors the entry leads to, one by the other (ECMA-167 4/14.5).
        public var chain = 0

        /// Blocks of zeros in front of the contents, for which nothing is recorded (ECMA-167 4/14.14.1.1, type 2).
        public var hole = 0

        /// Blocks behind the contents that are set aside, but not recorded (type 1).
        public var tail = 0

        /// A named stream (UDF 3.3.5). Needs revision 2.00.
        public var stream: (name: String, contents: [UInt8])?

        /// The entry carries an extended attribute (ECMA-167 4/14.10, UDF 3.3.4).
        public var attributes = false

        /// With strategy 4096: an empty entry was recorded first, and leads to this one.
        public var superseded = false

        /// Which trees of a bridge show it.
        public var trees = Trees.both

        /// A file or directory at `path`.
        public init(_ path: String, _ contents: Contents, _ change: (inout Self) -> Void = { _ in }) {
            self.path = path
            self.contents = contents
            change(&self)
        }
    }
}

// MARK: What the plan comes to

extension UDFPlan {
    /// The plan as it is forged.
    var settled: UDFPlan {
        var plan = self
        if bridge { plan.blockSize = .sector }
        if bridge || partition != .sparable { plan.remapped = false }
        plan.bitmap = partition == .sparable || bitmap && partition != .virtual
        let least: UInt16 =
            switch partition {
            case .metadata: 0x0250
            case .virtual, .sparable: 0x0150
            case .plain: 0x0102
            }
        plan.revision = max(revision, files.contains { $0.stream != nil } ? max(least, 0x0200) : least)
        if files.contains(where: { $0.stream != nil }) { plan.extended = true }
        return plan
    }

    /// Whether entries are extended ones, which NSR02 does not know.
    var recordsExtended: Bool { extended ?? (revision >= 0x0200) }

    /// Whether entries lie in another partition than data.
    var hasSeparateEntries: Bool {
        switch partition {
        case .plain, .sparable: false
        case .virtual, .metadata: true
        }
    }

    /// Partition type 2 "Metadata".
    var hasMetadata: Bool {
        if case .metadata = partition { true } else { false }
    }

    /// Blocks from the start of an entry to the end of its extent.
    var entryBlocks: Int { strategy == 4_096 ? 2 : 1 }
}

extension UDFPlan.File {
    /// The small tree that every specimen has unless the plan says otherwise.
    public static let defaults = [
        Self("/readme.txt", .bytes(Array("This disc is a specimen of isocheck.\n".utf8))),
        Self("/docs/manual.txt", .bytes(manual)),
        Self("/docs/empty.dat", .bytes([])),
        Self("/emptydir", .directory),
    ]

    /// Numbered lines of text, 5,000 bytes.
    private static let manual = Array(
        (1...200).lazy.flatMap { Array("Line \($0) of a specimen of isocheck.\n".utf8) }.prefix(5_000))
}
