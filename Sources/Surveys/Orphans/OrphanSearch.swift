import Bytes
import DiscModel
import FileSystems
import Readers

/// Gathers orphans. What lies below another is a part of that, in whatever order they are found.
struct OrphanSearch {
    private(set) var orphans: [Orphan] = []
    /// Whether there may be more.
    private(set) var isCut = false
    /// What they own, by place of the orphan.
    private var owned: [UInt64: [Claim]] = [:]
    private let window: Window
    private let disc: Disc
    private let limit: Int
    private let volumes: [ISO9660Facts]
    /// What path tables say of blocks: the names of the directories there.
    private let names: [UInt64: DisplayName]

    init(in window: Window, _ disc: Disc, limit: Int) {
        self.window = window
        self.disc = disc
        self.limit = limit
        let further = disc.facts(FurtherVolumesFacts.self)?.volumes ?? []
        volumes =
            [disc.facts(ISO9660Facts.self)].compactMap(\.self)
            + further.compactMap { $0.contents?.facts(ISO9660Facts.self) }
        var names: [UInt64: DisplayName] = [:]
        for tree in volumes.first?.isoTrees ?? [] {
            for record in tree.pathTables.flatMap(\.records) {
                let block = UInt64(record.extent).adding(UInt64(record.extendedAttributeLength))
                let bytes = [UInt8](record.identifier)
                guard bytes.count > 1 || bytes.first.map({ $0 > 1 }) ?? false else { continue }
                names[block.times(tree.blockSize)] =
                    tree.kind == .joliet ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes)
            }
        }
        self.names = names
    }

    /// Where path tables lead, in order.
    var blocksOfTables: [UInt64] { names.keys.sorted() }

    var claims: [Claim] { orphans.flatMap { owned[$0.run.offset] ?? [] } }

    // MARK: Directories of ISO 9660

    mutating func readDirectories(
        _ places: some Collection<UInt64>, _ limits: Limits, _ goesOn: () -> Bool
    ) {
        var reader = LostDirectories(in: window, besides: volumes, limits: limits)
        var found: [LostDirectory] = []
        var covered: Set<UInt64> = []
        for place in places where !covered.contains(place) {
            guard goesOn() else { break }
            guard !reader.isExhausted, found.count < limit else {
                isCut = true
                break
            }
            guard let directory = reader.directory(at: place), let tree = directory.tree else { continue }
            let below = Set(tree.directories.dropFirst().map(\.offset))
            found.removeAll { below.contains($0.offset) }
            covered.formUnion(below)
            found.append(directory)
        }
        let parents = parents(Set(found.map(\.parent)))
        for directory in found { add(directory, in: parents[directory.parent]) }
    }

    /// What the directories that trees have at some places are called.
    private func parents(_ wanted: Set<UInt64>) -> [UInt64: DisplayName] {
        var found: [UInt64: DisplayName] = [:]
        for tree in volumes.first?.isoTrees ?? [] {
            for (index, directory) in tree.directories.enumerated() where wanted.contains(directory.offset) {
                found[directory.offset] = tree.path(ofDirectory: index)
            }
        }
        return found
    }

    private mutating func add(_ directory: LostDirectory, in parent: DisplayName?) {
        guard let tree = directory.tree, let root = tree.directories.first else { return }
        let orphan = Orphan(
            kind: .directory, run: .init(offset: directory.offset, length: UInt64(root.recordedLength)),
            name: names[directory.offset], parent: parent, isRoot: directory.parent == directory.offset,
            contents: contents(directory.facts))
        orphans.append(orphan)
        let prefix = orphan.prefix
        let directories = tree.directories.indices.map { index in
            let one = tree.directories[index]
            return Claim(
                .orphan, offset: one.offset, length: UInt64(one.recordedLength), roundedTo: tree.blockSize,
                "directory \(prefix)\(index == 0 ? "" : tree.path(ofDirectory: index).escaped)")
        }
        let others = directory.facts.claims.filter { $0.kind == .continuation }.map { claim in
            claim.moved { _ in "continuation areas \(prefix)" }
        }
        owned[directory.offset] = directories + others + files(of: directory.facts.trees, prefix)
    }

    // MARK: Entries of UDF

    mutating func readEntries(
        _ sectors: some Collection<UInt64>, _ limits: Limits, _ goesOn: () -> Bool
    ) {
        guard !sectors.isEmpty, let facts = disc.facts(UDFFacts.self),
            var reader = UDFLostEntries(in: window, besides: facts, limits: limits)
        else { return }
        var found: [UDFLostEntry] = []
        var covered: Set<UInt64> = []
        for sector in sectors {
            guard goesOn() else { break }
            for place in stride(from: sector, to: sector + .sector, by: UInt64.Stride(reader.blockSize))
            where !covered.contains(place) {
                guard !reader.isExhausted, found.count < limit else {
                    isCut = true
                    return add(found, facts)
                }
                guard let entry = reader.entry(at: place) else { continue }
                let below = Set(entry.entries).subtracting([place])
                found.removeAll { below.contains($0.offset) }
                covered.formUnion(below)
                found.append(entry)
            }
        }
        add(found, facts)
    }

    private mutating func add(_ found: [UDFLostEntry], _ facts: UDFFacts) {
        let deleted = Dictionary(
            facts.deleted.compactMap { one in one.entry.map { ($0, one) } },
            uniquingKeysWith: { first, _ in first })
        for entry in found { add(entry, deleted[entry.offset], in: facts.tree) }
    }

    /// - Parameter deleted: the name that led to it before it was deleted.
    private mutating func add(_ entry: UDFLostEntry, _ deleted: UDFDeleted?, in tree: FileTree) {
        let orphan = Orphan(
            kind: entry.isDirectory ? .udfDirectory : .udfFile,
            run: .init(offset: entry.offset, length: entry.length), name: deleted?.name,
            parent: deleted.map { tree.path(of: $0.directory) }, isRoot: false,
            contents: contents(OrphanTree(trees: [entry.tree])))
        orphans.append(orphan)
        let prefix = orphan.prefix
        owned[entry.offset] =
            entry.claims.map { claim in claim.moved { "\($0) \(prefix)" } } + files(of: [entry.tree], prefix)
    }

    // MARK: Both

    /// What is known of an orphan as a disc of its own.
    private func contents(_ facts: any Facts) -> Disc {
        var builder = DiscBuilder(window.run)
        builder.add(facts)
        return builder.frozen()
    }

    private func files(of trees: [FileTree], _ prefix: String) -> [Claim] {
        trees.filter(\.ownsExtents).flatMap { tree in
            tree.nodes.indices.flatMap { index in
                tree.extents(of: tree.nodes[index]).map { extent in
                    Claim(
                        .orphan, offset: extent.offset, length: extent.length, slack: UInt64(extent.slack),
                        "file \(prefix)\(tree.path(of: index).escaped)")
                }
            }
        }
    }
}

/// The tree of an orphan that no other facts bring.
private struct OrphanTree: Facts {
    let trees: [FileTree]
}
