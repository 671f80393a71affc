import Bytes
import XML

/// The property list of an Apple disk image, as far as it has the tables of the partitions.
struct DMGList {
    struct Table {
        let name: String
        let bytes: Record
    }

    private(set) var tables: [Table] = []
    /// What is wrong with it, as a clause about it.
    private(set) var fault: String?

    /// Partitions are some few; this is more than any map of partitions holds.
    private static let limit = 1 << 10

    init(_ text: String) {
        let list: XMLElement
        do throws(XMLProblem) {
            list = try XMLElement(parsing: text)
        } catch {
            fault = "cannot be read: \(error.description)"
            return
        }
        guard let fork = list.child("dict").flatMap({ Self.value(of: "resource-fork", in: $0) }),
            let blocks = Self.value(of: "blkx", in: fork)
        else {
            fault = "names no partitions"
            return
        }
        if blocks.children.count > Self.limit {
            fault = "names \(blocks.children.count) partitions, and \(Self.limit) are read"
        }
        for entry in blocks.children.prefix(Self.limit) {
            let name = Self.value(of: "Name", in: entry) ?? Self.value(of: "CFName", in: entry)
            guard let data = Self.value(of: "Data", in: entry), let bytes = Self.decoded(data.text) else {
                fault = fault ?? "has no table for partition \(tables.count + 1)"
                continue
            }
            tables.append(Table(name: name?.text ?? "", bytes: Record(bytes)))
        }
        if tables.isEmpty { fault = fault ?? "names no partitions" }
    }

    /// What follows a key in a dictionary.
    private static func value(of key: String, in dictionary: XMLElement) -> XMLElement? {
        let children = dictionary.children
        guard let at = children.firstIndex(where: { $0.name == "key" && $0.text == key }) else { return nil }
        return children.dropFirst(at + 1).first
    }

    /// Bytes written with 64 characters (RFC 4648, 4), with white space between them.
    private static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count / 4 * 3)
        var (bits, count) = (0 as UInt32, 0)
        for character in text.utf8 {
            let value: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            case UInt8(ascii: "="), 0x20, 0x09, 0x0A, 0x0D: continue
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
