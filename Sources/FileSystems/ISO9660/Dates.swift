public import Bytes

/// A moment as an image tells it, in seconds of proleptic Gregorian time; only for comparing recorded dates.
public struct Moment: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let seconds: Int64

    /// nil unless the numbers name a real date: month 1-12, a day that month has, and a time of day.
    public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, quarterHoursEast: Int)
    {
        guard (0...9999).contains(year), (1...12).contains(month), (0..<24).contains(hour),
            (0..<60).contains(minute),
            (0..<60).contains(second), (-48...52).contains(quarterHoursEast),
            (1...Moment.days(in: month, of: year)).contains(day)
        else { return nil }
        // Days from civil date, counted from March so that the leap day comes last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        seconds = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second - quarterHoursEast * 900)
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }
}

/// The 7-byte date of a directory record (ECMA-119, 9.1.5): years since 1900, month, day, hour, minute, second, and
/// the offset from Greenwich in quarters of an hour.
public struct ShortDate: Sendable, Hashable, BitwiseCopyable {
    public let year, month, day, hour, minute, second: UInt8
    public let zone: Int8

    @inline(__always)
    init(year: UInt8, month: UInt8, day: UInt8, hour: UInt8, minute: UInt8, second: UInt8, zone: Int8) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.zone = zone
    }

    /// From exactly seven bytes; missing ones read as zero.
    public init(_ bytes: some Collection<UInt8>) {
        var rest = bytes.makeIterator()
        year = rest.next() ?? 0
        month = rest.next() ?? 0
        day = rest.next() ?? 0
        hour = rest.next() ?? 0
        minute = rest.next() ?? 0
        second = rest.next() ?? 0
        zone = Int8(bitPattern: rest.next() ?? 0)
    }

    /// All seven bytes zero: the date is not specified.
    public var isUnset: Bool {
        year == 0 && month == 0 && day == 0 && hour == 0 && minute == 0 && second == 0 && zone == 0
    }

    public var moment: Moment? {
        Moment(
            year: 1900 + Int(year), month: Int(month), day: Int(day), hour: Int(hour), minute: Int(minute),
            second: Int(second), quarterHoursEast: Int(zone))
    }
}

/// The 17-byte date of a volume descriptor (ECMA-119, 8.4.26.1): sixteen digits and the offset from Greenwich in
/// quarters of an hour.
public struct LongDate: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }

    public var text: String { String(decoding: bytes.prefix(16), as: UTF8.self) }

    /// The standard's way to say "not specified": sixteen digits zero, offset zero.
    public var isUnset: Bool { bytes.prefix(16).allSatisfy { $0 == 0x30 } && bytes.last == 0 }

    /// Other ways seen to say the same: all NUL, all spaces, or a digit zero as offset.
    public var isLooselyUnset: Bool {
        bytes.prefix(16).allSatisfy { $0 == 0x30 } || bytes.allSatisfy { $0 == 0 || $0 == 0x20 }
    }

    /// Hundredths of a second, bytes 14 and 15.
    public var hundredths: Int? { number(14..<16) }

    public var moment: Moment? {
        guard bytes.count == 17, let year = number(0..<4), let month = number(4..<6), let day = number(6..<8),
            let hour = number(8..<10), let minute = number(10..<12), let second = number(12..<14),
            hundredths != nil
        else { return nil }
        return Moment(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second,
            quarterHoursEast: Int(Int8(bitPattern: bytes[16])))
    }

    private func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}

// MARK: As fields

extension ShortDate: FixedCoding {
    public static var kind: AnyField.Kind { .date }
    public static var length: Int { 7 }

    @inline(__always)
    public static func value(in bytes: RawSpan, at: Int) -> ShortDate {
        ShortDate(
            year: bytes.byte(at), month: bytes.byte(at + 1), day: bytes.byte(at + 2),
            hour: bytes.byte(at + 3),
            minute: bytes.byte(at + 4), second: bytes.byte(at + 5), zone: Int8(bitPattern: bytes.byte(at + 6))
        )
    }

    public static func bytes(of date: ShortDate) -> [UInt8] {
        [date.year, date.month, date.day, date.hour, date.minute, date.second, UInt8(bitPattern: date.zone)]
    }
}

extension LongDate: FieldCoding {
    public static var kind: AnyField.Kind { .date }

    public static func value(in record: Record, at: Int, count: Int) -> LongDate {
        LongDate(bytes: [UInt8](record.slice(at, count)))
    }

    public static func bytes(of date: LongDate) -> [UInt8] { date.bytes }
}
