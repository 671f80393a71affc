import Bytes
import DiscModel
import FileSystems

/// One record in which two path tables of a tree differ, or the first that only one of them has.
struct PathTableDifference {
    /// Counted from 1, as the tables count.
    let number: Int
    let words: String
    let left: String
    let right: String
    private let record: PathTableRecord?
    private let at: Int
    private let count: Int
    private let field: String

    /// Compares two tables record by record; the order of their bytes plays no part.
    static func each(
        _ left: PathTable, _ right: PathTable, in tree: ISOTree, _ body: (PathTableDifference) -> Void
    ) {
        for (index, (first, second)) in zip(left.records, right.records).enumerated() {
            guard !agree(first, second) else { continue }
            body(PathTableDifference(index + 1, first, second, left.name, right.name, tree))
        }
        guard left.records.count != right.records.count else { return }
        let counts = (left.records.count, right.records.count)
        body(
            PathTableDifference(
                number: min(counts.0, counts.1) + 1,
                words:
                    "is the first that only one table has: \(left.name) has \(counts.0) records, \(right.name) \(counts.1)",
                left: "\(counts.0) records", right: "\(counts.1) records", record: nil, at: right.consumed,
                count: 0,
                field: "record"))
    }

    static func agree(_ first: PathTableRecord, _ second: PathTableRecord) -> Bool {
        first.extent == second.extent && first.parent == second.parent
            && first.extendedAttributeLength == second.extendedAttributeLength
            && first.identifier == second.identifier
    }

    /// The first field in which they differ.
    private init(
        _ number: Int, _ first: PathTableRecord, _ second: PathTableRecord, _ left: String, _ right: String,
        _ tree: ISOTree
    ) {
        typealias Field = (name: String, at: Int, count: Int, first: String, second: String)
        let field: Field
        if first.identifier != second.identifier {
            field = (
                "directoryIdentifier", 8, second.identifier.count, tree.displayName(of: first),
                tree.displayName(of: second)
            )
        } else if first.extent != second.extent {
            field = ("extent", 2, 4, "\(first.extent)", "\(second.extent)")
        } else if first.parent != second.parent {
            field = ("parent", 6, 2, "\(first.parent)", "\(second.parent)")
        } else {
            field = (
                "extendedAttributeLength", 1, 1, "\(first.extendedAttributeLength)",
                "\(second.extendedAttributeLength)"
            )
        }
        self.init(
            number: number,
            words: "has \(field.name) \(field.first) in \(left) and \(field.second) in \(right)",
            left: field.first, right: field.second, record: second, at: field.at, count: field.count,
            field: field.name)
    }

    private init(
        number: Int, words: String, left: String, right: String, record: PathTableRecord?, at: Int,
        count: Int,
        field: String
    ) {
        self.number = number
        self.words = words
        self.left = left
        self.right = right
        self.record = record
        self.at = at
        self.count = count
        self.field = field
    }

    /// Where it stands in the second table.
    func place(in table: PathTable, _ tree: TreeKind) -> Place {
        if let record { return table.place(record, at, count, tree: tree, field: field) }
        return Place(
            offset: table.sector.offset + UInt64(at), tree: tree,
            field: "pathTable[\(table.order.rawValue)]/\(field)")
    }
}
