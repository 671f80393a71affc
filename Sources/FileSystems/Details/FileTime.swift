/// A time that a file system records of a file, with its zone where it tells one.
public struct FileTime: Sendable, Hashable {
    /// Seconds since 1970-01-01 00:00 by the clock that wrote it, in whatever zone that was.
    public let clock: Int64
    public let nanoseconds: Int
    /// Minutes east of Greenwich; nil where nobody knows.
    public let zone: Int?
    /// Seconds from one time that can be recorded to the next; 1 for all that are at least so fine.
    public let precision: Int

    init(clock: Int64, nanoseconds: Int = 0, zone: Int?, precision: Int = 1) {
        self.clock = clock
        self.nanoseconds = nanoseconds
        self.zone = zone
        self.precision = precision
    }

    /// From numbers of a calendar; nil where it has no such time.
    init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
        nanoseconds: Int = 0, zone: Int?, precision: Int = 1
    ) {
        // A leap second is the end of the one before it.
        guard
            let moment = Moment(
                year: year, month: month, day: day, hour: hour, minute: minute,
                second: second == 60 ? 59 : second, quarterHoursEast: 0)
        else { return nil }
        self.init(
            clock: moment.seconds + (second == 60 ? 1 : 0), nanoseconds: nanoseconds, zone: zone,
            precision: precision)
    }

    /// Seconds since 1970-01-01 00:00 UTC; without a zone, as if it were that of Greenwich.
    public var seconds: Int64 { clock - Int64(zone ?? 0) * 60 }

    /// The time as ISO 8601 and XML Schema have it, such as 2024-02-29T12:00:00+01:00; without a zone where nobody knows it.
    /// Zones that those do not have are those of Greenwich.
    public var text: String {
        guard let zone else { return Self.text(clock, nanoseconds) }
        // XML Schema 2, 3.2.7.3: at most 14 hours.
        guard zone != 0, abs(zone) <= 14 * 60 else { return Self.text(seconds, nanoseconds) + "Z" }
        let minutes = abs(zone)
        return Self.text(clock, nanoseconds) + (zone < 0 ? "-" : "+") + Self.padded(minutes / 60, 2) + ":"
            + Self.padded(minutes % 60, 2)
    }

    private static func text(_ seconds: Int64, _ nanoseconds: Int) -> String {
        let (days, rest) = ((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400, seconds % 86_400)
        let second = Int((rest + 86_400) % 86_400)
        // The civil date of a day, counted from March of year 0 in eras of 400 years, so that the leap day comes last.
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let day = shifted - era * 146_097
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civil = month < 10 ? month + 3 : month - 9
        let parts = [
            padded(year + era * 400 + (civil <= 2 ? 1 : 0), 4), padded(civil, 2),
            padded(dayOfYear - (153 * month + 2) / 5 + 1, 2),
        ]
        let time = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }
        return parts.joined(separator: "-") + "T" + time.joined(separator: ":") + fraction(nanoseconds)
    }

    private static func fraction(_ nanoseconds: Int) -> String {
        guard nanoseconds > 0 else { return "" }
        var digits = padded(nanoseconds, 9)
        while digits.last == "0" { digits.removeLast() }
        return "." + digits
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension FileTime {
    /// Of a directory record or a short Rock Ridge entry; nil for none, and for what no calendar has.
    init?(_ date: ShortDate) {
        guard !date.isUnset, date.moment != nil else { return nil }
        self.init(
            year: 1_900 + Int(date.year), month: Int(date.month), day: Int(date.day), hour: Int(date.hour),
            minute: Int(date.minute), second: Int(date.second), zone: Int(date.zone) * 15)
    }

    /// Of a volume descriptor or a long Rock Ridge entry.
    init?(_ date: LongDate) {
        guard !date.isUnset, !date.isLooselyUnset, let moment = date.moment, let zone = date.bytes.last else {
            return nil
        }
        let minutes = Int(Int8(bitPattern: zone)) * 15
        self.init(
            clock: moment.seconds + Int64(minutes) * 60, nanoseconds: (date.hundredths ?? 0) * 10_000_000,
            zone: minutes)
    }
}
