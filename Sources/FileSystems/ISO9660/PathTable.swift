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
    public let sector: Sector
    /// Size as the descriptor tells it.
    public let recordedSize: UInt32
    public let records: [Record]
    /// Bytes consumed by whole records; less than the size when the last one is cut or malformed.
    public let consumed: Int

    public struct Record: Sendable, Hashable {
        /// Byte offset in the table.
        public let at: Int
        public let identifierLength: UInt8
        /// 9.4.2: blocks of extended attributes before the directory.
        public let extendedAttributeLength: UInt8
        /// 9.4.3: block where the directory begins.
        public let extent: UInt32
        /// 9.4.4: number of the parent's record, counted from 1.
        public let parent: UInt16
        public let identifier: ArraySlice<UInt8>
        /// 9.4.6: the byte behind an identifier of odd length, if the table has one.
        public let padding: UInt8?
    }

    public init(order: Order, isOptional: Bool, sector: Sector, recordedSize: UInt32) {
        self.order = order
        self.isOptional = isOptional
        self.sector = sector
        self.recordedSize = recordedSize
        var records: [Record] = []
        var at = 0
        // An identifier of length zero cannot exist: there the table ends for us.
        while at + 8 <= sector.bytes.count, sector.u8(at) > 0 {
            let length = Int(sector.u8(at))
            let end = at + 8 + length
            guard end <= sector.bytes.count else { break }
            let padded = length % 2 == 1
            records.append(
                Record(
                    at: at, identifierLength: UInt8(length), extendedAttributeLength: sector.u8(at + 1),
                    extent: order == .l ? sector.u32le(at + 2) : sector.u32be(at + 2),
                    parent: order == .l ? sector.u16le(at + 6) : sector.u16be(at + 6),
                    identifier: sector.bytes[at + 8..<end],
                    padding: padded && end < sector.bytes.count ? sector.u8(end) : nil))
            at = end + (padded ? 1 : 0)
        }
        self.records = records
        consumed = min(at, sector.bytes.count)
    }

    /// How reports call it: "path table L", "optional path table M".
    public var name: String { (isOptional ? "optional " : "") + "path table \(order.rawValue)" }

    public func place(
        _ record: Record, _ at: Int = 0, _ count: Int? = nil, tree: TreeKind, field: String? = nil
    ) -> Place {
        let identifier = [UInt8](record.identifier)
        return Place(
            offset: sector.offset + UInt64(record.at + at),
            length: UInt64(count ?? 8 + Int(record.identifierLength)),
            tree: tree,
            path: identifier == [0]
                ? DisplayName("/")
                : tree == .joliet ? DisplayName(utf16BigEndian: identifier) : DisplayName(utf8: identifier),
            field: "pathTable[\(order.rawValue)]/" + (field ?? "record"))
    }
}
