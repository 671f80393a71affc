public import DiscModel
import FileSystems
import Rules

/// What each session of a disc changed, file by file: "+" added, "~" written anew, "-" deleted, ">" renamed, "*" its times, rights or owner; then size
/// and path.
public enum ChangeListing {
    /// Bytes that are written at once.
    private static let piece = 1 << 16

    /// - Returns: how many states the disc has.
    public static func write(_ disc: Disc, _ write: ([UInt8]) throws -> Void) rethrows -> Int {
        let history = SessionStates(of: disc)
        guard let first = history.states.first else { return 0 }
        var text: [UInt8] = []
        func add(_ sign: String, _ node: Int, of tree: FileTree, from old: (Int, FileTree)? = nil) throws {
            let size = "\(tree.nodes[node].size)"
            text += "\(sign) \(size.padded(to: 12)) ".utf8
            if let (node, tree) = old {
                tree.appendEscapedPath(of: node, to: &text)
                text += " -> ".utf8
            }
            tree.appendEscapedPath(of: node, to: &text)
            text.append(0x0A)
            guard text.count > piece else { return }
            try write(text)
            text.removeAll(keepingCapacity: true)
        }
        func add(_ sign: String, _ nodes: some Sequence<Int>, of tree: FileTree) throws {
            for node in nodes { try add(sign, node, of: tree) }
        }
        text += title(first).utf8
        try add(
            "+", first.tree.nodes.indices.dropFirst().filter { first.tree.nodes[$0].kind != .directory },
            of: first.tree)
        for change in history.changes {
            text += title(change.state).utf8
            try add("-", change.changes.deleted, of: change.before)
            for (old, new) in change.changes.renamed {
                try add(">", new, of: change.state.tree, from: (old, change.before))
            }
            try add("~", change.changes.changed, of: change.state.tree)
            try add("+", change.changes.added, of: change.state.tree)
            try add("*", change.touched.map(\.new), of: change.state.tree)
            if change.isEmpty { text += "  nothing changed\n".utf8 }
        }
        try write(text)
        return history.states.count
    }

    private static func title(_ state: SessionStates.State) -> String {
        let kind = state.start == nil ? "state" : "session"
        let start = state.start.map { " from LBA \($0)" } ?? ""
        let rest =
            state.isLeftover
            ? ", left behind a volume that was begun anew"
            : state.isLost ? ", whose descriptors were written over: by its directories" : ""
        return "\(kind) \(state.number)\(start)\(state.time.map { ", \($0.text)" } ?? "")\(rest)\n"
    }
}
