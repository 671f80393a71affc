import Bytes
public import DiscModel
import FileSystems
import Rules

/// All times that a disc records, in their order: of volumes, of every file in every tree, of earlier sessions and states, and of what
/// lies in boot images and partitions.
public struct TimelineListing {
    public enum Format: String, Sendable, CaseIterable {
        case text
        /// Comma-separated values (RFC 4180).
        case csv
    }

    /// One time; what it is of is looked up when it is written.
    private struct Entry {
        let time: FileTime
        let event: String
        /// A tree, and a file of it; of volumes the number of their words.
        let tree: Int32
        let node: Int32
    }

    /// A tree and what is known of its volume.
    private struct Source {
        let tree: FileTree
        let session: String
        let prefix: String
        let details: FileDetailsSource
        /// When the volume was made.
        let made: FileTime?
    }

    private var sources: [Source] = []
    private var volumes: [(words: String, session: String)] = []
    private var entries: [Entry] = []
    /// How the times are to be taken, in words that follow the image's name.
    public private(set) var notes: [String] = []

    public init(_ disc: Disc, tree kind: TreeKind? = nil) {
        let history = SessionStates(of: disc)
        let states = history.states
        let shown = states.first(where: \.isShown)
        let own = states.count > 1 ? shown.map { "\($0.number)" } ?? "" : ""
        add(disc, session: own, prefix: "", kind)
        addOthers(history, kind)
        noteSessions(states)
        noteTrees()
        entries.sort { ($0.time.seconds, $0.time.nanoseconds) < ($1.time.seconds, $1.time.nanoseconds) }
    }

    /// What sessions and states before the one that is shown have and the next does not, what those behind it brought, and when
    /// their volumes were made.
    private mutating func addOthers(_ history: SessionStates, _ kind: TreeKind?) {
        var isBehind = false
        for (before, change) in zip(history.states, history.changes) {
            isBehind = isBehind || before.isShown
            let state = isBehind ? change.state : before
            // A state of a disc that is written packet by packet has no descriptors of its own.
            if kind == nil, state.start != nil {
                addVolume(state.contents, session: "\(state.number)", prefix: "")
            }
            let nodes =
                isBehind
                ? change.changes.came + change.touched.map(\.new)
                : change.changes.gone + change.touched.map(\.old)
            add(
                state.tree, of: state.contents, session: "\(state.number)", prefix: "", kind, only: Set(nodes)
            )
        }
    }

    private mutating func addVolume(_ disc: Disc, session: String, prefix: String) {
        for time in disc.volumeTimes {
            entries.append(Entry(time: time.time, event: time.event, tree: -1, node: Int32(volumes.count)))
            volumes.append((prefix + time.what, session))
        }
    }

    private mutating func add(_ disc: Disc, session: String, prefix: String, _ kind: TreeKind?) {
        if kind == nil { addVolume(disc, session: session, prefix: prefix) }
        for tree in disc.trees { add(tree, of: disc, session: session, prefix: prefix, kind) }
        for inner in disc.nested where inner.isInside {
            add(inner.disc, session: session, prefix: "\(prefix)(\(inner.window.title.escaped))!", kind)
        }
    }

    private mutating func add(
        _ tree: FileTree, of disc: Disc, session: String, prefix: String, _ kind: TreeKind?,
        only wanted: Set<Int>? = nil
    ) {
        guard kind == nil || kind == tree.kind else { return }
        let made = [.udf, .hfs, .hfsplus, .fat].contains(tree.kind) ? nil : disc.volumeMade
        let source = Source(
            tree: tree, session: session, prefix: prefix, details: FileDetailsSource(disc), made: made)
        for node in tree.nodes.indices.dropFirst() where wanted?.contains(node) ?? true {
            let details = source.details.details(of: node, in: tree)
            for event in FileDetails.Event.allCases {
                guard let time = details.times[event] else { continue }
                entries.append(
                    Entry(time: time, event: event.rawValue, tree: Int32(sources.count), node: Int32(node)))
            }
        }
        sources.append(source)
    }

