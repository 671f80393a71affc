import DiscModel
import FileSystems

/// One judgement: a caseless enum in a file of its own that carries its manual page, its logic, and its proof.
///
/// A rule sees facts and nothing else. It never reads the image, never prints, and holds no state.
protocol Rule<Subject>: Sendable {
    /// The kind of fact it weighs, one row at a time.
    associatedtype Subject: Weighable
    static var card: RuleCard { get }
    /// Where it weighs directory records: the traits of those that it can have something to say about; every record if
    /// it does not tell.
    static var concerns: RecordTraits { get }
    /// Judges one row. Says nothing when all is well.
    static func weigh(_ subject: Subject, in disc: Disc, _ findings: inout Findings)
    /// Images on which it fires, and such on which it applies and passes; at least one of each.
    static var examples: [Example] { get }
}

extension Rule {
    static var concerns: RecordTraits { .record }
}

/// A kind of fact that rules can weigh, and where its rows are in a disc.
protocol Weighable {
    static func each(in disc: Disc, _ body: (Self) -> Void)
    /// Whether somebody looked for rows, so that none means that all is well, and not that there was nothing to weigh.
    static func wereSought(in disc: Disc) -> Bool
    /// The tree the row belongs to, for findings that are counted tree by tree.
    var inTree: TreeKind? { get }
    /// Feeds every row to every rule that weighs it; nobody needs to write it. It is a requirement so that the compiler
    /// makes one for each kind of row, which costs a tenth of the one for all kinds.
    static func sweep(
        _ rules: [(index: Int, rule: any Rule<Self>.Type)], _ disc: Disc, _ findings: inout Findings)
}

extension Weighable {
    static func wereSought(in _: Disc) -> Bool { false }
    var inTree: TreeKind? { nil }
}

extension Weighable {
    /// Feeds every row of this kind to every rule that weighs it, so that a row is decoded once.
    static func sweep(
        _ rules: [(index: Int, rule: any Rule<Self>.Type)], _ disc: Disc, _ findings: inout Findings
    ) {
        each(in: disc) { row in
            findings.tree = row.inTree
            for (index, rule) in rules {
                findings.rule = index
                rule.weigh(row, in: disc, &findings)
            }
            findings.rowsSeen = true
        }
        if findings.rowsSeen || wereSought(in: disc) {
            for (index, _) in rules { findings.applied.insert(index) }
        }
        findings.rowsSeen = false
    }
}
