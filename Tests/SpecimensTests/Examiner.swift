import Specimens

/// Walks an image from its descriptors alone, and notes every breach of the standards it knows.
struct Examiner {
    let bytes: [UInt8]
    var breaches: [String] = []
    /// Owner of each sector, and how often a different one claimed it.
    var owners: [Int: String] = [:]
    /// First block of what each serial number was seen on.
    var serials: [Int: Int] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        examine()
    }

    func le(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    func be(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }

    mutating func check(_ condition: Bool, _ breach: String) {
        if !condition { breaches.append(breach) }
    }

    mutating func both(_ at: Int, _ size: Int, _ what: String) -> Int {
        check(le(at, size) == be(at + size, size), "\(what): halves differ")
        return le(at, size)
    }

    mutating func claim(_ block: Int, _ length: Int, _ owner: String) {
        for sector in block..<(block + (length + 2047) / 2048) {
            let other = owners[sector] ?? owner
            check(other == owner, "\(owner) overlaps \(other)")
            owners[sector] = owner
        }
    }

    mutating func examine() {
        check(bytes.count % 2048 == 0, "length")
        claim(0, 16 * 2048, "system area")
        var sector = 16
        while bytes[sector * 2048] != 255 {
            claim(sector, 2048, "descriptor \(sector)")
            let at = sector * 2048
            check(Array(bytes[(at + 1)..<(at + 6)]) == Array("CD001".utf8), "identifier")
            if bytes[at] == 0 { examineBoot(at) } else { examineDescriptor(at) }
            sector += 1
        }
        claim(sector, 2048, "terminator")
        check(bytes[(sector * 2048 + 7)..<(sector * 2048 + 2048)].allSatisfy { $0 == 0 }, "terminator blank")
        for index in 0..<(bytes.count / 2048) where owners[index] == nil {
            check(
                bytes[(index * 2048)..<((index + 1) * 2048)].allSatisfy { $0 == 0 }, "sector \(index) unowned"
            )
        }
    }

    mutating func examineBoot(_ at: Int) {
        check(at == 17 * 2048, "boot record place")
        let catalog = le(at + 71, 4) * 2048
        let sum = (0..<16).reduce(0) { $0 + le(catalog + 2 * $1, 2) } % 65_536
        check(sum == 0, "validation sum")
        let image = le(catalog + 40, 4) * 2048
        check(
            le(image + 8, 4) == 16 && le(image + 12, 4) * 2048 == image && le(image + 16, 4) == 2048, "table")
        let words = stride(from: 64, to: 2048, by: 4).reduce(0) { $0 + le(image + $1, 4) } % (1 << 32)
        check(le(image + 20, 4) == words, "boot information table sum")
    }

    mutating func examineDescriptor(_ at: Int) {
        let joliet = bytes[at + 88] == 0x25
        let enhanced = bytes[at + 6] == 2
        check(both(at + 80, 4, "space") * 2048 == bytes.count, "volume space size")
        check(both(at + 120, 2, "set") == 1 && both(at + 124, 2, "sequence") == 1, "set")
        check(both(at + 128, 2, "block") == 2048, "block size")
        let size = both(at + 132, 4, "path table size")
        for range in [72..<80, 882..<2048] {
            check(range.allSatisfy { bytes[at + $0] == 0 }, "unused bytes \(range)")
        }
        check(bytes[at + 881] == (enhanced ? 2 : 1), "file structure version")
        check(le(at + 144, 4) == 0 && be(at + 152, 4) == 0, "optional tables")
        let (little, big) = (le(at + 140, 4), be(at + 148, 4))
        claim(little, size, "table \(little)")
        claim(big, size, "table \(big)")
        let root = (both(at + 158, 4, "root"), both(at + 166, 4, "root"))
        var tree = Tree(joliet: joliet, enhanced: enhanced, rockRidge: false)
        var open = [(block: root.0, size: root.1, parent: root.0, parentSize: root.1, number: 1)]
        var next = 0
        var table: [(block: Int, parent: Int, identifier: [UInt8])] = [(root.0, 1, [0])]
        while next < open.count {
            let directory = open[next]
            let children = examineDirectory(directory, number: next + 1, tree: &tree)
            for child in children {
                open.append((child.block, child.size, directory.block, directory.size, table.count + 1))
                table.append((child.block, next + 1, child.identifier))
            }
            next += 1
        }
        examineTable(little * 2048, size, table, bigEndian: false)
        examineTable(big * 2048, size, table, bigEndian: true)
    }

    struct Tree {
        var joliet: Bool
        var enhanced: Bool
        var rockRidge: Bool
    }

    mutating func examineTable(
        _ at: Int, _ size: Int, _ expected: [(block: Int, parent: Int, identifier: [UInt8])],
        bigEndian: Bool
    ) {
        func number(_ at: Int, _ count: Int) -> Int { bigEndian ? be(at, count) : le(at, count) }
        var position = at
        for record in expected {
            let length = Int(bytes[position])
            let identifier = Array(bytes[(position + 8)..<(position + 8 + length)])
            check(
                identifier == record.identifier && number(position + 2, 4) == record.block
                    && number(position + 6, 2) == record.parent && bytes[position + 1] == 0,
                "path table record of \(record.identifier)")
            position += 8 + length + length % 2
        }
        check(position == at + size, "path table size")
        let end = (position + 2047) / 2048 * 2048
        check(bytes[position..<end].allSatisfy { $0 == 0 }, "path table slack")
    }
}

// MARK: Directories

