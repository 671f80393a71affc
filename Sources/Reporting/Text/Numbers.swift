// Numbers and columns as people read them.

/// A number with its thousands apart.
func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude))
    let sign = number < 0 ? "-" : ""
    return sign
        + digits.enumerated().map { index, digit in
            index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }.joined()
}

/// "1 sector", "2 sectors".
func counted(_ number: some BinaryInteger, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}

/// A size as people write it, in decimal units.
func megabytes(_ bytes: UInt64) -> String {
    let (unit, name): (UInt64, String) =
        bytes >= 1_000_000_000
        ? (1_000_000_000, "GB") : bytes >= 1_000_000 ? (1_000_000, "MB") : (1_000, "kB")
    let tenth = unit / 10
    let tenths = bytes / tenth + (bytes % tenth >= tenth / 2 ? 1 : 0)
    return "\(grouped(tenths / 10)).\(tenths % 10) \(name)"
}

extension String {
    func padded(to width: Int) -> String {
        let cells = cells
        return cells < width ? self + String(repeating: " ", count: width - cells) : self
    }
}
