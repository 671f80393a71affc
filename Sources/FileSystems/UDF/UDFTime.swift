import Bytes

/// A time of twelve bytes (ECMA-167, 1/7.3): kind and zone, year, month, day, hour, minute, second, and parts of it.
enum UDFTime {
    /// The zone of a time whose zone is not told.
    private static let noZone = -0x7FF

    /// Minutes from UTC, in twelve bits with a sign; nil where it is not told.
    static func zone(_ record: Record, _ at: Int) -> Int? {
        let zone = Int(Int16(bitPattern: record.u16le(at) << 4) >> 4)
        return zone == noZone ? nil : zone
    }

    /// What makes it none, such as "month 13"; nil for a time, and for none recorded at all.
    static func trouble(_ record: Record, _ at: Int) -> String? {
        guard record.slice(at, 12).contains(where: { $0 != 0 }) else { return nil }
        let kind = record.u16le(at)
        if kind >> 12 != 1 { return "kind \(kind >> 12)" }
        if let zone = zone(record, at), abs(zone) > 1_440 { return "a zone \(zone) minutes from UTC" }
        let year = Int16(bitPattern: record.u16le(at + 2))
        if !(1...9_999 ~= year) { return "year \(year)" }
        let parts: [(String, ClosedRange<UInt8>)] = [
            ("month", 1...12), ("day", 1...31), ("hour", 0...23), ("minute", 0...59), ("second", 0...60),
            ("hundredth", 0...99), ("hundred microseconds", 0...99), ("microsecond", 0...99),
        ]
        for (index, part) in parts.enumerated() {
            let value = record.u8(at + 4 + index)
            if !(part.1 ~= value) { return "\(part.0) \(value)" }
        }
        return nil
    }
}
