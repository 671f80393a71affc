/// Tells bytes that somebody wrote into a sector without new codes from decay, by what they are.
///
/// Decay makes noise, anywhere in a sector and often in its codes. Translations, cracks and trainers put text or other
/// regular bytes in a row, into the user data alone. A few changed bytes can be either, and count as decay.
struct Patch {
    /// Whether the changed bytes look written.
    let isWritten: Bool

    /// Changed bytes in a row that are noise by chance once in thousands of sectors.
    private static let least = 6
    /// Unchanged bytes that may lie between changed ones in a row: new bytes happen to be the old ones.
    private static let gap = 4

    /// - Parameters:
    ///   - changed: the positions of the bytes, rising.
    ///   - sector: as it is recorded.
    init(changed: [Int], in sector: [UInt8], of codes: CodeLayout) {
        let data = codes.covered.clamped(to: 16..<codes.edc.lowerBound)
        guard let first = changed.first, let last = changed.last, data.contains(first), data.contains(last)
        else {
            isWritten = false
            return
        }
        var written = 0
        var start = 0
        for index in changed.indices {
            let isLast = index + 1 == changed.count
            guard isLast || changed[index + 1] - changed[index] > Self.gap + 1 else { continue }
            let row = sector[changed[start]...changed[index]]
            if Self.looksWritten(row, changed: index + 1 - start) { written += index + 1 - start }
            start = index + 1
        }
        isWritten = written * 2 > changed.count
    }

    private static func looksWritten(_ row: ArraySlice<UInt8>, changed: Int) -> Bool {
        let distinct = Set(row.prefix(86)).count
        // One byte over and over is how holes are filled up.
        guard changed >= least, changed * 4 >= row.count * 3, distinct > 1 else { return false }
        let text = row.count { 0x20...0x7E ~= $0 || $0 == 0 || $0 == 10 || $0 == 13 }
        let letters = row.count { 0x20...0x7E ~= $0 }
        if text * 20 >= row.count * 19, letters * 2 > row.count { return true }
        // Sixteen bytes of noise have two or three twice at most.
        return changed >= 16 && distinct * 10 <= min(row.count, 86) * 7
    }
}
