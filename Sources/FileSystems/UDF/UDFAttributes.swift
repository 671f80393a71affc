import Bytes
import DiscModel

/// The extended attributes in an entry (ECMA-167, 4/14.10; UDF 3.3.4): a header, then one behind the other.
enum UDFAttributes {
    /// What does not hold in those of an entry, and at which byte of it.
    static func trouble(_ entry: UDFEntry) -> (at: Int, what: String)? {
        let range = entry.attributes
        guard !range.isEmpty, range.upperBound <= entry.record.count, range.count >= 24 else { return nil }
        let header = UDFDescriptor(entry.record.part(range.lowerBound, range.count), block: entry.block)
        guard header.kind == .attributeHeader, header.sumHolds else {
            return (range.lowerBound, "there is no header before them")
        }
        var at = range.lowerBound + 24
        while at + 12 <= range.upperBound, entry.record.u32le(at) != 0 {
            let length = entry.record.u32le(at + 8)
            guard length >= 12, Int(length) <= range.upperBound - at else {
                return (at, "one has \(UInt64(length).of("byte")), and \(range.upperBound - at) are left")
            }
            if let sum = sum(entry.record, at, Int(length)), sum.found != sum.recorded {
                return (at, "the sum of one is \(sum.found), and \(sum.recorded) is recorded")
            }
            at += Int(length)
        }
        return nil
    }

    /// Those that UDF defines for implementations and applications have a sum of their first 48 bytes (UDF 3.3.4.5, 3.3.4.6).
    private static func sum(_ record: Record, _ at: Int, _ length: Int) -> (recorded: UInt16, found: UInt16)?
    {
        let type = record.u32le(at)
        guard type == 0x800 || type == 0x1_0000, length >= 50, record.has("*UDF", at: at + 17) else {
            return nil
        }
        return (record.u16le(at + 48), record.slice(at, 48).reduce(0) { $0 &+ UInt16($1) })
    }
}