extension Examiner {
    mutating func examineDirectory(
        _ directory: (block: Int, size: Int, parent: Int, parentSize: Int, number: Int), number: Int,
        tree: inout Tree
    ) -> [(block: Int, size: Int, identifier: [UInt8])] {
        claim(directory.block, directory.size, "directory \(directory.block)")
        check(directory.size % 2048 == 0 && directory.size > 0, "directory size")
        var children: [(block: Int, size: Int, identifier: [UInt8])] = []
        var previous: (name: [UInt8], flags: UInt8)?
        var index = 0
        var at = directory.block * 2048
        let end = at + directory.size
        while at < end {
            let length = Int(bytes[at])
            guard length > 0 else {
                let next = (at / 2048 + 1) * 2048
                check(bytes[at..<next].allSatisfy { $0 == 0 }, "directory slack")
                at = next
                continue
            }
            check(length % 2 == 0 && at % 2048 + length <= 2048, "record length at \(at)")
            let block = both(at + 2, 4, "extent")
            let size = both(at + 10, 4, "length")
            check(both(at + 28, 2, "sequence") == 1, "sequence")
            check(Array(bytes[(at + 18)..<(at + 25)]) == [124, 1, 2, 3, 4, 5, 0], "date")
            let identifier = Array(bytes[(at + 33)..<(at + 33 + Int(bytes[at + 32]))])
            let flags = bytes[at + 25]
            switch index {
            case 0: check(identifier == [0] && (block, size) == (directory.block, directory.size), "dot")
            case 1:
                check(identifier == [1] && (block, size) == (directory.parent, directory.parentSize), "dots")
            default:
                if let previous {
                    let again = identifier == previous.name && previous.flags & 0x80 != 0
                    check(again || key(previous.name, tree) < key(identifier, tree), "order at \(at)")
                }
                previous = (identifier, flags)
                checkCharacters(identifier, directory: flags & 2 != 0, tree)
                if flags & 2 != 0 { children.append((block, size, identifier)) }
                if flags & 2 == 0, size > 0 { claim(block, size, "file \(block)") }
                if size == 0 { check(block == 0, "empty file has an extent") }
            }
            examineSystemUse(at, isRoot: index == 0 && number == 1, block: block, tree: &tree)
            index += 1
            at += length
        }
        return children
    }

    /// Names that sort bytewise once filled; enough for the identifiers of the plans.
    func key(_ identifier: [UInt8], _ tree: Tree) -> String {
        let units = tree.joliet ? identifier.enumerated().filter { $0.0 % 2 == 1 }.map(\.1) : identifier
        let text = String(decoding: units, as: UTF8.self)
        return tree.enhanced ? text : text.replacing(".", with: " ").replacing(";", with: " ")
    }

    mutating func checkCharacters(_ identifier: [UInt8], directory: Bool, _ tree: Tree) {
        if tree.joliet {
            check(identifier.count % 2 == 0 && identifier.count <= 128, "Joliet length")
            return
        }
        let text = String(decoding: identifier, as: UTF8.self)
        let stem = directory || tree.enhanced ? text : String(text.dropLast(2))
        check(
            stem.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.".contains($0) }, "characters of \(text)"
        )
        if tree.enhanced { check(identifier.count <= 207, "enhanced length") }
        if !directory && !tree.enhanced {
            check(text.hasSuffix(";1") && stem.contains("."), "form of \(text)")
        }
    }

    mutating func examineSystemUse(_ at: Int, isRoot: Bool, block: Int, tree: inout Tree) {
        let start = at + (33 + Int(bytes[at + 32]) + 1) / 2 * 2
        let end = at + Int(bytes[at])
        if isRoot { tree.rockRidge = end - start >= 7 }
        guard tree.rockRidge else {
            check(end - start < 2, "system use without Rock Ridge")
            return
        }
        var (seen, area) = walk(start, end)
        if let (where_, length) = area {
            claim(where_ / 2048, 1, "continuation")
            seen += walk(where_, where_ + length).seen
            area = nil
        }
        let serial = le(start + (isRoot ? 43 : 36), 4)
        if block != 0, bytes[at + 25] & 0x80 == 0, bytes[at + 32] > 1, seen.contains("PX") {
            check(serials[serial] ?? block == block, "serial number \(serial) at \(at)")
            serials[serial] = block
        }
        check(seen.contains("PX") && seen.contains("TF"), "PX and TF at \(at)")
        check(isRoot == seen.contains("SP") && isRoot == seen.contains("ER"), "SP and ER at \(at)")
        check((bytes[at + 32] == 1 && bytes[at + 33] < 2) != seen.contains("NM"), "NM at \(at)")
    }

    mutating func walk(_ from: Int, _ end: Int) -> (seen: [String], area: (Int, Int)?) {
        var at = from
        var seen: [String] = []
        var area: (Int, Int)?
        while at + 4 <= end {
            let signature = String(decoding: bytes[at..<(at + 2)], as: UTF8.self)
            let length = Int(bytes[at + 2])
            guard length >= 4, at + length <= end else {
                breaches.append("entry \(signature) at \(at)")
                break
            }
            check(bytes[at + 3] == 1, "version of \(signature)")
            switch signature {
            case "PX":
                check(length == 44, "PX length")
                for field in 0..<5 { _ = both(at + 4 + 8 * field, 4, "PX") }
            case "TF": check(length == 26 && bytes[at + 4] == 0x0E, "TF")
            case "CE":
                area = (both(at + 4, 4, "CE") * 2048 + both(at + 12, 4, "CE"), both(at + 20, 4, "CE"))
            case "CL", "PL": _ = both(at + 4, 4, signature)
            case "SP", "ER", "NM", "SL", "RE", "ZF": break
            default: breaches.append("unknown \(signature) at \(at)")
            }
            seen.append(signature)
            at += length
        }
        check(end - at < 2, "bytes behind the entries at \(at)")
        return (seen, area)
    }
}
