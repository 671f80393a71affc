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

    /// Calls `body` with each date that fits the entry (RRIP 1.12, 4.1.6).
    static func each(in entry: SystemUseEntry, _ body: (RecordedTime) -> Void) {
        let flags = entry.u8(4)
        var at = 5
        for bit in 0..<7 where flags & (1 << UInt8(bit)) != 0 {
            let time = RecordedTime(bit: bit, at: at, isLong: flags & 0x80 != 0)
            guard at + time.length <= entry.length else { return }
            body(time)
            at += time.length
        }
    }

    /// Whether all dates are short and surely of the calendar, which is so for nearly all.
    static func arePlain(_ head: EntryHead, in tree: ISOTree) -> Bool {
        guard head.flags & 0x80 == 0 else { return false }
        let dates = tree.bytes(of: head, from: 5)
        var at = dates.startIndex
        while at + 7 <= dates.endIndex {
            guard 1...12 ~= dates[at + 1], 1...28 ~= dates[at + 2], dates[at + 3] < 24, dates[at + 4] < 60,
                dates[at + 5] < 60, -48...52 ~= Int8(bitPattern: dates[at + 6])
            else { return false }
            at += 7
        }
        return true
    }

    /// The modification time, which the directory record repeats.
    static func modification(in entry: SystemUseEntry) -> RecordedTime? {
        let flags = entry.u8(4)
        guard flags & 2 != 0 else { return nil }
        let isLong = flags & 0x80 != 0
        let time = RecordedTime(bit: 1, at: flags & 1 != 0 ? isLong ? 22 : 12 : 5, isLong: isLong)
        return time.at + time.length <= entry.length ? time : nil
    }

    func isUnset(in entry: SystemUseEntry) -> Bool {
        isLong ? long(in: entry).isLooselyUnset : (0..<7).allSatisfy { entry.u8(at + $0) == 0 }
    }

    func moment(in entry: SystemUseEntry) -> Moment? {
        guard !isLong else { return long(in: entry).moment }
        return Moment(
            year: 1900 + Int(entry.u8(at)), month: Int(entry.u8(at + 1)), day: Int(entry.u8(at + 2)),
            hour: Int(entry.u8(at + 3)), minute: Int(entry.u8(at + 4)), second: Int(entry.u8(at + 5)),
            quarterHoursEast: Int(Int8(bitPattern: entry.u8(at + 6))))
    }

    func text(in entry: SystemUseEntry) -> String {
        guard !isLong else { return long(in: entry).text }
        return (0..<6).map { "\(entry.u8(at + $0))" }.joined(separator: " ")
            + ", zone \(Int8(bitPattern: entry.u8(at + 6)))"
    }

    private func long(in entry: SystemUseEntry) -> LongDate {
        LongDate(bytes: [UInt8](entry.bytes.dropFirst(at).prefix(17)))
    }
}
