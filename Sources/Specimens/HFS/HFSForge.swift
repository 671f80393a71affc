import Bytes

/// Writes a volume of HFS (Inside Macintosh: Files, chapter 2), HFS+ or HFSX (Apple TN1150): header, bitmap, trees, data, and the copy
/// of the header.
struct HFSForge {
    let plan: HFSPlan
    var image: [UInt8]
    var landmarks = Landmarks()
    /// The next block that nothing uses.
    var next: Int
    var used: [Range<Int>] = []
    var overflow: [HFSRecord] = []
    var attributes: [HFSRecord] = []
    /// The number of the next file.
    var nextID: UInt32 = 16
    /// The block of the journal's description.
    var journal = 0

    var isPlus: Bool { plan.kind != .classic }
    /// Where the first block stands: HFS counts from behind its bitmap.
    let firstBlock: Int

    static let date: [UInt8] = UInt32(3_786_912_000).big
    private static let bitmapSector = 3

    init(_ plan: HFSPlan) {
        self.plan = plan
        let size = plan.blocks * plan.blockSize
        guard plan.kind == .classic else {
            firstBlock = 0
            image = Array(repeating: 0, count: size)
            next = (1_536 + plan.blockSize - 1) / plan.blockSize
            used = [0..<next, plan.blocks - (1_023 + plan.blockSize) / plan.blockSize..<plan.blocks]
            return
        }
        firstBlock = 512 * (Self.bitmapSector + (plan.blocks + 4_095) / 4_096)
        // Images of discs have whole sectors.
        image = Array(repeating: 0, count: (firstBlock + size + 1_024).rounded(up: .sector))
        next = 0
    }

    mutating func forge() {
        let bitmap = isPlus ? take(1) : 0..<0
        let items = items()
        let inner = embed()
        let overflowTree = tree(overflow, "overflow", longest: isPlus ? 10 : 7)
        let overflowFile = take(overflowTree.bytes.count / plan.blockSize)
        let catalogTree = tree(items.records, "catalog", longest: isPlus ? 516 : 37)
        let catalog = take(catalogTree.bytes.count / plan.blockSize)
        let attributesTree =
            attributes.isEmpty ? nil : tree(attributes, "attributes", longest: 266)
        let attributesFile = take((attributesTree?.bytes.count ?? 0) / plan.blockSize)
        put(overflowTree, at: overflowFile)
        put(catalogTree, at: catalog)
        if let attributesTree { put(attributesTree, at: attributesFile) }
        let bitmapAt = isPlus ? offset(of: bitmap.lowerBound) : 512 * Self.bitmapSector
        for block in used.joined() { image[bitmapAt + block / 8] |= 0x80 >> UInt8(block % 8) }
        let fields =
            isPlus
            ? plusHeader(items, [bitmap, overflowFile, catalog, attributesFile])
            : classicHeader(items, [overflowFile, catalog], inner)
        var header = Array(repeating: UInt8(0), count: 512)
        for (at, bytes) in fields { header.place(bytes, at: at) }
        for (name, at) in [("hfs:header", 1_024), ("hfs:alternate", image.count - 1_024)] {
            image.place(header, at: at)
            landmarks.mark(name, at)
        }
        landmarks.mark("hfs:bitmap", bitmapAt)
    }

    func offset(of block: Int) -> Int { firstBlock + block * plan.blockSize }

    mutating func take(_ count: Int) -> Range<Int> {
        let range = next..<next + count
        next += count
        used.append(range)
        return range
    }

    private var free: Int { plan.blocks - used.reduce(0) { $0 + $1.count } }

    // MARK: Headers

