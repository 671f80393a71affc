import Bytes
import DiscModel

extension BDInformation {
    /// All bytes of a file of BDMV.
    ///
    /// - Parameter limit: clips of a playlist that may still be kept.
    init(_ bytes: [UInt8], _ file: VideoFile, _ kind: BDFileKind, limit: Int) {
        let whole = Record(bytes)
        record = Record(offset: file.offset(of: 0) ?? 0, Array(whole.slice(0, Self.headLength)))
        self.file = file
        self.kind = kind
        var faults: [BDFault] = []
        if record[BDHeader.identifier].elementsEqual(kind.identifier.utf8) {
            for (field, name) in Self.pointers(of: kind) {
                let start = UInt64(record[field])
                // Where there is none, the header says zero.
                if start == 0, name == Self.optional { continue }
                let length = start > 0 ? Self.length(at: start, in: whole) : nil
                guard length.map({ start.adding($0) > UInt64(bytes.count) }) ?? true else { continue }
                faults.append(
                    BDFault(
                        part: "the part with \(name)", start: start, length: length,
                        limit: UInt64(bytes.count), place: file.naming(record.place(field))))
            }
        }
        var items = Items(whole, file, limit: limit)
        if kind == .playlist, faults.isEmpty { items.read(from: Int(record[BDPlaylistTable.items])) }
        self.faults = faults + items.faults
        clips = items.clips.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// How long a part is, whose first four bytes count those behind them; nil where it begins behind the end.
    private static func length(at start: UInt64, in whole: Record) -> UInt64? {
        guard start.adding(4) <= UInt64(whole.count) else { return nil }
        return 4 + UInt64(whole.u32be(Int(start)))
    }

    /// The items of a playlist.
    private struct Items {
        let whole: Record
        let file: VideoFile
        let limit: Int
        var clips: [Int: Place] = [:]
        var faults: [BDFault] = []

        init(_ whole: Record, _ file: VideoFile, limit: Int) {
            (self.whole, self.file, self.limit) = (whole, file, limit)
        }

        mutating func read(from start: Int) {
            // Bytes behind the count, two that are reserved, items, and paths beside them.
            let end = start + 4 + Int(whole.u32be(start))
            let (items, paths) = (Int(whole.u16be(start + 6)), Int(whole.u16be(start + 8)))
            var at = start + 10
            for _ in 0..<items {
                guard let next = item(at, until: end) else { return }
                at = next
            }
            for _ in 0..<paths {
                guard let next = path(at, until: end) else { return }
                at = next
            }
        }

        /// An item that is played one after the other: its length, the clip, and those of other angles.
        private mutating func item(_ at: Int, until end: Int) -> Int? {
            let next = at + 2 + Int(whole.u16be(at))
            guard next <= end, at + 32 < next else { return lose("an item", at, next - at, end) }
            add(at + 2)
            // Bit 4 of the flags behind clip and kind: further angles follow the fixed part of 34 bytes.
            if whole.u8(at + 12) & 0x10 != 0 {
                let angles = Int(whole.u8(at + 34))
                for angle in 0..<max(0, angles - 1) where at + 46 + angle * 10 <= next {
                    add(at + 36 + angle * 10)
                }
            }
            return next
        }

        /// A path beside the items: its length, and items each with the clip at the same place.
        private mutating func path(_ at: Int, until end: Int) -> Int? {
            let next = at + 4 + Int(whole.u32be(at))
            guard next <= end, at + 10 <= next else { return lose("a path", at, next - at, end) }
            var item = at + 10
            for _ in 0..<Int(whole.u8(at + 9)) {
                let following = item + 2 + Int(whole.u16be(item))
                guard following <= next, item + 11 < following else {
                    return lose("an item of a path", item, following - item, next)
                }
                add(item + 2)
                item = following
            }
            return next
        }

        private mutating func lose(_ what: String, _ at: Int, _ length: Int, _ end: Int) -> Int? {
            faults.append(
                BDFault(
                    part: what, start: UInt64(max(0, at)), length: UInt64(max(0, length)),
                    limit: UInt64(max(0, end)),
                    place: file.place(UInt64(max(0, at)), 2)))
            return nil
        }

        /// Five digits.
        private mutating func add(_ at: Int) {
            let digits = whole.slice(at, 5)
            guard digits.count == 5, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return }
            let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            guard clips[number] == nil, clips.count < limit else { return }
            clips[number] = file.place(UInt64(at), 5)
        }
    }
}
