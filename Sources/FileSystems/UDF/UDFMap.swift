public import Bytes

/// A partition map of a logical volume (ECMA-167, 3/10.7): how a partition reference becomes a partition.
public struct UDFMap: Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case physical, virtual, sparable, metadata, unknown }

    public let record: Record
    public let kind: Kind

    init(_ record: Record) {
        self.record = record
        let identifier = record.text(5, 23)
        kind =
            switch record.u8(0) {
            case 1: .physical
            case 2 where identifier == "*UDF Virtual Partition": .virtual
            case 2 where identifier == "*UDF Sparable Partition": .sparable
            case 2 where identifier == "*UDF Metadata Partition": .metadata
            default: .unknown
            }
    }

    /// The number of the partition that it is in.
    public var partition: UInt16 { record.u8(0) == 1 ? record.u16le(4) : record.u16le(38) }

    // Of sparable ones: blocks of a packet, and where the tables are.
    public var packetLength: UInt16 { record.u16le(40) }
    public var tableCount: UInt8 { record.u8(42) }
    public var tableLength: UInt32 { record.u32le(44) }
    public func table(_ number: Int) -> UInt32 { record.u32le(48 + 4 * number) }

    // Of metadata: blocks of the file's entries in the partition; FFFFFFFF for none.
    public var mainEntry: UInt32 { record.u32le(40) }
    public var mirrorEntry: UInt32 { record.u32le(44) }
    public var bitmapEntry: UInt32 { record.u32le(48) }
}

/// The virtual allocation table of a volume that was written once (UDF 2.2.11): where the blocks of its virtual partition are.
public struct UDFVirtualTable: Sendable, Hashable {
    public let entry: UDFEntry
    /// Its content.
    public let record: Record

    /// Whether it is one as of revision 2.00, with a header.
    public var hasHeader: Bool { entry.fileType == 248 }

    /// The block in the partition of the table before it; nil for the first.
    var previous: UInt32? {
        let at = hasHeader ? 132 : record.count - 4
        guard at >= 0, at + 4 <= record.count, record.u32le(at) != .max else { return nil }
        return record.u32le(at)
    }

    var entries: [UInt32] {
        let start = hasHeader ? Int(record.u16le(0)) : 0
        // Before 2.00 an identifier and a pointer stand behind the entries.
        let end = hasHeader ? record.count : max(0, record.count - 36)
        return stride(from: start, to: end - 3, by: 4).map { record.u32le($0) }
    }
}
