import Bytes
import FileSystems

/// One date of a TF entry, without a copy.
struct RecordedTime {
    let bit: Int
    /// Byte in the entry.
    let at: Int
    let isLong: Bool

    static let names = ["creation", "modify", "access", "attributes", "backup", "expiration", "effective"]

    var name: String { Self.names.indices.contains(bit) ? Self.names[bit] : "" }
    var length: Int { isLong ? 17 : 7 }
    var field: Field<RawBytes> { Field(name, at: at, length: length, "RRIP, 4.1.6") }

    /// Calls `body` with each date that fits the entry (RRIP 1.12, 4.1.6).
    static func each(in entry: SystemUseEntry, _ body: (RecordedTime) -> Void) {
        let flags = entry[SystemUseEntry.flags]
        var at = 5
        for bit in 0..<7 where flags & (1 << UInt8(bit)) != 0 {
            let time = RecordedTime(bit: bit, at: at, isLong: flags & 0x80 != 0)
            guard at + time.length <= entry.length else { return }
            body(time)
            at += time.length
        }
    }

    /// The modification time, which the directory record repeats.
    static func modification(in entry: SystemUseEntry) -> RecordedTime? {
        let flags = entry[SystemUseEntry.flags]
        guard flags & 2 != 0 else { return nil }
        let isLong = flags & 0x80 != 0
        let time = RecordedTime(bit: 1, at: flags & 1 != 0 ? isLong ? 22 : 12 : 5, isLong: isLong)
        return time.at + time.length <= entry.length ? time : nil
    }

    func isUnset(in entry: SystemUseEntry) -> Bool {
        isLong ? long(in: entry).isLooselyUnset : short(in: entry).isUnset
    }

    func moment(in entry: SystemUseEntry) -> Moment? {
        isLong ? long(in: entry).moment : short(in: entry).moment
    }

    func text(in entry: SystemUseEntry) -> String {
        guard !isLong else { return long(in: entry).text }
        let date = short(in: entry)
        let parts = [date.year, date.month, date.day, date.hour, date.minute, date.second]
        return parts.map { "\($0)" }.joined(separator: " ") + ", zone \(date.zone)"
    }

    private func short(in entry: SystemUseEntry) -> ShortDate {
        entry[Field<ShortDate>(name, at: at, "RRIP, 4.1.6")]
    }

    private func long(in entry: SystemUseEntry) -> LongDate {
        LongDate(bytes: [UInt8](entry.bytes.dropFirst(at).prefix(17)))
    }
}
