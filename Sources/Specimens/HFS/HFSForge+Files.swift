import Bytes

/// A record of a tree before it has a place.
struct HFSRecord {
    /// The end of its landmark; none where it is empty.
    var name: String
    var key: [UInt8]
    var data: [UInt8]
}

extension HFSForge {
    /// The records of the catalog in their order, and how many files and folders they are.
    struct Items {
        var records: [HFSRecord] = []
        var files = 0
        var folders = 0
        var rootFiles = 0
        var rootFolders = 0
    }

    private struct Item {
        let parent: UInt32
        let name: String
        let path: String
        let data: [UInt8]
    }

    mutating func items() -> Items {
        let docs = number()
        var found: [Item] = []
        var counts = Items()
        var hidden: (id: UInt32, files: [(HFSPlan.File, UInt32)])?
        var roots = plan.isJournaled ? journalFiles() : []
        roots += plan.files
        var valence = roots.count + 1
        for (parent, files, above) in [(2, roots, "/"), (docs, plan.inFolder, "/docs/")]
            as [(UInt32, [HFSPlan.File], String)]
        {
            for file in files {
                let id = number()
                counts.files += 1
                guard !file.otherNames.isEmpty else {
                    add(file, id, parent, above + file.name, &found)
                    continue
                }
                // The file itself lies in a folder that nobody sees; its names lead to it (TN1150, Hard Links).
                if hidden == nil { hidden = (number(), []) }
                let target = number()
                hidden?.files.append((file, target))
                for (index, name) in ([file.name] + file.otherNames).enumerated() {
                    let own = index == 0 ? id : number()
                    if index > 0 { counts.files += 1 }
                    if index > 0, parent == 2 { valence += 1 }
                    let data = link(own, to: target)
                    found.append(Item(parent: parent, name: name, path: above + name, data: data))
                    thread(own, 4, parent, name, above + name, &found)
                }
            }
        }
        if let hidden {
            valence += 1
            let name = "\0\0\0\0HFS+ Private Data"
            found.append(
                Item(
                    parent: 2, name: name, path: "private", data: folder(hidden.id, hidden.files.count)))
            thread(hidden.id, 3, 2, name, "private", &found)
            for (file, id) in hidden.files {
                counts.files += 1
                var own = file
                own.name = "iNode\(id)"
                own.special = UInt32(1 + file.otherNames.count)
                add(own, id, hidden.id, "private/\(file.name)", &found)
            }
        }
        found.append(Item(parent: 1, name: "Forged", path: "/", data: folder(2, valence)))
        thread(2, 3, 1, "Forged", "/", &found)
        found.append(Item(parent: 2, name: "docs", path: "/docs", data: folder(docs, plan.inFolder.count)))
        thread(docs, 3, 2, "docs", "/docs", &found)
        for number in plan.strayThreads { thread(number, 4, 2, "gone.txt", "stray", &found) }
        counts.folders = hidden == nil ? 1 : 2
        (counts.rootFolders, counts.rootFiles) = (counts.folders, valence - counts.folders)
        counts.records = sorted(found).map { HFSRecord(name: $0.path, key: key($0), data: $0.data) }
        return counts
    }

    private mutating func number() -> UInt32 {
        nextID += 1
        return nextID - 1
    }

    private mutating func add(
        _ file: HFSPlan.File, _ id: UInt32, _ parent: UInt32, _ path: String, _ found: inout [Item]
    ) {
        found.append(Item(parent: parent, name: file.name, path: path, data: record(file, id, path)))
        if isPlus, file.isThreaded { thread(id, 4, parent, file.name, path, &found) }
    }

    private func thread(
        _ id: UInt32, _ kind: UInt8, _ parent: UInt32, _ name: String, _ path: String,
        _ found: inout [Item]
    ) {
        let data: [UInt8]
        if isPlus {
            data =
                [0, kind, 0, 0] + parent.big + UInt16(name.utf16.count).big + name.utf16.flatMap(\.big)
        } else {
            data =
                [kind, 0] + Array(repeating: 0, count: 8) + parent.big + [UInt8(name.utf8.count)]
                + Array(name.utf8) + Array(repeating: 0, count: 31 - name.utf8.count)
        }
        found.append(Item(parent: id, name: "", path: "thread:" + path, data: data))
    }

