import Bytes
import DiscModel
import Readers

/// Makes a tree of what the catalog holds.
struct HFSWalk {
    private(set) var tree: FileTree
    private(set) var files: UInt64 = 0
    private(set) var folders: UInt64 = 0
    private(set) var rootFiles: UInt64 = 0
    private(set) var rootFolders: UInt64 = 0
    private(set) var highestID: UInt32 = 0
    private(set) var compressed: [HFSFacts.CompressedFile] = []
    let entries: [HFSEntry]
    let attributes: HFSAttributes
    private var ids: Set<UInt32> = [Self.root]
    /// Names that lead to each file elsewhere.
    private(set) var names: [UInt32: UInt32] = [:]
    private(set) var hasLostName = false
    private var byParent: [UInt32: [Int]] = [:]
    /// The files that several names share, by the number in theirs.
    private(set) var linked: [UInt32: Int] = [:]
    private var resources: [(offset: UInt64, length: UInt64, node: Int)] = []

    static let root: UInt32 = 2

    init(_ entries: [HFSEntry], _ attributes: HFSAttributes, _ volume: inout HFSVolume) {
        (self.entries, self.attributes) = (entries, attributes)
        tree = FileTree(
            kind: volume.tree, encoding: volume.header.isPlus ? .utf16BigEndian : .bytes, ownsExtents: true,
            capacity: entries.count)
        for (index, entry) in entries.enumerated() {
            byParent[entry.parent, default: []].append(index)
            highestID = max(highestID, entry.id)
        }
        findLinked()
        run(&volume)
        countNames(&volume)
        findOrphans(&volume)
        findOverlaps(&volume)
    }

    /// The folder without a name in the root that holds files with several names (TN1150, Hard Links).
    private mutating func findLinked() {
        let name: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0] + "HFS+ Private Data".utf8.flatMap { [0, $0] }
        guard
            let folder = (byParent[Self.root] ?? []).first(where: {
                entries[$0].isPlus && entries[$0].isFolder && entries[$0].name.elementsEqual(name)
            })
        else { return }
        for index in byParent[entries[folder].id] ?? [] {
            let text = DisplayName(utf16BigEndian: Array(entries[index].name)).text
            guard text.hasPrefix("iNode"), let number = UInt32(text.dropFirst(5)) else { continue }
            linked[number] = index
        }
    }

    private mutating func run(_ volume: inout HFSVolume) {
        var queue: [(id: UInt32, node: Int32, depth: Int, entry: Int?)] = [(Self.root, 0, 1, nil)]
        var seen: Set<UInt32> = [Self.root]
        if let root = entries.firstIndex(where: { $0.parent == 1 && $0.isFolder && $0.id == Self.root }) {
            queue[0].entry = root
        } else {
            volume.report(.noRoot, volume.header.catalogPlace, "no such record", "folder number 2")
        }
        var next = 0
        while next < queue.count {
            let folder = queue[next]
            next += 1
            let children = byParent.removeValue(forKey: folder.id) ?? []
            if let entry = folder.entry.map({ entries[$0] }),
                entry.valence != UInt32(clamping: children.count)
            {
                volume.report(
                    .valence, named(entry.place(4, entry.isPlus ? 4 : 2), folder.node),
                    "\(entry.valence)", "\(children.count)")
            }
            guard folder.depth <= volume.limits.depth else {
                volume.gap(.limit, Place(path: tree.path(of: Int(folder.node))), "deeper than is followed")
                continue
            }
            for child in children {
                let node = add(child, to: folder.node, isRoot: folder.id == Self.root, &volume)
                if !ids.insert(entries[child].id).inserted {
                    volume.report(
                        .idTwice, named(entries[child].place, node), "\(entries[child].id)",
                        "a number of its own")
                }
                guard entries[child].isFolder, seen.insert(entries[child].id).inserted else { continue }
                queue.append((entries[child].id, node, folder.depth + 1, child))
            }
        }
        byParent[1] = nil
        for (parent, lost) in byParent.sorted(by: { $0.key < $1.key }) {
            for index in lost {
                count(entries[index])
                guard !seen.contains(parent) else { continue }
                var place = entries[index].place
                place.path = entries[index].shownPath
                volume.report(.noParent, place, "\(parent)", "the number of a folder that leads to the root")
            }
        }
    }

    /// The claims of resource forks, whose paths are built when somebody asks.
    var claims: [Claim] {
        let tree = tree
        return resources.map { one in
            Claim(
                .file, offset: one.offset, length: one.length,
                "resource fork of \(tree.path(of: one.node).escaped)")
        }
    }

    private func named(_ place: Place, _ node: Int32) -> Place {
        var place = place
        place.path = tree.path(of: Int(node))
        return place
    }

    private mutating func count(_ entry: HFSEntry) {
        if entry.isFolder { folders += 1 } else { files += 1 }
    }

    private mutating func add(
        _ index: Int, to parent: Int32, isRoot: Bool, _ volume: inout HFSVolume
    ) -> Int32 {
        let entry = entries[index]
        count(entry)
        if isRoot, entry.isFolder { rootFolders += 1 }
        if isRoot, !entry.isFolder { rootFiles += 1 }
        let kind: FileTree.NodeKind =
            entry.isFolder ? .directory : entry.isSymbolicLink ? .symbolicLink : .file
        let target = target(of: entry)
        let fork = target.dataFork
        let node = tree.append(
            parent: parent, joinedName: entry.shownName, kind: kind, size: entry.isFolder ? 0 : fork.size,
            record: Int32(clamping: index))
        tree.addDetails(HFSDetails.bytes(of: target))
        guard !entry.isFolder else { return node }
        if let number = entry.linkTarget, linked[number] == nil {
            hasLostName = true
            volume.report(.linkLost, named(entry.place(44, 4), node), "\(number)", "a file of that number")
        }
        if let packed = attributes.compressed[target.id] {
            tree.markPacked()
            compressed.append(.init(node: Int(node), kind: packed.kind, size: packed.size))
        }
        let isLink = target.id != entry.id
        // A name that leads to a file elsewhere has no blocks of its own.
        let uses = volume.uses.count
        let pieces = volume.pieces(of: fork, HFSForkID(file: target.id), named(target.place(0, 1), node))
        if isLink { volume.uses.removeLast(volume.uses.count - uses) }
        var left = fork.size
        for piece in pieces.pieces where left > 0 {
            let length = min(left, piece.length)
            tree.addExtent(
                .init(
                    offset: volume.window.placed(piece.offset), length: length,
                    slack: UInt32(clamping: piece.length - length)))
            left -= length
        }
        addResources(of: entry, node, &volume)
        return node
    }

    /// The file that a name leads to, which is its own but for hard links.
    private mutating func target(of entry: HFSEntry) -> HFSEntry {
        guard let number = entry.linkTarget, let index = linked[number] else { return entry }
        names[number, default: 0] += 1
        return entries[index]
    }

    /// The second fork of a file, which only a Macintosh shows.
    private mutating func addResources(of entry: HFSEntry, _ node: Int32, _ volume: inout HFSVolume) {
        let fork = entry.resourceFork
        guard !fork.extents.isEmpty else { return }
        let pieces = volume.pieces(
            of: fork, HFSForkID(file: entry.id, isResource: true),
            named(entry.place(entry.isPlus ? 168 : 36, 1), node))
        for piece in pieces.pieces {
            resources.append((volume.window.placed(piece.offset), piece.length, Int(node)))
        }
    }
}
