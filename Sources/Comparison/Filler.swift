/// What programs leave in place of a sector that they could not read.
enum Filler {
    /// dvdisaster writes a sector of text, safecopy repeats a word; both begin like this.
    private static let marks = ["dvdisaster dead sector marker", "BaDbLoCk"].map { Array($0.utf8) }

    /// Zeros, the 55h of empty rescue files and drives, or the mark of a rescue program.
    static func isFiller(_ sector: [UInt8]) -> Bool {
        if let first = sector.first, first == 0 || first == 0x55, sector.allSatisfy({ $0 == first }) {
            return true
        }
        return marks.contains { sector.starts(with: $0) }
    }
}