    /// By folder, then by name without case, NUL last; a volume that tells case apart goes by the code units.
    private func sorted(_ items: [Item]) -> [Item] {
        func order(_ name: String) -> [UInt16] {
            guard plan.kind != .hfsx else { return Array(name.utf16) }
            return name.lowercased().utf16.map { $0 == 0 ? 0xFFFF : $0 }
        }
        return items.sorted { one, other in
            guard one.parent == other.parent else { return one.parent < other.parent }
            return order(one.name).lexicographicallyPrecedes(order(other.name))
        }
    }

    private func key(_ item: Item) -> [UInt8] {
        guard isPlus else {
            let bytes = [0] + item.parent.big + [UInt8(item.name.utf8.count)] + Array(item.name.utf8)
            return [UInt8(bytes.count)] + bytes + (bytes.count % 2 == 0 ? [0] : [])
        }
        let name = UInt16(item.name.utf16.count).big + item.name.utf16.flatMap(\.big)
        return UInt16(4 + name.count).big + item.parent.big + name
    }

    // MARK: Content

    /// Puts content into blocks, in as many extents as asked for, with a block between them.
    mutating func write(_ bytes: [UInt8], extents: Int) -> [Range<Int>] {
        guard !bytes.isEmpty else { return [] }
        let blocks = (bytes.count + plan.blockSize - 1) / plan.blockSize
        var found: [Range<Int>] = []
        var at = 0
        for index in 0..<extents {
            let range = take(index == extents - 1 ? blocks - at : 1)
            let start = at * plan.blockSize
            image.place(
                Array(bytes[start..<min(bytes.count, (at + range.count) * plan.blockSize)]),
                at: offset(of: range.lowerBound))
            found.append(range)
            at += range.count
            if extents > 1 { next += 1 }
        }
        return found
    }

    /// The extents of a fork that have no room in its record.
    mutating func addOverflow(_ file: UInt32, first: Int, _ extents: [Range<Int>]) {
        let room = isPlus ? 8 : 3
        var (first, rest) = (first, extents[...])
        while !rest.isEmpty {
            let part = Array(rest.prefix(room))
            let key: [UInt8] =
                isPlus
                ? UInt16(10).big + [0, 0] + file.big + UInt32(first).big
                : [7, 0] + file.big + UInt16(first).big
            overflow.append(HFSRecord(name: "extents:\(file)", key: key, data: list(part)))
            first += part.reduce(0) { $0 + $1.count }
            rest = rest.dropFirst(room)
        }
        overflow.sort { ($0.key.dropFirst(2)).lexicographicallyPrecedes($1.key.dropFirst(2)) }
    }

    private func list(_ extents: [Range<Int>]) -> [UInt8] {
        let (room, width) = isPlus ? (8, 8) : (3, 4)
        let bytes = extents.prefix(room).flatMap { extent in
            isPlus
                ? UInt32(extent.lowerBound).big + UInt32(extent.count).big
                : UInt16(extent.lowerBound).big + UInt16(extent.count).big
        }
        return bytes + Array(repeating: 0, count: room * width - bytes.count)
    }

    private mutating func record(_ file: HFSPlan.File, _ id: UInt32, _ path: String) -> [UInt8] {
        let data = write(file.bytes, extents: file.extents)
        if let first = data.first { landmarks.mark("hfs:data:\(path)", offset(of: first.lowerBound)) }
        let resources = write(file.resources, extents: 1)
        let room = isPlus ? 8 : 3
        if data.count > room {
            let first = data.prefix(room).reduce(0) { $0 + $1.count }
            addOverflow(id, first: first, Array(data.dropFirst(room)))
        }
        addAttributes(of: file, id, path)
        if file.name == HFSPlan.journalInformation, let block = data.first?.lowerBound { journal = block }
        guard isPlus else { return classicRecord(file, id, data, resources) }
        var permissions = Self.permissions(0o100644, special: file.special)
        if file.packed != nil { permissions[9] = 0x20 }
        return UInt16(2).big + [0, 2, 0, 0, 0, 0] + id.big + Self.dates + permissions
            + Array("TEXTttxt".utf8) + Array(repeating: 0, count: 32) + fork(file.bytes.count, data)
            + fork(file.resources.count, resources)
    }

