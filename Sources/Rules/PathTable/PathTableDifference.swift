import Bytes
import DiscModel
import FileSystems

/// One record in which two path tables of a tree differ, or the first that only one of them has.
struct PathTableDifference {
    /// Counted from 1, as the tables count.
    let number: Int
    let words: String
    /// What the table says that the tree bears out, and what the other one says; without a witness both of them.
    let expected: String?
    let actual: String
    /// Whether the tree bears out the second table, where they name different blocks.
    let isFirstWrong: Bool
    /// In the table that is wrong, and in the other one.
    private let record: PathTableRecord?
    private let twin: PathTableRecord?
    private let field: AnyField
    private var isName: Bool { field.name == record?.identifierField.name }

    /// Compares two tables record by record; the order of their bytes plays no part.
    static func each(
        _ left: PathTable, _ right: PathTable, in tree: ISOTree, _ body: (PathTableDifference) -> Void
    ) {
        var witness: TreeWitness?
        for (index, (first, second)) in zip(left.records, right.records).enumerated() {
            guard !agree(first, second) else { continue }
            let known = witness ?? TreeWitness(tree)
            witness = known
            body(PathTableDifference(index + 1, (first, left), (second, right), known))
        }
        guard left.records.count != right.records.count else { return }
        let counts = (left.records.count, right.records.count)
        body(
            PathTableDifference(
                number: min(counts.0, counts.1) + 1,
                words:
                    "is the first that only one table has: \(left.name) has \(counts.0.of("record")), \(right.name) \(counts.1)",
                expected: "\(counts.0.of("record"))", actual: "\(counts.1.of("record"))",
                isFirstWrong: false, record: nil, twin: nil,
                field: Field<RawBytes>("record", at: right.consumed, length: 0, "9.4").any))
    }

    static func agree(_ first: PathTableRecord, _ second: PathTableRecord) -> Bool {
        first.extent == second.extent && first.parent == second.parent
            && first.extendedAttributeLength == second.extendedAttributeLength
            && first.identifier == second.identifier
    }

    /// The first field in which they differ.
    private init(
        _ number: Int, _ one: (record: PathTableRecord, table: PathTable),
        _ other: (record: PathTableRecord, table: PathTable), _ witness: TreeWitness
    ) {
        let (first, second) = (one.record, other.record)
        let (left, right) = (one.table.name, other.table.name)
        let tree = witness.tree
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
        let (stand, otherStand) = (witness.standing(first, one.table), witness.standing(second, other.table))
        let isDecided = stand != otherStand && (!isName || max(stand, otherStand) >= .named)
        let isFirstWrong = isDecided && stand < otherStand
        let evidence =
            isDecided
            ? "; the tree bears out \(isFirstWrong ? right : left)"
                + (isName ? ", and no directory there has the other name" : min(stand, otherStand).words)
            : ""
        self.init(
            number: number,
            words:
                "has \(field.name.spelledOut) \(values.0) in \(left) and \(values.1) in \(right)\(evidence)",
            expected: isDecided ? (isFirstWrong ? values.1 : values.0) : nil,
            actual: isDecided ? (isFirstWrong ? values.0 : values.1) : "\(values.0) and \(values.1)",
            isFirstWrong: isFirstWrong, record: isFirstWrong ? first : second,
            twin: isFirstWrong ? second : first, field: field)
    }

    private init(
        number: Int, words: String, expected: String?, actual: String, isFirstWrong: Bool,
        record: PathTableRecord?, twin: PathTableRecord?, field: AnyField
    ) {
        self.number = number
        self.words = words
        self.expected = expected
        self.actual = actual
        self.isFirstWrong = isFirstWrong
        self.record = record
        self.twin = twin
        self.field = field
    }

    /// Where it stands in the table that is wrong.
    func place(in first: PathTable, _ second: PathTable, _ tree: TreeKind) -> Place {
        let (table, other) = isFirstWrong ? (first, second) : (second, first)
        if let record, let twin {
            let place = table.place(record, field, tree: tree)
            return place.against(
                other.place(twin, isName ? twin.identifierField.any : field, tree: tree),
                as: (table.name, other.name), orders: isName ? nil : (table.byteOrder, other.byteOrder))
        }
        return Place(
            offset: table.record.offset + UInt64(field.offset), tree: tree,
            field: "pathTable[\(table.order.rawValue)]/\(field.name)")
    }
}

/// How much of a path table record the tree bears out.
private enum Standing: Int, Comparable {
    /// No directory begins in its block.
    case nowhere
    /// The directory there has another name.
    case astray
    /// The directory there has its name and another parent.
    case named
    case whole

    static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }

    /// What speaks against the record, as a clause.
    var words: String {
        switch self {
        case .nowhere: ", and no directory begins at the other"
        case .astray: ", and the directory at the other has another name"
        case .named, .whole: ""
        }
    }
}

/// The directories of a tree, as a witness between two path tables.
private struct TreeWitness {
    let tree: ISOTree
    private let byOffset: [UInt64: [Int]]

    init(_ tree: ISOTree) {
        self.tree = tree
        byOffset = Dictionary(grouping: tree.directories.indices) { tree.directories[$0].offset }
    }

    func standing(_ record: PathTableRecord, _ table: PathTable) -> Standing {
        let found = byOffset[UInt64(record.extent).times(tree.blockSize)] ?? []
        guard !found.isEmpty else { return .nowhere }
        let named = found.filter { directory in
            let slot = Int(tree.directories[directory].slot)
            return slot >= 0
                ? tree.identifier(slot) == record.identifier : record.identifier.elementsEqual([0])
        }
        guard !named.isEmpty else { return .astray }
        let number = Int(record.parent) - 1
        guard table.records.indices.contains(number) else { return .named }
        let parent = UInt64(table.records[number].extent).times(tree.blockSize)
        let isWhole = named.contains { directory in
            let holder = Int(tree.directories[directory].parent)
            return tree.directories[directory].slot < 0
                ? number == 0
                : tree.directories.indices.contains(holder) && tree.directories[holder].offset == parent
        }
        return isWhole ? .whole : .named
    }
}

extension PathTable {
    fileprivate var byteOrder: AnyField.ByteOrder { order == .l ? .little : .big }
}
