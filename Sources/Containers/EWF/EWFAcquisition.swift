import Bytes

/// What the header of an evidence file says of the case: a table with a line of keys and a line of values between tabulators.
public struct EWFAcquisition: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// Such as "examiner".
        public let name: String
        public let value: String
        /// What it means, where it is a time.
        public let time: Time?
    }

    public enum Time: Sendable, Hashable {
        /// Since 1970 began, UTC.
        case seconds(Int64)
        /// Year, month, day, hour, minute and second by the clock of the machine.
        case local([Int])

        init?(_ text: Substring) {
            let parts = text.split(separator: " ").map { Int64($0) }
            let numbers = parts.compactMap(\.self)
            guard numbers.count == parts.count, numbers.allSatisfy({ 0...1 << 40 ~= $0 }) else { return nil }
            switch numbers.count {
            case 1: self = .seconds(numbers[0])
            case 6: self = .local(numbers.map { Int($0) })
            default: return nil
            }
        }
    }

    public let entries: [Entry]

    private static let names = [
        "c": "case number", "n": "evidence number", "a": "description", "e": "examiner", "t": "notes",
        "av": "acquired by version", "ov": "acquired under", "m": "acquired at", "u": "system time",
        "md": "model",
        "sn": "serial number", "l": "device",
    ]

    private static let times: Set<String> = ["acquired at", "system time"]

    /// Nil for a text that is no such table, or has no value.
    init?(_ bytes: [UInt8]) {
        let lines = Self.text(bytes).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        guard let main = lines.firstIndex(of: "main"), main + 2 < lines.count else { return nil }
        let keys = lines[main + 1].split(separator: "\t", omittingEmptySubsequences: false)
        let values = lines[main + 2].split(separator: "\t", omittingEmptySubsequences: false)
        entries = zip(keys, values).compactMap { key, value in
            guard !value.isEmpty, let name = Self.names[String(key)] else { return nil }
            return Entry(
                name: name, value: String(value), time: Self.times.contains(name) ? .init(value) : nil)
        }
        if entries.isEmpty { return nil }
    }

    private static let ofTheCase: Set<String> = [
        "case number", "evidence number", "description", "examiner", "notes",
    ]

    /// The first entry about the case that another header has with another value. Letters beyond ASCII are written in different ways.
    func contradiction(to other: EWFAcquisition) -> (own: Entry, other: Entry)? {
        for entry in entries where Self.ofTheCase.contains(entry.name) {
            if let twin = other.entries.first(where: { $0.name == entry.name }), twin.value != entry.value,
                (entry.value + twin.value).allSatisfy({ $0.isASCII && $0 != "?" })
            {
                return (entry, twin)
            }
        }
        return nil
    }

    /// UTF-16 with a mark of the order of its bytes, or 8 bits in an encoding that is not told.
    private static func text(_ bytes: [UInt8]) -> String {
        guard bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) else {
            return Record.text(bytes)
        }
        let isBig = bytes[0] == 0xFE
        let text = Record(bytes)
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
            isBig ? text.u16be($0) : text.u16le($0)
        }
        return String(decoding: units, as: UTF16.self)
    }
}
