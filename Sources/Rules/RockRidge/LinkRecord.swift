import DiscModel
import FileSystems

/// A record with SL entries: a symbolic link as recorded.
struct LinkRecord: Weighable {
    let use: RecordSystemUse
    let entries: [SystemUseEntry]

    static func each(in disc: Disc, _ body: (LinkRecord) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            for slot in tree.slots(having: .sl) {
                let use = RecordSystemUse(tree, slot)
                body(LinkRecord(use: use, entries: use.all(.sl)))
            }
        }
    }
    var inTree: TreeKind? { use.tree.kind }
}
