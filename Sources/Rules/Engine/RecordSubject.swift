import DiscModel
import FileSystems

/// A kind of fact that has a row for each directory record of some trees. A tree can have a million records, and nearly
/// all are ordinary: a row is made only where a rule is concerned by the traits of the record.
protocol RecordSubject: Weighable {
    /// Whether the records of a tree are rows.
    static func covers(_ tree: ISOTree) -> Bool
    /// The trait of the records that are rows.
    static var rows: RecordTraits { get }
    init(_ tree: ISOTree, _ slot: Int)
}

extension RecordSubject {
    static var rows: RecordTraits { .record }

    static func each(in disc: Disc, _ body: (Self) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where covers(tree) {
            for slot in tree.slots(with: rows) { body(Self(tree, slot)) }
        }
    }

    static func sweep(
        _ rules: [(index: Int, rule: any Rule<Self>.Type)], _ disc: Disc, _ findings: inout Findings
    ) {
        for tree in disc.iso?.isoTrees ?? [] where covers(tree) && tree.traits.contains(rows) {
            for (index, _) in rules { findings.applied.insert(index) }
            let all = findings.everyRecord
            let awake = rules.filter { all || !$0.rule.concerns.isDisjoint(with: tree.traits) }
            let wanted = all ? rows : awake.reduce(into: []) { $0.formUnion($1.rule.concerns) }
            findings.tree = tree.kind
            for slot in tree.slots(with: wanted) where tree.slots[slot].traits.contains(rows) {
                let traits = tree.slots[slot].traits
                let row = Self(tree, slot)
                for (index, rule) in awake where all || !rule.concerns.isDisjoint(with: traits) {
                    findings.rule = index
                    rule.weigh(row, in: disc, &findings)
                }
            }
        }
    }
}
