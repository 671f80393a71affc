public import Bytes
import Containers
public import DiscModel
public import FileSystems
import Surveys

/// What a disc showed after each of its sessions, or after each time a UDF disc was written to that is written packet by packet.
public struct SessionStates: Sendable {
    public struct State: Sendable {
        /// As the container counts sessions, else from 1 in the order in which they begin.
        public fileprivate(set) var number: Int
        /// First sector of a session; nil where states end one behind the other and begin nowhere.
        public let start: LBA?
        /// The tree that most systems show.
        public let tree: FileTree
        /// The volume that it is in, as it was read.
        public let contents: Disc
        /// What its file system says of files besides.
        public let source: FileDetailsSource
        /// When it was written, where it tells.
        public let time: FileTime?
        public let place: Place?
        /// Whether it is what an earlier writing left behind a volume that was begun anew.
        public fileprivate(set) var isLeftover = false
        /// Whether its descriptors were written over, so that only its directories tell of it.
        public fileprivate(set) var isLost = false
        /// Whether its tree is the one that the file shows where nobody knows of sessions.
        public fileprivate(set) var isShown = false
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
            isNewBeginning = before.isLeftover && !state.isLeftover
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
        /// Whether it began the disc anew.
        public let isNewBeginning: Bool
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
                number: index + 1, start: nil, tree: one.tree, contents: disc, source: source,
                time: one.time, place: one.place)
        }
        return earlier + [
            State(
                number: earlier.count + 1, start: nil, tree: udf.tree, contents: disc, source: source,
                time: nil, place: nil, isShown: true)
        ]
    }

    private static func sessions(_ disc: Disc) -> [State] {
        var found: [State] = []
        func add(
            _ start: LBA, _ volume: Disc?, _ time: FileTime?, _ place: Place, isLost: Bool = false,
            isShown: Bool = false
        ) {
            guard let volume, let shown = volume.trees.shown else { return }
            found.append(
                State(
                    number: 0, start: start, tree: volume.trees[shown], contents: volume,
                    source: FileDetailsSource(volume), time: time, place: place, isLost: isLost,
                    isShown: isShown))
        }
        let own = disc.facts(ISO9660Facts.self)?.primary
        let others = (disc.facts(FurtherVolumesFacts.self)?.volumes ?? []).filter { $0.reading == .image }
        // Programs that grow an image leave a copy of the newest descriptors in sector 16.
        let newest = others.last { $0.primary.rootRecord.extent.read == own?.rootRecord.extent.read }
        for volume in others {
            add(
                volume.start, volume.contents, volume.primary.created, volume.place,
                isShown: volume.start == newest?.start)
        }
        let start = LBA(ofByte: disc.startOffset)
        if newest == nil, let own {
            let place = Place(offset: (start + 16).offset, length: .sector, field: "pvd")
            add(start, disc, own.created, place, isShown: true)
        } else if let root = lostRoot(in: disc, before: others.first?.start) {
            add(
                start, root.contents, nil, Place(offset: root.run.offset, length: root.run.length),
                isLost: true)
        }
        let counted = disc.facts(ContainerFacts.self)?.layout.sessions ?? []
        let leftovers = counted.count > 1 ? [] : leftovers(among: others, behind: newest, own)
        for index in found.indices where leftovers.contains(found[index].start ?? 0) {
            found[index].isLeftover = true
        }
        found.sort { ($0.isLeftover ? 0 : 1, $0.start ?? 0) < ($1.isLeftover ? 0 : 1, $1.start ?? 0) }
        for index in found.indices {
            let start = found[index].start ?? 0
            let session = counted.last { $0.tracks.contains { $0.start <= start } }
            found[index].number = counted.count > 1 ? session?.number ?? index + 1 : index + 1
        }
        return found
    }

    /// The root of the first session, where a program that grew the image put the descriptors of a later one over its own.
    private static func lostRoot(in disc: Disc, before first: LBA?) -> Orphan? {
        guard let first else { return nil }
        let roots =
            disc.facts(OrphansFacts.self)?.orphans.filter { $0.isRoot && $0.run.offset < first.offset } ?? []
        // The one with the best names, as systems choose.
        let ranks: [TreeKind] = [.rockridge, .joliet, .iso9660]
        func rank(_ orphan: Orphan) -> Int {
            orphan.contents.trees.compactMap { ranks.firstIndex(of: $0.kind) }.min() ?? ranks.count
        }
        return roots.min { rank($0) < rank($1) }
    }

    /// Volumes that are older than one that begins before them: a disc that can be written over was begun anew. Nothing follows the one
    /// of which sector 16 has a copy; where there is none, what followed took over files, or was made later.
    private static func leftovers(
        among others: [FurtherVolume], behind newest: FurtherVolume?, _ own: VolumeDescriptor?
    ) -> Set<LBA> {
        if let newest { return Set(others.map(\.start).filter { $0 > newest.start }) }
        guard let made = own?.created else { return [] }
        let older = others.filter { other in
            other.files > 0 && other.sharedFiles == 0
                && other.primary.created.map { $0.seconds < made.seconds } ?? false
        }
        return Set(older.map(\.start))
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
        var words = all.compactMap { what, nodes, tree in
            nodes.first.map { "\(what) \(nodes.count.of("file")), first \(tree.path(of: $0).escaped)" }
        }
        if let first = changes.renamed.first {
            words.insert(
                "renamed \(changes.renamed.count.of("file")), first \(before.path(of: first.old).escaped) to \(state.tree.path(of: first.new).escaped)",
                at: changes.deleted.isEmpty ? 0 : 1)
        }
        return (isNewBeginning ? "began the disc anew: " : "") + words.joined(separator: "; ")
    }
}
