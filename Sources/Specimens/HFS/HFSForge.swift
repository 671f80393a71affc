import Bytes

/// Writes a volume of HFS+ (Apple TN1150): header, bitmap, overflow file, catalog, data, and the copy of the header.
struct HFSForge {
    let plan: HFSPlan
    var image: [UInt8]
    var landmarks = Landmarks()
    /// The next block that nothing uses.
    private var next: Int
    private var used: [Range<Int>] = []
    private var overflow: [(file: UInt32, first: UInt32, extents: [Range<Int>])] = []

    private static let date: [UInt8] = UInt32(3_786_912_000).big
    /// The first number that files may have.
    private static let firstID: UInt32 = 16

    init(_ plan: HFSPlan) {
        self.plan = plan
        image = Array(repeating: 0, count: plan.blocks * plan.blockSize)
        next = (1_536 + plan.blockSize - 1) / plan.blockSize
        used = [0..<next, plan.blocks - (1_023 + plan.blockSize) / plan.blockSize..<plan.blocks]
    }

    mutating func forge() {
        let bitmap = take(1)
        let nodes = plan.nodeSize / plan.blockSize
        let overflowFile = take(max(1, 2 * nodes))
        let leaves = leaves()
        let catalogNodes = leaves.count + (leaves.count > 1 ? 2 : 1)
        let catalog = take(max(1, catalogNodes * nodes))
        writeCatalog(leaves, at: catalog.lowerBound * plan.blockSize, count: catalogNodes)
        writeOverflow(at: overflowFile.lowerBound * plan.blockSize)
        writeBitmap(at: bitmap.lowerBound * plan.blockSize)
        var header = Array(repeating: UInt8(0), count: 512)
        let files = plan.files.count + plan.inFolder.count
        let fields: [(Int, [UInt8])] = [
            (0, Array("H+".utf8) + UInt16(4).big + UInt32(0x100).big + Array("10.0".utf8)),
            (16, Self.date + Self.date + [0, 0, 0, 0] + Self.date),
            (32, UInt32(files).big + UInt32(1).big + UInt32(plan.blockSize).big + UInt32(plan.blocks).big),
            (48, UInt32(plan.blocks - used.reduce(0) { $0 + $1.count }).big + UInt32(next).big),
            (56, UInt32(plan.blockSize).big + UInt32(plan.blockSize).big),
            (64, (Self.firstID + UInt32(files) + 1).big),
            (112, fork(plan.blockSize, [bitmap])),
            (192, fork(overflowFile.count * plan.blockSize, [overflowFile])),
            (272, fork(catalog.count * plan.blockSize, [catalog])),
        ]
        for (at, bytes) in fields { header.place(bytes, at: at) }
        for (name, at) in [("hfs:header", 1_024), ("hfs:alternate", image.count - 1_024)] {
            image.place(header, at: at)
            landmarks.mark(name, at)
        }
        landmarks.mark("hfs:bitmap", bitmap.lowerBound * plan.blockSize)
        landmarks.mark("hfs:catalog", catalog.lowerBound * plan.blockSize)
        landmarks.mark("hfs:overflow", overflowFile.lowerBound * plan.blockSize)
    }

    private mutating func take(_ count: Int) -> Range<Int> {
        let range = next..<next + count
        next += count
        used.append(range)
        return range
    }

    /// The 80 bytes of a fork, with as many extents as there is room for.
    private func fork(_ size: Int, _ extents: [Range<Int>]) -> [UInt8] {
        let blocks = extents.reduce(0) { $0 + $1.count }
        var bytes =
            UInt64(size).littleEndianBytes.reversed() + UInt32(plan.blockSize).big + UInt32(blocks).big
        for extent in extents.prefix(8) { bytes += UInt32(extent.lowerBound).big + UInt32(extent.count).big }
        return bytes + Array(repeating: 0, count: 80 - bytes.count)
    }

    // MARK: Files

