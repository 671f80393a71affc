/// Where things lie in a sound image of another program: the plainest walk through one tree, which owes nothing to the readers.
struct Terrain {
    var bytes: [UInt8]
    /// The descriptor and its first directory records, all by byte offset.
    let descriptor: Int
    private(set) var records: [Record] = []

    struct Record {
        let offset: Int
        let path: String
        let isDirectory: Bool
        let start: Int
        let length: Int
    }

    /// - Parameter descriptor: byte offset of a primary or supplementary descriptor with blocks of 2048 bytes.
    init?(_ bytes: [UInt8], descriptor: Int) {
        guard descriptor + 2048 <= bytes.count,
            bytes[descriptor + 1..<descriptor + 6].elementsEqual("CD001".utf8)
        else { return nil }
        self.bytes = bytes
        self.descriptor = descriptor
        walk(record(descriptor + 156, ""))
    }

    /// The first descriptor of a type behind the system area.
    static func find(type: UInt8, in bytes: [UInt8]) -> Int? {
        stride(from: 32_768, to: min(bytes.count - 2048, 65_536), by: 2048).first {
            bytes[$0] == type && bytes[$0 + 1..<$0 + 6].elementsEqual("CD001".utf8)
        }
    }

    var root: Int { number(descriptor + 158) * 2048 }
    /// Byte offset of a path table that lies least significant byte first.
    var pathTable: Int { number(descriptor + 140) * 2048 }

    /// A directory that holds files, and a file with content, both of this tree.
    var directory: Record? {
        records.first { one in one.isDirectory && records.contains { $0.path.hasPrefix(one.path + "/") } }
    }
    var file: Record? {
        records.first { !$0.isDirectory && $0.length > 600 }
            ?? records.first { !$0.isDirectory && $0.length > 0 }
    }

    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }

    /// Writes a number of 32 bits in both byte orders.
    mutating func setBoth(_ at: Int, _ value: Int) {
        for index in 0..<4 {
            bytes[at + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
            bytes[at + 7 - index] = UInt8(truncatingIfNeeded: value >> (8 * index))
        }
    }

    mutating func fill(_ at: Int, with filler: Filler) {
        bytes.replaceSubrange(
            at..<min(bytes.count, at + 2048), with: filler.sector.prefix(min(2048, bytes.count - at)))
    }

    private func record(_ at: Int, _ parent: String) -> Record {
        let name = bytes[at + 33..<at + 33 + Int(bytes[at + 32])].map { String(UnicodeScalar($0)) }.joined()
        return Record(
            offset: at, path: "\(parent)/\(name)", isDirectory: bytes[at + 25] & 2 != 0,
            start: number(at + 2) * 2048,
            length: number(at + 10))
    }

    private mutating func walk(_ directory: Record) {
        var at = directory.start
        while at < min(bytes.count - 33, directory.start + directory.length), records.count < 5000 {
            guard bytes[at] > 0 else {
                at = (at / 2048 + 1) * 2048
                continue
            }
            let child = record(at, directory.path == "/\0" ? "" : directory.path)
            at += Int(bytes[at])
            guard bytes[child.offset + 32] > 1 || bytes[child.offset + 33] > 1 else { continue }
            records.append(child)
            if child.isDirectory { walk(child) }
        }
    }
}
