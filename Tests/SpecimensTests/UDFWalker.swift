/// Follows a sound volume from its first anchor to the contents of its files, through whatever partition maps it has.
struct UDFWalker {
    private let bytes: [UInt8]
    private let blockSize: Int
    /// First block of the partition.
    private var start = 0
    private enum Map {
        case plain
        case virtual([Int])
        case sparable([Int: Int])
        case metadata(Int)
    }
    private var maps: [Map] = []
    /// What lies at each path; directories end in a slash and are empty.
    private(set) var files: [String: [UInt8]] = [:]

    init(_ bytes: [UInt8], blockSize: Int) {
        (self.bytes, self.blockSize) = (bytes, blockSize)
        let sequence = number(256 * blockSize + 20, 4)
        let descriptors = (0..<16).map { (sequence + $0) * blockSize }
        guard let partition = descriptors.first(where: { number($0, 2) == 5 }),
            let volume = descriptors.first(where: { number($0, 2) == 6 })
        else { return }
        start = number(partition + 188, 4)
        readMaps(of: volume)
        let set = place(number(volume + 252, 4), number(volume + 256, 2))
        walk(place(number(set + 404, 4), number(set + 408, 2)), map: number(set + 408, 2), path: "/")
    }

    private func number(_ at: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    }

    /// The byte of the disc at which a block of a map begins.
    private func place(_ block: Int, _ map: Int) -> Int {
        switch maps[map] {
        case .plain: return (start + block) * blockSize
        case .virtual(let table): return (start + table[block]) * blockSize
        case .sparable(let packets):
            let packet = packets[block / 32 * 32]
            return (packet.map { $0 + block % 32 } ?? start + block) * blockSize
        case .metadata(let first): return (start + first + block) * blockSize
        }
    }

    // MARK: Maps

    private mutating func readMaps(of volume: Int) {
        var at = volume + 440
        for _ in 0..<number(volume + 268, 4) {
            switch String(decoding: bytes[at + 5..<at + 18], as: UTF8.self) {
            case _ where bytes[at] == 1: maps.append(.plain)
            case "*UDF Sparable":
                let table = number(at + 48, 4) * blockSize
                let entries = (0..<number(table + 48, 2)).map { table + 56 + 8 * $0 }
                let used = entries.filter { number($0, 4) < 0xFFFF_FFF0 }
                maps.append(
                    .sparable(
                        Dictionary(uniqueKeysWithValues: used.map { (number($0, 4), number($0 + 4, 4)) })))
            case "*UDF Metadata":
                let entry = (start + number(at + 40, 4)) * blockSize
                let head = number(entry, 2) == 266 ? 216 : 176
                maps.append(.metadata(number(entry + head + 4, 4)))
            default: maps.append(.virtual(table()))
            }
            at += Int(bytes[at + 1])
        }
    }

    private func table() -> [Int] {
        let entry = bytes.count - blockSize
        let data = contents(entry, map: 0)
        func number(_ at: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(data[at + $1]) << (8 * $1) }
        }
        let entries = bytes[entry + 27] == 248 ? number(0, 2)..<data.count : 0..<data.count - 36
        return stride(from: entries.lowerBound, to: entries.upperBound, by: 4).map { number($0, 4) }
    }

    // MARK: Files

    private func contents(_ entry: Int, map: Int) -> [UInt8] {
        let head = number(entry, 2) == 266 ? 216 : 176
        let first = entry + head + number(entry + head - 8, 4)
        let length = number(entry + 56, 8)
        let kind = number(entry + 34, 2) & 7
        if kind == 3 { return Array(bytes[first..<first + length]) }
        var data: [UInt8] = []
        var (at, end) = (first, first + number(entry + head - 4, 4))
        while at < end {
            let size = number(at, 4) & 0x3FFF_FFFF
            let (block, map) = (number(at + 4, 4), kind == 1 ? number(at + 8, 2) : map)
            let type = number(at, 4) >> 30
            at += kind == 1 ? 16 : 8
            switch type {
            case 0: data += extent(block, map, size)
            case 2: data += Array(repeating: 0, count: size)
            case 3:
                let next = place(block, map)
                (at, end) = (next + 24, next + 24 + number(next + 20, 4))
            default: break
            }
        }
        return data.count == length ? data : []
    }

    /// Block by block, as a packet that is exchanged may end within it.
    private func extent(_ first: Int, _ map: Int, _ length: Int) -> [UInt8] {
        stride(from: 0, to: length, by: blockSize).flatMap { done -> ArraySlice<UInt8> in
            let start = place(first + done / blockSize, map)
            return bytes[start..<start + min(blockSize, length - done)]
        }
    }

    private mutating func walk(_ place: Int, map: Int, path: String) {
        let entry = last(place)
        guard bytes[entry + 27] == 4 else {
            files[path] = contents(entry, map: map)
            return
        }
        files[path == "/" ? path : path + "/"] = []
        let data = contents(entry, map: map)
        var at = 0
        while at + 38 <= data.count {
            let count = Int(data[at + 19])
            let name = Self.name(Array(data[at + 38..<at + 38 + count]))
            if data[at + 18] & 0b1100 == 0 {
                let block = (0..<4).reduce(0) { $0 | Int(data[at + 24 + $1]) << (8 * $1) }
                let map = Int(data[at + 28])
                walk(self.place(block, map), map: map, path: (path == "/" ? "" : path) + "/" + name)
            }
            at += (38 + count + 3) / 4 * 4
        }
    }

    /// The entry that counts: with strategy 4096, an indirect entry behind one leads to the next.
    private func last(_ entry: Int) -> Int {
        let next = entry + blockSize
        guard number(entry + 20, 2) == 4_096, number(next, 2) == 259 else { return entry }
        return last(place(number(next + 40, 4), number(next + 44, 2)))
    }

    private static func name(_ recorded: [UInt8]) -> String {
        guard recorded.first == 16 else {
            return String(String.UnicodeScalarView(recorded.dropFirst().map { Unicode.Scalar($0) }))
        }
        let units = stride(from: 1, to: recorded.count - 1, by: 2).map {
            UInt16(recorded[$0]) << 8 | UInt16(recorded[$0 + 1])
        }
        return String(decoding: units, as: UTF16.self)
    }
}