    private func classicRecord(
        _ file: HFSPlan.File, _ id: UInt32, _ data: [Range<Int>], _ resources: [Range<Int>]
    ) -> [UInt8] {
        func sizes(_ bytes: [UInt8], _ extents: [Range<Int>]) -> [UInt8] {
            let blocks = extents.reduce(0) { $0 + $1.count }
            return UInt16(0).big + UInt32(bytes.count).big + UInt32(blocks * plan.blockSize).big
        }
        let head: [UInt8] = [2, 0, 0x82, 0] + Array("TEXTttxt".utf8) + Array(repeating: 0, count: 8)
        let dates = Self.date + Self.date + [0, 0, 0, 0]
        return head + id.big + sizes(file.bytes, data) + sizes(file.resources, resources) + dates
            + Array(repeating: 0, count: 18) + list(data) + list(resources) + [0, 0, 0, 0]
    }

    private func link(_ id: UInt32, to target: UInt32) -> [UInt8] {
        UInt16(2).big + [0, 2, 0, 0, 0, 0] + id.big + Self.dates
            + Self.permissions(0o100644, special: target)
            + Array("hlnkhfs+".utf8) + Array(repeating: 0, count: 32 + 160)
    }

    private static let dates = date + date + date + date + [0, 0, 0, 0]
    private static func permissions(_ mode: UInt16, special: UInt32 = 1) -> [UInt8] {
        Array(repeating: 0, count: 10) + mode.big + special.big
    }

    private func folder(_ id: UInt32, _ valence: Int) -> [UInt8] {
        guard isPlus else {
            return [1, 0, 0, 0] + UInt16(valence).big + id.big + Self.date + Self.date
                + Array(repeating: 0, count: 52)
        }
        return UInt16(1).big + [0, 0] + UInt32(valence).big + id.big + Self.dates
            + Self.permissions(0o40755) + Array(repeating: 0, count: 40)
    }

    // MARK: Attributes and journal

    private mutating func addAttributes(of file: HFSPlan.File, _ id: UInt32, _ path: String) {
        if let packed = file.packed {
            let payload = packed.kind % 2 == 1 ? packed.bytes : []
            let content =
                Array("fpmc".utf8) + packed.kind.littleEndianBytes + packed.size.littleEndianBytes + payload
            attributes.append(
                attribute(
                    id, "com.apple.decmpfs", path,
                    UInt32(0x10).big + [UInt8](repeating: 0, count: 8) + UInt32(content.count).big + content
                        + (content.count % 2 == 0 ? [] : [0])))
        }
        guard !file.attribute.isEmpty else { return }
        let extents = write(file.attribute, extents: file.attributeExtents)
        attributes.append(
            attribute(
                id, "org.example.long", path,
                UInt32(0x20).big + [0, 0, 0, 0] + fork(file.attribute.count, extents)))
        guard extents.count > 8 else { return }
        let first = UInt32(extents.prefix(8).reduce(0) { $0 + $1.count })
        attributes.append(
            attribute(
                id, "org.example.long", path,
                UInt32(0x30).big + [0, 0, 0, 0] + list(Array(extents.dropFirst(8))), from: first))
    }

    private func attribute(
        _ id: UInt32, _ name: String, _ path: String, _ data: [UInt8], from first: UInt32 = 0
    ) -> HFSRecord {
        let key = [0, 0] + id.big + first.big + UInt16(name.utf16.count).big + name.utf16.flatMap(\.big)
        return HFSRecord(name: "attribute:\(path)", key: UInt16(key.count).big + key, data: data)
    }

    /// The two files of a journal that is empty (TN1150, The Journal).
    private mutating func journalFiles() -> [HFSPlan.File] {
        // The journal is the first file that takes blocks, its description the second.
        let start = UInt64(offset(of: next))
        let size: UInt64 = 4 * UInt64(plan.blockSize)
        func big(_ number: UInt64) -> [UInt8] { number.littleEndianBytes.reversed() }
        var journal =
            Array("JNLx".utf8) + UInt32(0x1234_5678).big + big(512) + big(512) + big(size) + UInt32(4_096).big
        journal += Array(repeating: 0, count: Int(size) - journal.count)
        let information =
            UInt32(1).big + Array(repeating: 0, count: 32) + big(start) + big(size)
            + Array(repeating: 0, count: plan.blockSize - 52)
        return [
            HFSPlan.File(".journal", journal), HFSPlan.File(HFSPlan.journalInformation, information),
        ]
    }
}
