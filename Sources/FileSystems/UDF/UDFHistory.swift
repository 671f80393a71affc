import Bytes
public import DiscModel
import Readers

/// An earlier state of a volume that was written once (UDF 2.2.11): each table names the one before it, and until that was written
/// the disc ended with its entry.
public struct UDFState: Sendable {
    /// Where the entry of its table stands.
    public let place: Place
    /// Bytes of the disc as it was then: an image cut here shows this state.
    public let end: UInt64
    public let tree: FileTree
    /// The time of its table, as recorded; twelve bytes.
    public let recorded: [UInt8]
}

extension UDFVolume {
    /// States that are followed, and entries of directories in all of them.
    private static let (states, entries) = (64, 300_000)

    /// The states before the newest, the oldest first, and where a table leads to none.
    func history(_ limits: Limits) -> (states: [UDFState], dead: Place?) {
        var states: [UDFState] = []
        guard var next = previousTable, let start = partitionStart else { return ([], nil) }
        var last = tableBlock ?? .max
        var limits = limits
        limits.records = min(limits.records, Self.entries)
        while states.count < Self.states, limits.records > 0 {
            let at = start.adding(UInt64(next.block))
            // Tables lie one behind the other, so that a way back never goes on.
            guard at < last, at < blocks.count else { return (states.reversed(), next.place) }
            last = at
            let end = blocks.offset(at + 1)
            guard
                let window = window.window(
                    window.inner(.volume, 0, end, unit: window.unit, title: DisplayName("UDF")))
            else {
                break
            }
            var earlier = UDFVolume(window, limits)
            guard earlier.find() else { break }
            earlier.readSequences()
            earlier.readPartitions()
            guard earlier.tableBlock == at else { return (states.reversed(), next.place) }
            earlier.readFileSet()
            guard let root = earlier.root else { return (states.reversed(), next.place) }
            var walk = UDFWalk(earlier.blocks, earlier.space, limits)
            walk.run(from: root)
            limits.records = max(0, limits.records - walk.tree.nodes.count)
            states.append(
                UDFState(
                    place: window.place(blocks.offset(at), blocks.size, field: "virtual allocation table"),
                    end: end, tree: walk.tree, recorded: earlier.tableTime))
            guard let before = earlier.previousTable else { break }
            next = before
        }
        return (states.reversed(), nil)
    }
}