    /// Puts content into blocks, in as many extents as asked for, with a block between them.
    private mutating func write(_ bytes: [UInt8], extents: Int) -> [Range<Int>] {
        guard !bytes.isEmpty else { return [] }
        let blocks = (bytes.count + plan.blockSize - 1) / plan.blockSize
        var found: [Range<Int>] = []
        var at = 0
        for index in 0..<extents {
            let range = take(index == extents - 1 ? blocks - at : 1)
            let start = at * plan.blockSize
            image.place(
                Array(bytes[start..<min(bytes.count, (at + range.count) * plan.blockSize)]),
                at: range.lowerBound * plan.blockSize)
            found.append(range)
            at += range.count
            if extents > 1 { next += 1 }
        }
        return found
    }

    private mutating func record(_ file: HFSPlan.File, _ id: UInt32, _ path: String) -> [UInt8] {
        let data = write(file.bytes, extents: file.extents)
        if let first = data.first { landmarks.mark("hfs:data:\(path)", first.lowerBound * plan.blockSize) }
        let resources = write(file.resources, extents: 1)
        if data.count > 8 {
            overflow.append(
                (id, UInt32(data.prefix(8).reduce(0) { $0 + $1.count }), Array(data.dropFirst(8))))
        }
        return UInt16(2).big + [0, 2, 0, 0, 0, 0] + id.big + Self.dates + Self.permissions(0o100644)
            + Array("TEXTttxt".utf8) + Array(repeating: 0, count: 32) + fork(file.bytes.count, data)
            + fork(file.resources.count, resources)
    }

    private static let dates = date + date + date + date + [0, 0, 0, 0]
    private static func permissions(_ mode: UInt16) -> [UInt8] {
        Array(repeating: 0, count: 10) + mode.big + [0, 0, 0, 1]
    }

    private func folder(_ id: UInt32, _ valence: Int) -> [UInt8] {
        UInt16(1).big + [0, 0] + UInt32(valence).big + id.big + Self.dates + Self.permissions(0o40755)
            + Array(repeating: 0, count: 40)
    }

    private func thread(_ kind: UInt16, _ parent: UInt32, _ name: String) -> [UInt8] {
        kind.big + [0, 0] + parent.big + UInt16(name.utf16.count).big + name.utf16.flatMap(\.big)
    }

    // MARK: Trees

    /// The records of the catalog by their keys, dealt to leaves.
    private mutating func leaves() -> [[(name: String, key: [UInt8], data: [UInt8])]] {
        let docs = Self.firstID
        var records: [(parent: UInt32, name: String, path: String, data: [UInt8])] = [
            (1, "Forged", "/", folder(2, plan.files.count + 1)), (2, "", "", thread(3, 1, "Forged")),
            (2, "docs", "/docs", folder(docs, plan.inFolder.count)), (docs, "", "", thread(3, 2, "docs")),
        ]
        var id = docs
        for (parent, files, above) in [(2, plan.files, "/"), (docs, plan.inFolder, "/docs/")]
            as [(UInt32, [HFSPlan.File], String)]
        {
            for file in files {
                id += 1
                let path = above + file.name
                records.append((parent, file.name, path, record(file, id, path)))
                records.append((id, "", "", thread(4, parent, file.name)))
            }
        }
        records.sort { ($0.parent, $0.name) < ($1.parent, $1.name) }
        var leaves: [[(name: String, key: [UInt8], data: [UInt8])]] = [[]]
        var room = 0
        for record in records {
            let name = UInt16(record.name.utf16.count).big + record.name.utf16.flatMap(\.big)
            let key = UInt16(4 + name.count).big + record.parent.big + name
            if room + key.count + record.data.count + 2 > plan.nodeSize - 16 {
                leaves.append([])
                room = 0
            }
            room += key.count + record.data.count + 2
            leaves[leaves.count - 1].append((record.path, key, record.data))
        }
        return leaves
    }