    // MARK: What contradicts itself

    private mutating func noteSessions(_ states: [SessionStates.State]) {
        for (before, after) in zip(states, states.dropFirst()) {
            guard let first = before.time, let second = after.time, second.seconds < first.seconds else {
                continue
            }
            notes.append(
                "session \(after.number) says that it is older than session \(before.number): \(second.text) and \(first.text)"
            )
        }
    }

    private mutating func noteTrees() {
        var times = [Set<Int64>](repeating: [], count: sources.count)
        var (counts, unzoned) = ([Int](repeating: 0, count: sources.count), false)
        for entry in entries {
            unzoned = unzoned || entry.time.zone == nil
            guard entry.tree >= 0, entry.event == "modified" else { continue }
            counts[Int(entry.tree)] += 1
            if times[Int(entry.tree)].count < 2 { times[Int(entry.tree)].insert(entry.time.seconds) }
        }
        for index in sources.indices where counts[index] > 2 && times[index].count == 1 {
            notes.append(
                "all \(counts[index]) files and folders of the \(sources[index].tree.kind.word) tree have one time, as programs give them that know none"
            )
        }
        if unzoned {
            notes.append(
                "times without a zone are by the clock of whoever wrote them; they stand where they would in UTC"
            )
        }
    }

    /// Files cannot be younger than the volume that holds them; clocks and zones that differ are given a day.
    private func remark(_ entry: Entry) -> String {
        guard entry.tree >= 0, entry.event == "modified", let made = sources[Int(entry.tree)].made else {
            return ""
        }
        let slack: Int64 = made.zone == nil || entry.time.zone == nil ? 86_400 : 60
        return entry.time.seconds > made.seconds + slack ? "after the volume was made" : ""
    }

    // MARK: Writing

    /// Writes it piece by piece.
    public func write(as format: Format, _ write: ([UInt8]) throws -> Void) rethrows {
        var text: [UInt8] = []
        if format == .csv { text += "time,zone,precision,event,tree,session,path,remark\r\n".utf8 }
        for entry in entries {
            switch format {
            case .text: text += line(entry).utf8
            case .csv: text += row(entry).utf8
            }
            guard text.count > 1 << 16 else { continue }
            try write(text)
            text.removeAll(keepingCapacity: true)
        }
        try write(text)
    }

    private func path(_ entry: Entry) -> String {
        guard entry.tree >= 0 else { return volumes[Int(entry.node)].words }
        let source = sources[Int(entry.tree)]
        var path = Array(source.prefix.utf8)
        source.tree.appendEscapedPath(of: Int(entry.node), to: &path)
        return String(decoding: path, as: UTF8.self)
    }

    private func session(_ entry: Entry) -> String {
        entry.tree >= 0 ? sources[Int(entry.tree)].session : volumes[Int(entry.node)].session
    }

    private func line(_ entry: Entry) -> String {
        let tree = entry.tree >= 0 ? sources[Int(entry.tree)].tree.kind.rawValue : "volume"
        let (session, remark) = (session(entry), remark(entry))
        return entry.time.text.padded(to: 26) + entry.event.padded(to: 10) + tree.padded(to: 14)
            + path(entry) + (session.isEmpty ? "" : " (session \(session))")
            + (remark.isEmpty ? "" : ": \(remark)") + "\n"
    }

    private func row(_ entry: Entry) -> String {
        let tree = entry.tree >= 0 ? sources[Int(entry.tree)].tree.kind.rawValue : ""
        let zone = entry.time.zone.map { "\($0)" } ?? "unknown"
        return CSVRow.line([
            entry.time.text, zone, "\(entry.time.precision)", entry.event, tree, session(entry),
            CSVRow.text(path(entry)), remark(entry),
        ])
    }
}
