import Bytes
import DiscModel
import FileSystems

/// A record whose system use area goes on elsewhere (SUSP 1.12, 5.1).
struct ContinuedRecord: Weighable {
    let use: RecordSystemUse
    let continuations: [Continuation]

    /// A CE entry and the bytes it points to.
    struct Continuation {
        let entry: SystemUseEntry
        let pointer: ContinuationPointer
        let start: UInt64
        let end: UInt64

        init?(_ entry: SystemUseEntry, blockSize: UInt64) {
            guard entry.signature == .ce, entry.length >= 28 else { return nil }
            self.entry = entry
            pointer = ContinuationPointer(entry)
            start = pointer.start(blockSize: blockSize)
            end = start.adding(UInt64(pointer.length.read))
        }
    }

    static func each(in disc: Disc, _ body: (ContinuedRecord) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            for slot in tree.slots(having: .ce) {
                let use = RecordSystemUse(tree, slot)
                let areas = use.entries.compactMap { Continuation($0, blockSize: tree.blockSize) }
                body(ContinuedRecord(use: use, continuations: areas))
            }
        }
    }
    var inTree: TreeKind? { use.tree.kind }
}

/// All continuation areas of a tree, by place; each as often as records point to it.
struct TreeContinuations: Weighable {
    let tree: ISOTree
    let areas: [Area]

    struct Area: Hashable {
        let start: UInt64
        let end: UInt64
        let slot: Int
    }

    static func each(in disc: Disc, _ body: (TreeContinuations) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            var areas: [Area] = []
            for slot in tree.slots(having: .ce) {
                for entry in tree.entries(slot) {
                    guard let found = ContinuedRecord.Continuation(entry, blockSize: tree.blockSize) else {
                        continue
                    }
                    if found.start < found.end {
                        areas.append(Area(start: found.start, end: found.end, slot: slot))
                    }
                }
            }
            guard !areas.isEmpty else { continue }
            areas.sort { $0.start != $1.start ? $0.start < $1.start : $0.end > $1.end }
            body(TreeContinuations(tree: tree, areas: areas))
        }
    }
    var inTree: TreeKind? { tree.kind }

    func place(_ area: Area) -> Place {
        Place(
            offset: area.start, length: area.end - area.start, tree: tree.kind,
            path: tree.path(ofRecord: area.slot),
            field: "continuationArea")
    }
}
