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
    /// When its table was written; nil where that is not told.
    public let time: FileTime?
}

/// What is left of the states before the newest.
public struct UDFHistory: Sendable {
    /// The oldest first.
    public private(set) var states: [UDFState] = []
    /// A table that names one before it, where there is none.
    public private(set) var deadEnd: Place?
    /// Whether still older ones were not looked at.
    public private(set) var isCut = false

    /// States that are followed, and entries of directories in all of them.
    private static let (stateLimit, entryLimit) = (64, 300_000)

    init() {}

    init(of volume: UDFVolume, _ limits: Limits) {
        var limits = limits
        limits.records = min(limits.records, Self.entryLimit)
        var later = volume
        // Tables lie one behind the other, so that a way back never goes on.
        while let next = later.previousTable {
            guard states.count < Self.stateLimit, limits.records > 0 else {
                isCut = true
                break
            }
            guard let last = later.table?.block, next.block < last,
                let (earlier, tree) = Self.state(of: volume, endingWith: next.block, limits)
            else {
                deadEnd = next.place
                break
            }
            limits.records = max(0, limits.records - tree.nodes.count)
            let (start, size) = (volume.blocks.offset(next.block), volume.blocks.size)
            states.append(
                UDFState(
                    place: volume.window.place(start, size, field: "virtual allocation table"),
                    end: start + size, tree: tree, time: earlier.table?.time))
            later = earlier
        }
        states.reverse()
    }

    /// The volume as it is where the image ends with a block, which has to be its table.
    private static func state(
        of volume: UDFVolume, endingWith block: UInt64, _ limits: Limits
    ) -> (UDFVolume, FileTree)? {
        let window = volume.window
        let run = window.inner(
            .volume, 0, volume.blocks.offset(block + 1), unit: window.unit, title: DisplayName("UDF"))
        guard let window = window.window(run) else { return nil }
        var earlier = UDFVolume(window, limits)
        guard earlier.find() else { return nil }
        earlier.readSequences()
        earlier.readPartitions()
        guard earlier.table?.block == block else { return nil }
        earlier.readFileSet()
        guard let root = earlier.root else { return nil }
        var walk = UDFWalk(earlier.blocks, earlier.space, limits)
        walk.run(from: root)
        return (earlier, walk.tree)
    }
}
