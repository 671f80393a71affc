public import Bytes
public import DiscModel

/// A path table as recorded (ECMA-119, 9.4): one of up to four per tree.
public struct PathTable: Sendable {
    /// Byte order of the numbers in it, which is the whole difference between type L and type M.
    public enum Order: String, Sendable {
        case l = "L"
        case m = "M"
    }

    public let order: Order
    public let isOptional: Bool
    /// The table's bytes, cut to what the image has.
    public let record: Record
    /// Size as the descriptor tells it.
    public let recordedSize: UInt32
    public let records: [PathTableRecord]
    /// Bytes consumed by whole records; less than the size when the last one is cut or malformed.
    public let consumed: Int

    public init(order: Order, isOptional: Bool, _ record: Record, recordedSize: UInt32) {
        self.order = order
        self.isOptional = isOptional
        self.record = record
        self.recordedSize = recordedSize
        var records: [PathTableRecord] = []
        var at = 0
        // An identifier of length zero cannot exist: there the table ends for us.
        while record.u8(at) > 0, let next = PathTableRecord(order, record, at: at) {
            records.append(next)
            at = next.end
        }
        self.records = records
        consumed = min(at, record.count)
    }

    /// Whether its first record is that of the root (ECMA-119, 6.9.1), which lies in a block.
    public func beginsWithRoot(at block: UInt32) -> Bool {
        guard let first = records.first else { return false }
        return first.identifier.elementsEqual([0]) && first.parent == 1 && first.extent == block
    }

    /// How reports call it: "path table L", "optional path table M".
    public var name: String { (isOptional ? "optional " : "") + "path table \(order.rawValue)" }

    public func place(
        _ entry: PathTableRecord, _ at: Int = 0, _ count: Int? = nil, tree: TreeKind, field: String? = nil
    ) -> Place {
        let identifier = [UInt8](entry.identifier)
        return Place(
            offset: record.offset + UInt64(entry.at + at),
            length: UInt64(count ?? 8 + Int(entry.identifierLength)),
            tree: tree,
            path: identifier == [0]
                ? DisplayName("/")
                : tree == .joliet ? DisplayName(utf16BigEndian: identifier) : DisplayName(utf8: identifier),
            field: "pathTable[\(order.rawValue)]/" + (field ?? "record"))
    }
}

/// One record of a path table (ECMA-119, 9.4).
public struct PathTableRecord: Sendable, Hashable {
    /// Byte offset in the table.
    public let at: Int
    public let identifierLength: UInt8
    /// Blocks of extended attributes before the directory.
    public let extendedAttributeLength: UInt8
    /// Block where the directory begins.
    public let extent: UInt32
    /// Number of the parent's record, counted from 1.
    public let parent: UInt16
    public let identifier: ArraySlice<UInt8>
    /// The byte behind an identifier of odd length, if the table has one.
    public let padding: UInt8?

    /// Byte offset in the table of what follows.
    var end: Int { at + Self.fixedLength + Int(identifierLength) + Int(identifierLength % 2) }

    /// nil where the table ends before the record does.
    init?(_ order: PathTable.Order, _ table: Record, at: Int) {
        let record = table.part(at)
        self.at = at
        identifierLength = record[Self.identifierLength]
        extendedAttributeLength = record[Self.extendedAttributeLength]
        extent = order == .l ? record[Self.extent] : record[Self.extentM]
        parent = order == .l ? record[Self.parent] : record[Self.parentM]
        let count = Int(identifierLength)
        identifier = record.slice(Self.fixedLength, count)
        guard identifier.count == count else { return nil }
        let behind = Self.fixedLength + count
        padding = count % 2 == 1 && behind < record.count ? record.u8(behind) : nil
    }
}

extension PathTableRecord {
    /// Bytes before the identifier.
    public static let fixedLength = 8

    public static var identifierLength: Field<UInt8> { Field("lengthOfDirectoryIdentifier", at: 0, "9.4.1") }
    public static var extendedAttributeLength: Field<UInt8> {
        Field("extendedAttributeLength", at: 1, "9.4.2")
    }
    /// In a table of type L.
    public static var extent: Field<LittleEndian<UInt32>> { Field("extent", at: 2, "9.4.3") }
    /// In a table of type M.
    public static var extentM: Field<BigEndian<UInt32>> { Field("extent", at: 2, "9.4.3") }
    /// In a table of type L.
    public static var parent: Field<LittleEndian<UInt16>> { Field("parent", at: 6, "9.4.4") }
    /// In a table of type M.
    public static var parentM: Field<BigEndian<UInt16>> { Field("parent", at: 6, "9.4.4") }
    /// The first block of the directory, behind its extended attributes: bytes 1 to 5.
    public static var start: Field<RawBytes> { Field("extent", 1..<6, "9.4.2, 9.4.3") }

    public var identifierField: Field<Text> {
        Field("directoryIdentifier", at: Self.fixedLength, length: Int(identifierLength), "9.4.5")
    }

    public var paddingField: Field<Reserved>? {
        padding.map { _ in Field("paddingField", at: identifierField.range.upperBound, length: 1, "9.4.6") }
    }

    /// All fields, in a table of a type.
    public func fields(_ order: PathTable.Order) -> [AnyField] {
        let isL = order == .l
        return [
            Self.identifierLength.any, Self.extendedAttributeLength.any,
            isL ? Self.extent.any : Self.extentM.any, isL ? Self.parent.any : Self.parentM.any,
            identifierField.any,
        ] + [paddingField?.any].compactMap(\.self)
    }
}

extension PathTable {
    /// A record with the place where it stands.
    public struct Entry: Structure {
        public let table: PathTable
        public let record: PathTableRecord
        public var offset: UInt64 { table.record.offset + UInt64(record.at) }
        public var prefix: String { "pathTable[\(table.order.rawValue)]/" }
        public var fields: [AnyField] { record.fields(table.order) }
    }

    public var entries: [Entry] { records.map { Entry(table: self, record: $0) } }

    /// Place of a field of a record.
    public func place(_ record: PathTableRecord, _ field: AnyField, tree: TreeKind) -> Place {
        place(record, field.offset, field.length, tree: tree, field: field.name)
    }

    /// Place of a field of a record.
    public func place<Coding>(_ record: PathTableRecord, _ field: Field<Coding>, tree: TreeKind) -> Place {
        place(record, field.offset, field.length, tree: tree, field: field.name)
    }
}
