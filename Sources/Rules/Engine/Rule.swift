public import DiscModel
public import FileSystems

/// One judgement: a caseless enum in a file of its own that carries its manual page, its logic, and its proof.
///
/// A rule sees facts and nothing else. It never reads the image, never prints, and holds no state.
public protocol Rule<Subject>: Sendable {
    /// The kind of fact it weighs, one row at a time.
    associatedtype Subject: Weighable
    static var card: RuleCard { get }
    /// Where it weighs directory records: the traits of those that it can have something to say about; every record if
    /// it does not tell.
    static var concerns: RecordTraits { get }
    /// Judges one row. Says nothing when all is well.
    static func weigh(_ subject: Subject, in disc: Disc, _ findings: inout Findings)
    /// Images on which the rule fires; at least one.
    static var fires: [Example] { get }
    /// Images on which it applies and stays silent; at least one.
    static var staysSilent: [Example] { get }
}

extension Rule {
    public static var concerns: RecordTraits { .record }
}

/// A kind of fact that rules can weigh, and where its rows are in a disc.
public protocol Weighable {
    static func each(in disc: Disc, _ body: (Self) -> Void)
    /// The tree the row belongs to, for findings that are counted tree by tree.
    var inTree: TreeKind? { get }
    /// Feeds every row to every rule that weighs it; nobody needs to write it. It is a requirement so that the compiler
    /// makes one for each kind of row, which costs a tenth of the one for all kinds.
    static func sweep(
        _ rules: [(index: Int, rule: any Rule<Self>.Type)], _ disc: Disc, _ findings: inout Findings)
}

extension Weighable {
    public var inTree: TreeKind? { nil }
}

extension Weighable {
    /// Feeds every row of this kind to every rule that weighs it, so that a row is decoded once.
    public static func sweep(
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
        if findings.rowsSeen { for (index, _) in rules { findings.applied.insert(index) } }
        findings.rowsSeen = false
    }
}
