// System use entries (SUSP 4.1), in a directory record or a continuation area.
//
// What follows an entry moves with it. The length of the record, which stays even, or of the continuation
// area in its CE entry, follows. A change for which record, sector or area has no room is not made.

extension Specimen {
    /// The bytes of a system use entry.
    public func entry(_ landmark: String) -> [UInt8] {
        get(landmark, count: Int(get8(landmark, 2)))
    }

    /// Puts an entry behind the last one in a directory record (`record:…`), with a landmark `susp:…`.
    public mutating func insertEntry(_ entry: [UInt8], into record: String) {
        let start = offset(record)
        let end = entriesEnd(systemUseStart(start), limit: start + Int(bytes.byte(start)))
        guard reshapeRecord(at: start, place: end, removing: 0, inserting: entry) else { return }
        let owner = record.split(separator: "record:", maxSplits: 1, omittingEmptySubsequences: false)
        markEntry(entry, of: owner.joined(separator: "susp:"), at: end)
    }

    /// Puts an entry in front of another one (`susp:…`), with a landmark of its own.
    public mutating func insertEntry(_ entry: [UInt8], before landmark: String) {
        let place = offset(landmark)
        guard reshape(landmark, at: place, removing: 0, inserting: entry) else { return }
        markEntry(entry, of: owner(of: landmark), at: place)
    }

    /// Replaces an entry. Its landmark stays.
    public mutating func replaceEntry(_ landmark: String, with entry: [UInt8]) {
        reshape(landmark, at: offset(landmark), removing: self.entry(landmark).count, inserting: entry)
    }

    /// Takes an entry out and closes the gap.
    public mutating func removeEntry(_ landmark: String) {
        reshape(landmark, at: offset(landmark), removing: entry(landmark).count, inserting: [])
    }

    /// A new entry: signature, length, version, data.
    public static func systemUseEntry(_ signature: String, _ data: [UInt8], version: UInt8 = 1) -> [UInt8] {
        SystemUse.entry(signature, data, version: version)
    }
}

// MARK: Lengths that follow

extension Specimen {
    /// `susp:/README.TXT` of `susp:/README.TXT:PX#2`.
    private func owner(of landmark: String) -> String {
        guard let colon = landmark.lastIndex(of: ":") else { return landmark }
        return String(landmark[..<colon])
    }

    private mutating func markEntry(_ entry: [UInt8], of owner: String, at place: Int) {
        mark(owner + ":" + String(decoding: entry.prefix(2), as: UTF8.self), place)
    }

    /// Changes bytes in the record or continuation area that holds an entry.
    @discardableResult
    private mutating func reshape(
        _ landmark: String, at place: Int, removing: Int, inserting: [UInt8]
    ) -> Bool {
        let owner = owner(of: landmark)
        let label = owner.split(separator: "susp:", maxSplits: 1, omittingEmptySubsequences: false)
        guard let area = landmarks[label.joined(separator: "ce:")], let pointer = landmarks[owner + ":CE"],
            (area..<area + continuationLength(pointer)).contains(place)
        else {
            let record = offset(label.joined(separator: "record:"))
            return reshapeRecord(at: record, place: place, removing: removing, inserting: inserting)
        }
        let length = continuationLength(pointer)
        let end = area + length.rounded(up: ContinuationSlots.slot)
        guard splice(at: place, removing: removing, inserting: inserting, upTo: end) else { return false }
        bytes.place(UInt32(clamping: length - removing + inserting.count).both, at: pointer + 20)
        return true
    }

    /// The length that a CE entry states (SUSP 5.1).
    private func continuationLength(_ entry: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes.byte(entry + 20 + $1)) << (8 * $1) }
    }

    /// Changes bytes in a directory record and keeps its length even (ECMA-119 9.1.13).
    private mutating func reshapeRecord(at start: Int, place: Int, removing: Int, inserting: [UInt8]) -> Bool
    {
        let end = sectorEnd(start)
        let length = Int(bytes.byte(start))
        let used = entriesEnd(systemUseStart(start), limit: start + length) - start
        let newUsed = used - removing + inserting.count
        let even = newUsed.rounded(up: 2)
        guard even <= UInt8.max, even - length <= room(from: start + length, upTo: end) else { return false }
        guard splice(at: place, removing: removing, inserting: inserting, upTo: end) else { return false }
        let pad = Array(repeating: UInt8(0), count: even - newUsed)
        splice(at: start + newUsed, removing: length - used, inserting: pad, upTo: end)
        bytes.place([UInt8(clamping: even)], at: start)
        return true
    }

    /// Offset behind the last entry of a System Use field.
    private func entriesEnd(_ start: Int, limit: Int) -> Int {
        var end = start
        while end + 4 <= limit, bytes.byte(end + 2) >= 4 { end += Int(bytes.byte(end + 2)) }
        return min(end, max(start, limit))
    }
}
