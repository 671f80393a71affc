import Bytes
import DiscModel
import FileSystems

/// One record in which two path tables of a tree differ, or the first that only one of them has.
struct PathTableDifference {
    /// Counted from 1, as the tables count.
    let number: Int
    let words: String
    /// What the table says that the tree bears out, or else the first, and what the other one says.
    let expected: String
    let actual: String
    /// Whether the tree bears out the second table, where they name different blocks.
    let isFirstWrong: Bool
    private let record: PathTableRecord?
    private let field: AnyField

    /// Compares two tables record by record; the order of their bytes plays no part.
    static func each(
        _ left: PathTable, _ right: PathTable, in tree: ISOTree, _ body: (PathTableDifference) -> Void
    ) {
        var starts: Set<UInt64>?
        for (index, (first, second)) in zip(left.records, right.records).enumerated() {
            guard !agree(first, second) else { continue }
            let known = starts ?? Set(tree.directories.map { $0.offset / tree.blockSize })
            starts = known
            body(PathTableDifference(index + 1, first, second, left.name, right.name, tree, known))
        }
        guard left.records.count != right.records.count else { return }
        let counts = (left.records.count, right.records.count)
        body(
            PathTableDifference(
                number: min(counts.0, counts.1) + 1,
                words:
                    "is the first that only one table has: \(left.name) has \(counts.0.of("record")), \(right.name) \(counts.1)",
                expected: "\(counts.0.of("record"))", actual: "\(counts.1.of("record"))",
                isFirstWrong: false, record: nil,
                field: Field<RawBytes>("record", at: right.consumed, length: 0, "9.4").any))
    }

    static func agree(_ first: PathTableRecord, _ second: PathTableRecord) -> Bool {
        first.extent == second.extent && first.parent == second.parent
            && first.extendedAttributeLength == second.extendedAttributeLength
            && first.identifier == second.identifier
    }

    /// The first field in which they differ.
    private init(
        _ number: Int, _ first: PathTableRecord, _ second: PathTableRecord, _ left: String, _ right: String,
        _ tree: ISOTree, _ starts: Set<UInt64>
    ) {
        let field: AnyField
        let values: (String, String)
        if first.identifier != second.identifier {
            (field, values) = (
                second.identifierField.any, (tree.displayName(of: first), tree.displayName(of: second))
            )
        } else if first.extent != second.extent {
            (field, values) = (PathTableRecord.extent.any, ("\(first.extent)", "\(second.extent)"))
        } else if first.parent != second.parent {
            (field, values) = (PathTableRecord.parent.any, ("\(first.parent)", "\(second.parent)"))
        } else {
            (field, values) = (
                PathTableRecord.extendedAttributeLength.any,
                ("\(first.extendedAttributeLength)", "\(second.extendedAttributeLength)")
            )
        }
        let isName = first.identifier != second.identifier
        let stand =
            isName
            ? [first, second].map { tree.hasDirectory(named: $0) }
            : [first, second].map { starts.contains(UInt64($0.extent)) }
        let isFirstWrong = stand == [false, true]
        let isSecondWrong = stand == [true, false]
        let witness =
            isFirstWrong || isSecondWrong
            ? "; the tree bears out \(isFirstWrong ? right : left), and no directory \(isName ? "there has the other name" : "begins at the other")"
            : ""
        self.init(
            number: number,
            words:
                "has \(field.name.spelledOut) \(values.0) in \(left) and \(values.1) in \(right)\(witness)",
            expected: isFirstWrong ? values.1 : values.0, actual: isFirstWrong ? values.0 : values.1,
            isFirstWrong: isFirstWrong, record: isFirstWrong ? first : second, field: field)
    }

    private init(
        number: Int, words: String, expected: String, actual: String, isFirstWrong: Bool,
        record: PathTableRecord?, field: AnyField
    ) {
        self.number = number
        self.words = words
        self.expected = expected
        self.actual = actual
        self.isFirstWrong = isFirstWrong
        self.record = record
        self.field = field
    }

    /// Where it stands in the table that is wrong.
    func place(in first: PathTable, _ second: PathTable, _ tree: TreeKind) -> Place {
        let table = isFirstWrong ? first : second
        if let record { return table.place(record, field, tree: tree) }
        return Place(
            offset: table.record.offset + UInt64(field.offset), tree: tree,
            field: "pathTable[\(table.order.rawValue)]/\(field.name)")
    }
}

extension ISOTree {
    /// Whether the directory that begins in the block of a path table record has the name that the record gives it.
    fileprivate func hasDirectory(named record: PathTableRecord) -> Bool {
        let start = UInt64(record.extent).times(blockSize)
        return directories.contains {
            $0.offset == start && $0.slot >= 0 && identifier(Int($0.slot)) == record.identifier
        }
    }
}
