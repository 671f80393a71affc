public import Bytes
import Digests
public import DiscModel
import FileSystems

/// How the files of two images differ, whatever sectors they lie in: the answer for two builds of one release, where most
/// sectors differ although few files do.
public struct FileDifference: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed, changed, moved
        /// The same content with other dates, modes or owners.
        case metadata
        /// Content that could not be read on one side.
        case unknown
    }

    public struct Entry: Sendable {
        public let kind: Kind
        public let path: DisplayName
        /// Where a file that was moved stood before.
        public let from: DisplayName?
        /// Bytes before and after.
        public let oldSize: UInt64?
        public let newSize: UInt64?
        /// What is different about it, such as "date, mode".
        public let detail: String?
    }

    /// By kind, then by path.
    public private(set) var entries: [Entry] = []
    /// Files of equal name and content, and those of them that lie at another place on the disc.
    public private(set) var same: UInt64 = 0
    public private(set) var sameElsewhere: UInt64 = 0

    public func count(_ kind: Kind) -> Int { entries.count { $0.kind == kind } }

    /// Compares all files of two images.
    public init(
        _ old: Disc, _ oldData: any ByteSource, _ new: Disc, _ newData: any ByteSource
    ) {
        let before = Side(old, oldData)
        let after = Side(new, newData)
        var removed: [SidedFile] = []
        for file in before.files {
            guard let other = after.file(at: file.path.text) else {
                removed.append(file)
                continue
            }
            judge(file, before, other, after)
        }
        let added = after.files.filter { before.file(at: $0.path.text) == nil }
        pair(removed, before, added, after)
        entries.sort {
            let order = Kind.allCases
            let (left, right) = (order.firstIndex(of: $0.kind) ?? 0, order.firstIndex(of: $1.kind) ?? 0)
            return left != right ? left < right : $0.path.text < $1.path.text
        }
    }

    /// Two files of one name.
    private mutating func judge(_ old: SidedFile, _ before: Side, _ new: SidedFile, _ after: Side) {
        func add(_ kind: Kind, _ detail: String?) {
            entries.append(
                Entry(
                    kind: kind, path: new.path, from: nil, oldSize: old.size, newSize: new.size,
                    detail: detail))
        }
        guard old.kind == new.kind else { return add(.changed, "another kind of file") }
        guard old.size == new.size else { return add(.changed, nil) }
        if old.size > 0 {
            guard let mine = before.digest(of: old), let its = after.digest(of: new) else {
                return add(.unknown, "cannot be read")
            }
            if mine != its { return add(.changed, nil) }
        }
        let words = old.metadata.differences(from: new.metadata)
        if !words.isEmpty { return add(.metadata, words.joined(separator: ", ")) }
        same += 1
        if old.extents != new.extents { sameElsewhere += 1 }
    }

    /// Files that are gone and files that are new: those of equal content were moved.
    private mutating func pair(_ removed: [SidedFile], _ before: Side, _ added: [SidedFile], _ after: Side) {
        let sizes = Set(added.map(\.size))
        var gone: [Digest: [SidedFile]] = [:]
        for file in removed {
            if file.size > 0, sizes.contains(file.size), let digest = before.digest(of: file) {
                gone[digest, default: []].append(file)
            } else {
                entries.append(Self.removal(file))
            }
        }
        let oldSizes = Set(removed.map(\.size))
        for file in added {
            if file.size > 0, oldSizes.contains(file.size), let digest = after.digest(of: file),
                let source = gone[digest]?.popLast()
            {
                entries.append(
                    Entry(
                        kind: .moved, path: file.path, from: source.path, oldSize: source.size,
                        newSize: file.size, detail: nil))
            } else {
                entries.append(
                    Entry(
                        kind: .added, path: file.path, from: nil, oldSize: nil, newSize: file.size,
                        detail: nil))
            }
        }
        entries += gone.values.joined().map(Self.removal)
    }

    private static func removal(_ file: SidedFile) -> Entry {
        Entry(kind: .removed, path: file.path, from: nil, oldSize: file.size, newSize: nil, detail: nil)
    }
}

/// A file of one side.
private struct SidedFile {
    let path: DisplayName
    let kind: FileTree.NodeKind
    let size: UInt64
    let extents: [FileTree.Extent]
    let metadata: FileMetadata
}

/// The files of one image under the names of its richest tree.
private struct Side {
    let files: [SidedFile]
    private let byPath: [String: Int]
    private let data: any ByteSource

    init(_ disc: Disc, _ data: any ByteSource) {
        self.data = data
        let tree = disc.shownTree
        let records = tree.flatMap { disc.facts(ISO9660Facts.self)?.isoTree($0.kind.records) }
        let files = tree.map { Self.files(of: $0, records) } ?? []
        self.files = files
        byPath = Dictionary(files.indices.map { (files[$0].path.text, $0) }) { first, _ in first }
    }

    private static func files(of tree: FileTree, _ records: ISOTree?) -> [SidedFile] {
        tree.nodes.indices.dropFirst().map { index in
            let node = tree.nodes[index]
            return SidedFile(
                path: tree.path(of: index), kind: node.kind, size: node.size,
                extents: Array(tree.extents(of: node)),
                metadata: FileMetadata(
                    record: Int(node.record), in: records, isLinked: tree.kind.isSecondReading))
        }
    }

    func file(at path: String) -> SidedFile? { byPath[path].map { files[$0] } }

    /// SHA-256 of the content; nil when it cannot be read to its end.
    func digest(of file: SidedFile) -> Digest? {
        var running = RunningDigest(.sha256)
        for extent in file.extents {
            var at = extent.offset
            while at < extent.end {
                guard let bytes = try? data.bytes(at: at, count: Int(min(1 << 20, extent.end - at))),
                    !bytes.isEmpty
                else { return nil }
                running.update(bytes[...])
                at += UInt64(bytes.count)
            }
        }
        return running.digest()
    }
}

/// What a record says about a file besides its name and content. Numbers that change with every build, such as places and
/// serial numbers, are left out.
private struct FileMetadata {
    private var date: [UInt8] = []
    private var flags: UInt8 = 0
    private var mode: UInt32?
    private var owner: [UInt32] = []
    private var times: [UInt8] = []
    private var target: [UInt8]?

    init(record: Int, in tree: ISOTree?, isLinked: Bool) {
        guard let tree, tree.slots.indices.contains(record) else { return }
        let bytes = [UInt8](tree.bytes(ofRecord: record))
        if bytes.count > 25 {
            date = Array(bytes[18..<25])
            flags = bytes[25]
        }
        guard isLinked else { return }
        let entries = tree.entries(record)
        for entry in entries {
            switch entry.signature {
            case .px:
                let attributes = PosixAttributes(entry)
                mode = attributes.mode.read
                owner = [attributes.user.read, attributes.group.read]
            case .tf: times += entry.payload
            default: break
            }
        }
        target = RockRidge.target(in: entries)
    }

    func differences(from other: FileMetadata) -> [String] {
        [
            date != other.date ? "date" : nil, times != other.times ? "times" : nil,
            flags != other.flags ? "flags" : nil, mode != other.mode ? "mode" : nil,
            owner != other.owner ? "owner" : nil, target != other.target ? "link target" : nil,
        ].compactMap(\.self)
    }
}