    private func plusHeader(_ items: Items, _ forks: [Range<Int>]) -> [(Int, [UInt8])] {
        let isX = plan.kind == .hfsx
        let attributes: UInt32 = plan.isJournaled ? 0x2100 : 0x100
        let signature = Array((isX ? "HX" : "H+").utf8) + UInt16(isX ? 5 : 4).big
        let block = UInt32(plan.blockSize).big
        var fields: [(Int, [UInt8])] = [
            (0, signature + attributes.big + Array((plan.isJournaled ? "HFSJ" : "10.0").utf8)),
            (12, UInt32(journal).big),
            (16, Self.date + Self.date + [0, 0, 0, 0] + Self.date),
            (32, UInt32(items.files).big + UInt32(items.folders).big + block + UInt32(plan.blocks).big),
            (48, UInt32(free).big + UInt32(next).big), (56, block + block), (64, nextID.big),
        ]
        for (at, blocks) in zip([112, 192, 272, 352], forks) where !blocks.isEmpty {
            fields.append((at, fork(blocks.count * plan.blockSize, [blocks])))
        }
        return fields
    }

    private func classicHeader(
        _ items: Items, _ forks: [Range<Int>], _ inner: Range<Int>
    ) -> [(Int, [UInt8])] {
        let block = UInt32(plan.blockSize).big
        var fields: [(Int, [UInt8])] = [
            (0, Array("BD".utf8) + Self.date + Self.date + UInt16(0x100).big),
            (12, UInt16(items.rootFiles).big + UInt16(Self.bitmapSector).big),
            (18, UInt16(plan.blocks).big + block + block + UInt16(firstBlock / 512).big + nextID.big),
            (34, UInt16(free).big + [6] + Array("Forged".utf8)), (74, block + block),
            (82, UInt16(items.rootFolders).big + UInt32(items.files).big + UInt32(items.folders).big),
        ]
        for (at, blocks) in zip([130, 146], forks) {
            let extent = UInt16(blocks.lowerBound).big + UInt16(blocks.count).big
            fields.append((at, UInt32(blocks.count * plan.blockSize).big + extent))
        }
        if !inner.isEmpty {
            let extent = UInt16(inner.lowerBound).big + UInt16(inner.count).big
            fields.append((124, Array("H+".utf8) + extent))
        }
        return fields
    }

    /// The 80 bytes of a fork of HFS+, with as many extents as there is room for.
    func fork(_ size: Int, _ extents: [Range<Int>]) -> [UInt8] {
        let blocks = extents.reduce(0) { $0 + $1.count }
        var bytes =
            UInt64(size).littleEndianBytes.reversed() + UInt32(plan.blockSize).big + UInt32(blocks).big
        for extent in extents.prefix(8) { bytes += UInt32(extent.lowerBound).big + UInt32(extent.count).big }
        return bytes + Array(repeating: 0, count: 80 - bytes.count)
    }

    // MARK: Trees

    private func tree(_ records: [HFSRecord], _ name: String, longest: Int) -> ForgedHFSTree {
        ForgedHFSTree(
            records, name, nodeSize: isPlus ? plan.nodeSize : 512, unit: plan.blockSize, kind: plan.kind,
            longest: longest)
    }

    private mutating func put(_ tree: ForgedHFSTree, at blocks: Range<Int>) {
        let at = offset(of: blocks.lowerBound)
        image.place(tree.bytes, at: at)
        for (name, place) in tree.marks { landmarks.mark(name, at + place) }
    }

    /// Puts the volume in it that a wrapper holds, into blocks that count as bad.
    private mutating func embed() -> Range<Int> {
        guard let inner = plan.embedded.first else { return 0..<0 }
        let volume = Specimen(hfs: inner)
        let blocks = take((volume.bytes.count + plan.blockSize - 1) / plan.blockSize)
        let at = offset(of: blocks.lowerBound)
        image.place(volume.bytes, at: at)
        for (name, place) in volume.landmarks.sorted(by: { $0.value < $1.value }) {
            landmarks.mark("inner:" + name, at + place)
        }
        addOverflow(5, first: 0, [blocks])
        return blocks
    }
}
