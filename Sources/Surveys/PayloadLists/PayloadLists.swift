import Bytes
import ChecksumLists
import Checksums
public import DiscModel
import FileSystems
public import Readers

/// Reads the lists of checksums among the files of an image, and finds the files that they name.
public struct PayloadLists: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self, ElToritoFacts.self]
    public static let scope = Scope.lists
    public static let roles: Set<InnerWindow.Role> = [.disc]

    /// What lists may make us do: how many are read, their bytes together, their entries together.
    static let listLimit = 1_000
    static let byteLimit: UInt64 = 128 << 20
    static let entryLimit = 500_000
    /// What one list may.
    static let limits: ChecksumList.Limits = {
        var limits = ChecksumList.Limits()
        limits.bytes = 32 << 20
        limits.lines = entryLimit
        return limits
    }()
    /// Folders below the root in which lists are looked for.
    static let depth = 4

    public init() {}

    /// The lists of the richest tree; nil when there are none.
    public func read(_ context: WindowContext) -> PayloadListFacts? {
        let known = context.known
        guard let index = known.trees.shown else { return nil }
        let candidates = Self.candidates(in: known.trees[index])
        guard !candidates.isEmpty else { return nil }
        var reader = PayloadListReader(context.window, known, tree: index)
        for (node, name) in candidates { reader.read(node, name) }
        return reader.facts
    }

    private static func candidates(in tree: FileTree) -> [(node: Int, name: PayloadListName)] {
        var found: [(Int, PayloadListName)] = []
        for (index, node) in tree.nodes.enumerated() where node.kind == .file && node.size > 0 {
            guard let name = PayloadListName(plainName(of: node, in: tree)), isNearRoot(index, in: tree)
            else {
                continue
            }
            found.append((index, name))
        }
        return found
    }

    /// The name of a file without a version number.
    public static func plainName(of node: FileTree.Node, in tree: FileTree) -> String {
        let bytes = tree.name(of: node)
        let text =
            tree.encoding == .bytes ? DisplayName(utf8: bytes).text : DisplayName(utf16BigEndian: bytes).text
        return tree.kind.hasVersions ? text.withoutVersion : text
    }

    private static func isNearRoot(_ node: Int, in tree: FileTree) -> Bool {
        var at = Int(tree.nodes[node].parent)
        for _ in 0...depth {
            if at == 0 { return true }
            at = Int(tree.nodes[at].parent)
        }
        return false
    }
}

/// One reading of all lists.
private struct PayloadListReader {
    private let volume: Window
    private let treeIndex: Int
    private let tree: FileTree
    private var lookup: TreeLookup
    private let caveats: Caveats
    /// How files are stored that are stored compressed, by their record.
    private let packings: [Int32: BlockPacking]
    private var lists: [PayloadList] = []
    private var gaps: [Gap] = []
    private var listed: Set<Int> = []
    /// Directories of which a list claims to name every file.
    private var claimed: Set<Int> = []
    private var bytesRead: UInt64 = 0
    private var entries = 0
    private var isFull = false

