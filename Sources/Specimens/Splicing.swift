import Bytes

// Bytes that come and go inside a sector, and landmarks that move with them.

extension Specimen {
    /// Replaces `count` bytes at `start` and moves what follows, up to `end`, which stays where it is.
    ///
    /// Zeros fill what becomes free in front of `end`. If that would push anything but zeros past it, nothing
    /// changes and the answer is false.
    @discardableResult
    mutating func splice(at start: Int, removing count: Int, inserting new: [UInt8], upTo end: Int) -> Bool {
        let end = min(end, bytes.count)
        guard start >= 0, start < end else { return false }
        let removed = max(0, min(count, end - start))
        guard room(from: start + removed, upTo: end) >= new.count - removed else { return false }
        let region = (new + bytes[(start + removed)..<end]).padded(to: end - start, with: 0)
        bytes.replaceSubrange(start..<end, with: region)
        move(start..<end) { place in
            if place < start + removed {
                return place == start && !new.isEmpty ? place : nil
            }
            return place - removed + new.count
        }
        return true
    }

    /// Zero bytes in front of `end`.
    func room(from start: Int, upTo end: Int) -> Int {
        let end = min(end, bytes.count)
        guard start < end else { return 0 }
        return bytes[start..<end].reversed().prefix { $0 == 0 }.count
    }

    /// Gives every movable landmark in `range` its new place; one without is dropped.
    mutating func move(_ range: Range<Int>, _ newPlace: (Int) -> Int?) {
        for (name, place) in landmarks where range.contains(place) && Self.isMovable(name) {
            landmarks[name] = newPlace(place)
        }
    }

    /// Records and entries move; extents, tables and areas stay.
    private static func isMovable(_ name: String) -> Bool {
        name.contains("record:/") || name.contains("susp:/") || name.hasSuffix("]")
    }

    /// The end of the sector that holds an offset.
    func sectorEnd(_ offset: Int) -> Int { (offset / .sector + 1) * .sector }

    /// Names a place, with `#2`, `#3` … if the name is taken.
    @discardableResult
    mutating func mark(_ name: String, _ place: Int) -> String {
        let free = Landmarks.free(name) { landmarks[$0] != nil }
        landmarks[free] = place
        return free
    }
}
