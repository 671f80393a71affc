/// The names of the segments of a set: .E01 to .E99, .EAA to .EZZ, .FAA and so on to .ZZZ; the first letter is that of the format.
struct EWFNames {
    /// What stands before the dot.
    let stem: String
    /// The letter of the first segment, in capitals.
    private let letter: UInt8
    private let isSmall: Bool

    /// The last number that has a name: one of .ZZZ.
    private static let letters = 26

    /// Nil for a name that is no segment's.
    init?(_ name: String) {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let ending = Array(name[name.index(after: dot)...].utf8)
        guard ending.count == 3, let first = ending.first, first.isLetter else { return nil }
        stem = String(name[..<dot])
        isSmall = first >= 0x61
        // A later segment may have been opened, whose first letter is a later one; sets begin with E or S.
        let upper = first & 0xDF
        letter = upper >= 0x53 ? 0x53 : upper >= 0x45 ? 0x45 : upper
    }

    /// The number that a name stands for; nil for one of another file.
    func number(of name: String) -> Int? {
        guard let dot = name.lastIndex(of: "."), name[..<dot].lowercased() == stem.lowercased() else {
            return nil
        }
        let ending = name[name.index(after: dot)...].utf8.map { $0 >= 0x61 ? $0 & 0xDF : $0 }
        guard ending.count == 3, ending[0].isLetter, ending[0] >= letter else { return nil }
        let series = Int(ending[0] - letter)
        if ending[1].isDigit, ending[2].isDigit {
            let number = Int(ending[1] - 0x30) * 10 + Int(ending[2] - 0x30)
            return series == 0 && number > 0 ? number : nil
        }
        guard ending[1].isLetter, ending[2].isLetter else { return nil }
        let within = Int(ending[1] - 0x41) * Self.letters + Int(ending[2] - 0x41)
        return 100 + series * Self.letters * Self.letters + within
    }

    /// The name of a segment.
    func name(of number: Int) -> String {
        var ending: [UInt8]
        if number < 100 {
            ending = [letter, 0x30 + UInt8(max(0, number) / 10), 0x30 + UInt8(max(0, number) % 10)]
        } else {
            let rest = (number - 100) % (Self.letters * Self.letters)
            let series = (number - 100) / (Self.letters * Self.letters)
            ending = [
                UInt8(clamping: Int(letter) + series), 0x41 + UInt8(rest / Self.letters),
                0x41 + UInt8(rest % Self.letters),
            ]
        }
        if isSmall { ending = ending.map { $0.isLetter ? $0 | 0x20 : $0 } }
        return "\(stem).\(String(decoding: ending, as: UTF8.self))"
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { 0x30...0x39 ~= self }
    fileprivate var isLetter: Bool { 0x41...0x5A ~= self & 0xDF }
}