    private mutating func writeCatalog(
        _ leaves: [[(name: String, key: [UInt8], data: [UInt8])]], at start: Int, count: Int
    ) {
        let hasIndex = leaves.count > 1
        writeHeader(
            at: start, nodes: count, depth: hasIndex ? 2 : 1, root: hasIndex ? count - 1 : 1,
            records: leaves.reduce(0) { $0 + $1.count }, first: 1, last: leaves.count, longest: 516)
        for (index, leaf) in leaves.enumerated() {
            let at = start + (index + 1) * plan.nodeSize
            landmarks.mark("hfs:leaf", at)
            let links = (index + 1 < leaves.count ? index + 2 : 0, index)
            let offsets = writeNode(
                at: at, kind: 0xFF, height: 1, links: links, leaf.map { $0.key + $0.data })
            for (record, offset) in zip(leaf, offsets) where !record.name.isEmpty {
                landmarks.mark("hfs:key:\(record.name)", at + offset)
                landmarks.mark("hfs:record:\(record.name)", at + offset + record.key.count)
            }
        }
        guard hasIndex else { return }
        let index = leaves.enumerated().map { ($1.first?.key ?? []) + UInt32($0 + 1).big }
        let at = start + (count - 1) * plan.nodeSize
        landmarks.mark("hfs:index", at)
        _ = writeNode(at: at, kind: 0, height: 2, links: (0, 0), index)
    }

    private mutating func writeOverflow(at start: Int) {
        let records = overflow.map { one in
            var extents = one.extents.prefix(8).flatMap { UInt32($0.lowerBound).big + UInt32($0.count).big }
            extents += Array(repeating: 0, count: 64 - extents.count)
            return UInt16(10).big + [0, 0] + one.file.big + one.first.big + extents
        }
        let leaf = records.isEmpty ? 0 : 1
        writeHeader(
            at: start, nodes: 2, depth: leaf, root: leaf, records: records.count, first: leaf, last: leaf,
            longest: 10)
        if leaf > 0 {
            _ = writeNode(at: start + plan.nodeSize, kind: 0xFF, height: 1, links: (0, 0), records)
        }
    }

    private mutating func writeHeader(
        at start: Int, nodes: Int, depth: Int, root: Int, records: Int, first: Int, last: Int, longest: UInt16
    ) {
        var record = UInt16(depth).big + UInt32(root).big + UInt32(records).big + UInt32(first).big
        record += UInt32(last).big + UInt16(plan.nodeSize).big + longest.big + UInt32(nodes).big
        record += UInt32(depth == 0 ? nodes - 1 : 0).big
        record += Array(repeating: 0, count: 106 - record.count)
        var map = Array(repeating: UInt8(0), count: plan.nodeSize - 14 - 106 - 128 - 8)
        for node in 0..<(depth == 0 ? 1 : nodes) { map[node / 8] |= 0x80 >> UInt8(node % 8) }
        _ = writeNode(
            at: start, kind: 1, height: 0, links: (0, 0), [record, Array(repeating: 0, count: 128), map])
    }

    /// Gives where its records begin in the node.
    private mutating func writeNode(
        at start: Int, kind: UInt8, height: UInt8, links: (next: Int, before: Int), _ records: [[UInt8]]
    ) -> [Int] {
        image.place(
            UInt32(links.next).big + UInt32(links.before).big + [kind, height]
                + UInt16(records.count).big, at: start)
        var offsets = [14]
        for record in records {
            let at = offsets[offsets.count - 1]
            image.place(record, at: start + at)
            offsets.append(at + record.count)
        }
        for (index, offset) in offsets.enumerated() {
            image.place(UInt16(offset).big, at: start + plan.nodeSize - 2 * (index + 1))
        }
        return offsets
    }

    private mutating func writeBitmap(at start: Int) {
        for block in used.joined() { image[start + block / 8] |= 0x80 >> UInt8(block % 8) }
    }
}
