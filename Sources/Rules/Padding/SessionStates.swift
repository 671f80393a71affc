public import Bytes
import Containers
public import DiscModel
public import FileSystems

/// What a disc showed after each of its sessions, or after each time a UDF disc was written to that is written packet by packet.
public struct SessionStates: Sendable {
    public struct State: Sendable {
        /// As the container counts sessions, else from 1 in the order in which they begin.
        public fileprivate(set) var number: Int
        /// First sector of a session; nil where states end one behind the other and begin nowhere.
        public let start: LBA?
        /// The tree that most systems show.
        public let tree: FileTree
        /// What its file system says of files besides.
        public let source: FileDetailsSource
        /// When it was written, where it tells.
        public let time: FileTime?
        public let place: Place?
    }

    /// What one of them changed.
    public struct Change: Sendable {
        public let state: State
        public let before: FileTree
        public let changes: TreeChanges
        /// Files whose content stayed and whose times, rights or owners did not, by their nodes in the tree before and in this one.
        public let touched: [(old: Int, new: Int)]

        init(from before: State, to state: State) {
            self.state = state
            self.before = before.tree
            changes = TreeChanges(from: before.tree, to: state.tree)
            touched = changes.kept.filter { old, new in
                // Of numbers that are places nothing can be told.
                var (earlier, later) = (
                    before.source.details(of: old, in: before.tree),
                    state.source.details(of: new, in: state.tree)
                )
                (earlier.number, later.number) = (nil, nil)
                return earlier != later
            }
        }

        public var isEmpty: Bool { changes.isEmpty && touched.isEmpty }
    }

    /// The oldest first; one where the disc was written in one go.
    public let states: [State]

    public init(of disc: Disc) {
        let packets = Self.packets(disc)
        states = packets.isEmpty ? Self.sessions(disc) : packets
    }

    /// Each but the first, with what it changed.
    public var changes: [Change] {
        zip(states, states.dropFirst()).map { before, after in
            Change(from: before, to: after)
        }
    }

    private static func packets(_ disc: Disc) -> [State] {
        guard let udf = disc.facts(UDFFacts.self), !udf.history.states.isEmpty else { return [] }
        let source = FileDetailsSource(disc)
        let earlier = udf.history.states.enumerated().map { index, one in
            State(
                number: index + 1, start: nil, tree: one.tree, source: source, time: one.time,
                place: one.place)
        }
        return earlier + [
            State(
                number: earlier.count + 1, start: nil, tree: udf.tree, source: source, time: nil, place: nil)
        ]
    }

    private static func sessions(_ disc: Disc) -> [State] {
        var found: [State] = []
        func add(_ start: LBA, _ volume: Disc?, _ primary: VolumeDescriptor, _ place: Place) {
            guard let volume, let shown = volume.trees.shown else { return }
            found.append(
                State(
                    number: 0, start: start, tree: volume.trees[shown], source: FileDetailsSource(volume),
                    time: primary.created, place: place))
        }
        let own = disc.facts(ISO9660Facts.self)?.primary
        let others = (disc.facts(FurtherVolumesFacts.self)?.volumes ?? []).filter { $0.reading == .image }
        for volume in others { add(volume.start, volume.contents, volume.primary, volume.place) }
        // Programs that grow an image leave a copy of the newest descriptors in sector 16.
        let isCopy = others.contains { $0.primary.rootRecord.extent.read == own?.rootRecord.extent.read }
        if !isCopy, let own {
            let start = LBA(ofByte: disc.startOffset)
            add(start, disc, own, Place(offset: (start + 16).offset, length: .sector, field: "pvd"))
        }
        found.sort { ($0.start ?? 0) < ($1.start ?? 0) }
        let counted = disc.facts(ContainerFacts.self)?.layout.sessions ?? []
        for index in found.indices {
            let start = found[index].start ?? 0
            let session = counted.last { $0.tracks.contains { $0.start <= start } }
            found[index].number = counted.count > 1 ? session?.number ?? index + 1 : index + 1
        }
        return found
    }
}

extension SessionStates.Change {
    /// What was done with how many files, and the first of each, such as "deleted 1 file, first /a.txt".
    public var inWords: String {
        let all = [
            ("deleted", changes.deleted, before), ("wrote anew", changes.changed, state.tree),
            ("added", changes.added, state.tree),
            ("changed times or rights of", touched.map(\.new), state.tree),
        ]
        return all.compactMap { what, nodes, tree in
            nodes.first.map { "\(what) \(nodes.count.of("file")), first \(tree.path(of: $0).escaped)" }
        }.joined(separator: "; ")
    }
}
