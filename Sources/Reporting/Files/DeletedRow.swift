import Bytes
public import DiscModel
import FileSystems
import Rules
import Surveys

/// What is listed of what no tree shows any more.
public enum DeletedFiles {
    /// What is not listed although it may be there, in words that follow the image's name.
    public static func omitted(of disc: Disc) -> [String] {
        disc.facts(OrphansFacts.self)?.isCut == true
            ? ["has more orphaned directories and files than are looked at; the rest is not listed"] : []
    }
}

/// Why a file is no longer one of the image, and what is left of it.
struct FileFate {
    enum Origin {
        /// Its name is still there and says that it was deleted.
        case deleted
        /// No tree leads to it.
        case orphaned
        /// An earlier session shows it, or another content of it.
        case session(Int)
    }

    let origin: Origin
    let remains: Remains

    /// A word for it in tables.
    var word: String {
        switch origin {
        case .deleted: "deleted"
        case .orphaned: "orphaned"
        case .session(let number): "session \(number)"
        }
    }

    /// What is said behind a path; nothing where the path says it and all is there.
    var remark: String {
        switch remains {
        case .whole: if case .deleted = origin { " (deleted)" } else { "" }
        case .shared: " (still in a tree)"
        case .overwritten: " (overwritten)"
        case .outside: " (cut off)"
        }
    }
}

extension FileRow {
    /// Calls `body` with what no tree shows any more: deleted entries of which the name is left, what lies in orphans, and what
    /// earlier sessions show and the newest does not.
    static func eachDeleted(in disc: Disc, _ body: (FileRow) throws -> Void) rethrows {
        try eachDeletedEntry(in: disc, body)
        let facts = disc.facts(OrphansFacts.self)
        for orphan in facts?.orphans ?? [] {
            try each(of: orphan, facts, body)
        }
        try eachEarlier(in: disc, body)
        try eachVolume(in: ListedVolume(disc: disc, window: nil, prefix: "")) { volume in
            try eachDeletedEntry(inFAT: volume, body)
        }
    }

    private static func eachDeletedEntry(
        inFAT volume: ListedVolume, _ body: (FileRow) throws -> Void
    ) rethrows {
        guard let facts = volume.disc.facts(FATFacts.self), !facts.deleted.isEmpty else { return }
        var tree = FileTree(kind: .fat, encoding: .bytes, ownsExtents: true)
        for one in facts.deleted {
            let path = facts.tree.path(of: Int(one.directory)).text
            let folder = path.count < 2 ? "" : path.dropFirst() + "/"
            tree.append(
                parent: 0, joinedName: Array(folder.utf8) + one.name,
                kind: one.isDirectory ? .directory : .file,
                size: one.size, record: -1)
            tree.addDetails(one.entry)
            if let extent = one.extent { tree.addExtent(extent) }
        }
        for (index, one) in facts.deleted.enumerated() {
            let remains: Remains = one.isOverwritten ? .overwritten : .whole
            try body(
                FileRow(
                    tree: tree, index: index + 1, trees: [.fat], volume: volume,
                    fate: FileFate(origin: .deleted, remains: remains)))
        }
    }

    private static func each(
        of orphan: Orphan, _ facts: OrphansFacts?, _ body: (FileRow) throws -> Void
    ) rethrows {
        let volume = ListedVolume(disc: orphan.contents, window: nil, prefix: orphan.prefix)
        func row(_ tree: FileTree, _ index: Int, _ trees: [TreeKind]) -> FileRow {
            let remains = facts?.remains(of: tree.extents(of: tree.nodes[index])) ?? .whole
            return FileRow(
                tree: tree, index: index, trees: trees, volume: volume,
                fate: FileFate(origin: .orphaned, remains: remains))
        }
        if orphan.kind != .udfFile, let shown = orphan.contents.shownTree {
            try body(row(shown, 0, orphan.contents.trees.map(\.kind)))
        }
        for entry in orphan.files.entries { try body(row(entry.tree, entry.index, entry.trees)) }
    }

    /// Entries of directories that say that they are deleted, as a tree of their own.
    private static func eachDeletedEntry(in disc: Disc, _ body: (FileRow) throws -> Void) rethrows {
        guard let udf = disc.facts(UDFFacts.self), !udf.deleted.isEmpty else { return }
        let facts = disc.facts(OrphansFacts.self)
        let orphans = Set(facts?.orphans.map(\.run.offset) ?? [])
        var tree = FileTree(kind: .udf, encoding: .utf16BigEndian, ownsExtents: true)
        var nodes: [(node: Int, remains: Remains)] = []
        for one in udf.deleted where !(one.entry.map(orphans.contains) ?? false) {
            let path = udf.tree.path(of: one.directory).text
            let name = (path.count < 2 ? "" : String(path.dropFirst()) + "/") + one.name.text
            let node = tree.append(
                parent: 0,
                joinedName: name.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] },
                kind: .file, size: one.file?.size ?? 0, record: -1)
            for extent in one.file?.extents ?? [] { tree.addExtent(extent) }
            nodes.append((Int(node), facts?.remains(of: one.file?.extents ?? []) ?? .whole))
        }
        let volume = ListedVolume(disc: disc, window: nil, prefix: "")
        for (node, remains) in nodes {
            try body(
                FileRow(
                    tree: tree, index: node, trees: [.udf], volume: volume,
                    fate: FileFate(origin: .deleted, remains: remains)))
        }
    }

    private static func eachEarlier(in disc: Disc, _ body: (FileRow) throws -> Void) rethrows {
        let history = SessionStates(of: disc)
        let live = LiveExtents(of: disc)
        // What later sessions changed is there, in a file that shows an earlier one. What lies in orphans is told with them.
        for (state, change) in zip(history.states, history.changes).prefix(while: { !$0.0.isShown })
        where !state.isLost {
            let volume = ListedVolume(
                disc: disc, window: nil, prefix: "(session \(state.number))", source: state.source)
            for index in change.changes.gone.sorted() {
                try body(
                    FileRow(
                        tree: state.tree, index: index, trees: [state.tree.kind], volume: volume,
                        fate: FileFate(
                            origin: .session(state.number),
                            remains: live.remains(of: state.tree.extents(of: state.tree.nodes[index])))))
            }
        }
    }
}

/// The bytes that files of the image have now.
private struct LiveExtents {
    /// By offset, each once.
    private let all: [DiscMap.Run]

    init(of disc: Disc) {
        let runs = disc.trees.lazy.filter(\.ownsExtents).flatMap(\.extents).filter { $0.length > 0 }
            .map { DiscMap.Run(offset: $0.offset, length: $0.length) }
        all = Set(runs).sorted { ($0.offset, $0.length) < ($1.offset, $1.length) }
    }

    /// A file that was renamed, or of which another name was deleted, is still there; one that was left behind may be written over.
    func remains(of extents: ArraySlice<FileTree.Extent>) -> Remains {
        var isShared = !extents.isEmpty
        for extent in extents where extent.length > 0 {
            let next = all.partitioningIndex { $0.end > extent.offset }
            let touching = all[next...].prefix { $0.offset < extent.end }
            if touching.contains(.init(offset: extent.offset, length: extent.length)) { continue }
            if !touching.isEmpty { return .overwritten }
            isShared = false
        }
        return isShared ? .shared : .whole
    }
}