    init(_ volume: Window, _ disc: DiscBuilder, tree index: Int) {
        self.volume = volume
        treeIndex = index
        tree = disc.trees[index]
        let isoTree = disc.facts(ISO9660Facts.self)?.isoTrees.first { $0.kind == .iso9660 }
        let records = tree.nodes.map(\.record)
        lookup = TreeLookup(tree) { node in
            guard let isoTree, isoTree.slots.indices.contains(Int(records[node])) else { return nil }
            return RockRidge.target(in: isoTree.entries(Int(records[node])))
        }
        caveats = Caveats(disc, tree)
        let packed = tree.kind.records == .iso9660 ? isoTree?.zisofsFiles ?? [] : []
        packings = Dictionary(
            packed.compactMap { file in file.packing.map { (Int32(clamping: file.slot), $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    var facts: PayloadListFacts? {
        guard !lists.isEmpty || !gaps.isEmpty else { return nil }
        return PayloadListFacts(lists: lists, unlisted: unlisted, tree: treeIndex, gaps: gaps)
    }

    // MARK: Reading

    mutating func read(_ node: Int, _ name: PayloadListName) {
        let path = tree.path(of: node)
        guard !isFull, lists.count < PayloadLists.listLimit, bytesRead < PayloadLists.byteLimit,
            entries < PayloadLists.entryLimit
        else {
            if !isFull {
                let place = Place(tree: tree.kind, path: path)
                gaps.append(Gap(.limit, .content, at: place, "more lists of checksums than are read"))
            }
            isFull = true
            return
        }
        guard let bytes = content(of: node, path) else { return }
        let list = ChecksumList.parse(
            bytes, named: PayloadLists.plainName(of: tree.nodes[node], in: tree), limits: PayloadLists.limits)
        if let list, !list.entries.isEmpty || list.problems.contains(where: \.what.isOfChecksum) {
            entries += list.entries.count
            add(list, node, name, path)
        } else if name == .tree {
            // A list that was overwritten is not the same as none. Prose may be called "checksums.txt".
            listed.insert(node)
            lists.append(PayloadList(path: path, format: .gnu, namesTree: false, isGarbled: true))
        }
    }

    private mutating func content(of node: Int, _ path: DisplayName) -> [UInt8]? {
        if let packing = packings[tree.nodes[node].record] { return unpacked(node, path, packing) }
        var bytes: [UInt8] = []
        var left = UInt64(PayloadLists.limits.bytes) + 1
        for extent in tree.extents(of: tree.nodes[node]) where left > 0 {
            let count = min(left, extent.length)
            let place = Place(offset: extent.offset, length: extent.length, tree: tree.kind, path: path)
            do throws(ReadFailure) {
                let part = try volume.bytes(at: extent.offset, count: Int(count))
                bytes += part
                // What lies behind the end of the image is a fault of its own; what is there is still a list.
                if UInt64(part.count) < count { break }
            } catch {
                gaps.append(Gap(.readFailed, .content, at: place, error.reason))
                return nil
            }
            left -= count
        }
        guard !bytes.isEmpty else {
            let place = Place(
                offset: tree.firstExtent(of: tree.nodes[node])?.offset, tree: tree.kind, path: path)
            gaps.append(Gap(.pastEnd, .content, at: place, "it lies behind the end of the image"))
            return nil
        }
        bytesRead += UInt64(bytes.count)
        return bytes
    }

    /// A list that is stored compressed.
    private mutating func unpacked(_ node: Int, _ path: DisplayName, _ packing: BlockPacking) -> [UInt8]? {
        let extents = tree.extents(of: tree.nodes[node])
        let volume = volume
        var bytes: [UInt8] = []
        let unpacker = BlockUnpacker(packing: packing, ranges: extents.map { $0.offset..<$0.end }) {
            (at, count) throws(ReadFailure) in try volume.bytes(at: at, count: count)
        }
        do throws(BlockUnpacker.Trouble) {
            try unpacker.unpack {
                bytes += $0
                return bytes.count <= PayloadLists.limits.bytes
            }
        } catch {
            let place = Place(offset: extents.first?.offset, tree: tree.kind, path: path)
            switch error {
            case .unread(let why): gaps.append(Gap(.readFailed, .content, at: place, why))
            case .damaged(let why):
                gaps.append(Gap(.malformed, .content, at: place, "it is stored compressed, and \(why)"))
            }
            return nil
        }
        bytesRead += UInt64(bytes.count)
        return bytes
    }

    // MARK: Lines

    private mutating func add(_ list: ChecksumList, _ node: Int, _ name: PayloadListName, _ path: DisplayName)
    {
        let directory = Int(tree.nodes[node].parent)
        let namesTree = (name == .tree || name == .general) && list.entries.count > 1
        var found = PayloadList(path: path, format: list.format, namesTree: namesTree, isGarbled: false)
        found.problems = list.problems
        listed.insert(node)
        if namesTree { claimed.insert(directory) }
        let names = Names(folder: folder(directory), isOfTreeInfo: name == .selection)
        for entry in list.entries {
            do throws(ChecksumList.Problem) {
                try add(entry, of: list, named: names, listNode: node, to: &found)
            } catch {
                found.problems.append(error)
            }
        }
        lists.append(found)
    }

    private mutating func add(
        _ entry: ChecksumList.Entry, of list: ChecksumList, named names: Names, listNode: Int,
        to found: inout PayloadList
    ) throws(ChecksumList.Problem) {
        switch try names.find(entry, of: list, in: &lookup) {
        case .file(let file):
            listed.insert(file)
            let request = DigestRequest(
                entry.algorithm, ofFile: tree.extents(of: tree.nodes[file]), holes: tree.holes(of: file),
                packing: packings[tree.nodes[file].record])
            found.statements.append(
                ChecksumStatement(
                    .payloadList, of: .file(tree: treeIndex, node: file), expected: entry.digest,
                    request: request, recorded: found.place(ofLine: entry.line),
                    caveat: file == listNode ? "a list cannot hold its own sum" : caveats.of(file)))
        case .absent: found.missing.append(missing(entry))
        case .unfollowed: found.unfollowed.append(missing(entry))
        }
    }

    private func missing(_ entry: ChecksumList.Entry) -> PayloadList.Missing {
        PayloadList.Missing(line: entry.line, name: DisplayName(utf8: entry.name))
    }

    /// The path of a directory in the bytes of a list.
    private func folder(_ directory: Int) -> [UInt8] {
        directory == 0 ? Array("/".utf8) : Array(tree.path(of: directory).text.utf8)
    }

    // MARK: What no list names

    private var unlisted: [Int] {
        guard !claimed.isEmpty else { return [] }
        var isClaimed = [Bool](repeating: false, count: tree.nodes.count)
        var files: [Int] = []
        for (index, node) in tree.nodes.enumerated() {
            // A directory stands behind its parent.
            isClaimed[index] = claimed.contains(index) || isClaimed[Int(node.parent)]
            guard node.kind == .file, isClaimed[index], !listed.contains(index), caveats.of(index) == nil,
                !isSignature(node)
            else { continue }
            files.append(index)
        }
        return files
    }

    private func isSignature(_ node: FileTree.Node) -> Bool {
        let name = PayloadLists.plainName(of: node, in: tree)
        guard let dot = name.lastIndex(of: "."),
            ["asc", "gpg", "sig", "sign"].contains(name[dot...].dropFirst().lowercased())
        else { return false }
        return PayloadListName(String(name[..<dot])) != nil
    }
}

/// What the names in one list mean.
private struct Names {
    /// The folder of the list.
    let folder: [UInt8]
    let isOfTreeInfo: Bool

    /// Names are relative to the folder of the list, or else to the root; lists made on Windows have backslashes.
    func find(
        _ entry: ChecksumList.Entry, of list: ChecksumList, in lookup: inout TreeLookup
    ) throws(ChecksumList.Problem) -> TreeLookup.Outcome {
        if entry.isNameless { return lookup.find(folder + [UInt8(ascii: "/")] + Self.subject(of: list)) }
        let path = try entry.path(from: folder)
        let first = lookup.find(path)
        guard first == .absent else { return first }
        if folder.count > 1, case .file(let node) = lookup.find(try entry.path(from: [UInt8(ascii: "/")])) {
            return .file(node)
        }
        if entry.name.contains(UInt8(ascii: "\\")) {
            let other = lookup.find(try entry.path(from: folder, backslashSeparates: true))
            if other != .absent { return other }
        }
        // Red Hat's composer sums the boot image that it makes of the tree, which cannot lie in itself.
        if isOfTreeInfo, entry.name.elementsEqual("images/boot.iso".utf8) { return .unfollowed }
        return lookup.canName(path) ? .absent : lookup.findMapped(path)
    }

    /// The file that a lone digest is of: the list's name without its ending.
    private static func subject(of list: ChecksumList) -> [UInt8] {
        guard let dot = list.name.lastIndex(of: ".") else { return [] }
        return Array(list.name[..<dot].utf8)
    }
}

/// The files of which a list can say nothing, and why.
private struct Caveats {
    private let byPlace: [UInt64: String]
    /// Records of files that are stored compressed in a way that makes no sense.
    private let unpackable: Set<Int32>
    private let tree: FileTree

    init(_ disc: DiscBuilder, _ tree: FileTree) {
        self.tree = tree
        var byPlace: [UInt64: String] = [:]
        let elTorito = disc.facts(ElToritoFacts.self)
        if let catalog = elTorito?.catalog, catalog.hasValidationEntry {
            byPlace[catalog.record.offset] = "the boot catalog is written after the files were summed"
        }
        for image in elTorito?.images ?? []
        where image.bootInfo?.vouches(forFileOf: image.fileLength) ?? false {
            byPlace[image.offset] =
                "a boot information table was written into it after it was summed; the table's own sum is right"
        }
        self.byPlace = byPlace
        let isoTree = disc.facts(ISO9660Facts.self)?.isoTrees.first { $0.kind == .iso9660 }
        let packed = tree.kind.records == .iso9660 ? isoTree?.zisofsFiles ?? [] : []
        unpackable = Set(packed.filter { $0.packing == nil }.map { Int32(clamping: $0.slot) })
    }

    func of(_ node: Int) -> String? {
        if unpackable.contains(tree.nodes[node].record) {
            return "it is stored compressed (zisofs) in a way that cannot be unpacked"
        }
        if let obstacle = tree.obstacle(of: node) { return obstacle }
        return tree.extents(of: tree.nodes[node]).first.flatMap { byPlace[$0.offset] }
    }
}

extension BootInfoTable {
    /// Whether length and sum are those of the file it stands in, so that nothing else of the file changed.
    fileprivate func vouches(forFileOf length: UInt64?) -> Bool {
        length == UInt64(imageLength) && measured == checksum
    }
}
