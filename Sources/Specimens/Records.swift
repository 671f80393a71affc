import Bytes

// Records of directories and path tables, as wholes.
//
// What follows a record in its sector moves with it, and so do the landmarks. No length outside the record
// changes: a directory keeps its size, and the descriptor its path table size. A change for which the sector
// has no room is not made.

extension Specimen {
    /// The bytes of a directory record or path table record.
    public func record(_ landmark: String) -> [UInt8] {
        get(landmark, count: recordLength(landmark))
    }

    /// Takes a record out and closes the gap.
    public mutating func removeRecord(_ landmark: String) {
        let start = offset(landmark)
        splice(at: start, removing: recordLength(landmark), inserting: [], upTo: sectorEnd(start))
    }

    /// Puts a record in front of another one, and a landmark on it if `name` is given.
    public mutating func insertRecord(_ record: [UInt8], before landmark: String, as name: String? = nil) {
        let start = offset(landmark)
        let made = splice(at: start, removing: 0, inserting: record, upTo: sectorEnd(start))
        if made, let name { mark(name, start) }
    }

    /// Puts a record behind the last one in the first sector of a directory (`dir:…`), and a landmark on it
    /// if `name` is given.
    public mutating func appendRecord(_ record: [UInt8], to directory: String, as name: String? = nil) {
        var end = offset(directory)
        let limit = sectorEnd(end)
        while end < limit, bytes.byte(end) > 0 { end += Int(bytes.byte(end)) }
        let made = splice(at: end, removing: 0, inserting: record, upTo: limit)
        if made, let name { mark(name, end) }
    }

    /// Puts a copy right behind a record. The copy's landmark has `#2`, or the next free number.
    public mutating func duplicateRecord(_ landmark: String) {
        let copy = record(landmark)
        let end = offset(landmark) + copy.count
        let made = splice(at: end, removing: 0, inserting: copy, upTo: sectorEnd(offset(landmark)))
        if made { mark(landmark, end) }
    }

    /// Lets two records of one sector change places. Records of different sectors stay as they are.
    public mutating func swapRecords(_ first: String, _ second: String) {
        let (front, back) = offset(first) <= offset(second) ? (first, second) : (second, first)
        let (a, b) = (record(front), record(back))
        let start = offset(front)
        let backStart = offset(back)
        let end = backStart + b.count
        guard start + a.count <= backStart, end <= sectorEnd(start), end <= bytes.count else { return }
        let between = Array(bytes[(start + a.count)..<backStart])
        bytes.replaceSubrange(start..<end, with: b + between + a)
        move(start..<end) { place in
            if place < start + a.count { return place + between.count + b.count }
            if place < backStart { return place - a.count + b.count }
            return place - a.count - between.count
        }
    }

    /// Gives a directory record another identifier, recorded as given, and keeps its System Use field.
    public mutating func renameRecord(_ landmark: String, to identifier: [UInt8]) {
        let start = offset(landmark)
        let old = systemUseStart(start) - start - 32
        var new = [UInt8(truncatingIfNeeded: identifier.count)] + identifier
        if identifier.count % 2 == 0 { new.append(0) }
        let length = Int(bytes.byte(start)) - old + new.count
        guard length <= UInt8.max else { return }
        let made = splice(at: start + 32, removing: old, inserting: new, upTo: sectorEnd(start))
        if made { bytes.place([UInt8(clamping: length)], at: start) }
    }

    /// A new directory record without system use, dated as all others (ECMA-119 9.1).
    public static func directoryRecord(
        _ identifier: [UInt8], block: UInt32, length: Int, flags: UInt8 = 0
    ) -> [UInt8] {
        let extent = Extent(offset: Int(block) * .sector, length: length)
        return ForgedRecord(label: "", identifier: identifier, extent: extent, flags: flags).bytes()
    }

    /// LEN_DR of a directory record (ECMA-119 9.1.1); what a path table record takes (9.4).
    private func recordLength(_ landmark: String) -> Int {
        let first = Int(get8(landmark))
        return landmark.contains("path-table") ? (8 + first).rounded(up: 2) : first
    }

    /// Offset at which the System Use field of the directory record at `start` begins (ECMA-119 9.1.13).
    func systemUseStart(_ start: Int) -> Int {
        start + (33 + Int(bytes.byte(start + 32))).rounded(up: 2)
    }
}
