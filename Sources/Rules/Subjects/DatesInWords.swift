import DiscModel
import FileSystems

// Recorded dates as people write them, whether or not they name a moment.

extension LongDate {
    /// Whether it is the day from which a program counts, written where it had no date: Delphi's, Windows', .NET's, and the
    /// Macintosh's.
    var isZeroOfAProgram: Bool {
        ["18991230", "16010101", "00010101", "19040101"].contains { bytes.starts(with: $0.utf8) }
    }

    /// The digits in groups, and the offset; sixteen characters that are no digits as they are.
    var inWords: String {
        if isUnset || isLooselyUnset { return "not specified" }
        let digits = bytes.prefix(16).map { String(UnicodeScalar($0)) }
        guard digits.count == 16, bytes.prefix(16).allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return "\"\(DisplayName(utf8: Array(bytes.prefix(16))).escaped)\""
        }
        func part(_ range: Range<Int>) -> String { digits[range].joined() }
        let hundredths = part(14..<16) == "00" ? "" : ".\(part(14..<16))"
        return
            "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12)):\(part(12..<14))"
            + hundredths + " " + zoneInWords(Int8(bitPattern: bytes.last ?? 0))
    }
}

extension ShortDate {
    /// The recorded numbers in the order people write them.
    var inWords: String {
        if isUnset { return "not specified" }
        return "\(1900 + Int(year))-\(two(month))-\(two(day)) \(two(hour)):\(two(minute)):\(two(second)) "
            + zoneInWords(zone)
    }
}

private func two(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// "UTC", "UTC+01:00"; what lies beyond the offsets that exist, in quarters of an hour as it is recorded.
private func zoneInWords(_ quarters: Int8) -> String {
    guard (-48...56).contains(quarters) else { return "UTC and \(quarters) quarters of an hour" }
    let minutes = abs(Int(quarters)) * 15
    return quarters == 0
        ? "UTC" : "UTC\(quarters < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
}
