import Bytes

/// Decides where everything on the disc lies; nothing is written yet.
struct UDFLayout {
    let plan: UDFPlan
    var tree: UDFTree
    var space: ForgedUDFSpace
    let bridge: UDFBridge?
    /// Where the bridge's ISO 9660 part lies in the partition, without its descriptors.
    private(set) var bridgeBlock = 0
    private(set) var fileSet = ForgedUDFAddress()
    /// What only some partitions have, in blocks of the partition.
    private(set) var mirror = 0
    private(set) var metadataBitmap = 0
    private(set) var bitmap = 0..<0
    private(set) var table = 0..<0
    private(set) var tableEntry = 0
    /// Blocks of the disc.
    private(set) var count = 0

    init(_ plan: UDFPlan) {
        self.plan = plan
        tree = UDFTree(plan)
        space = ForgedUDFSpace(plan)
        bridge = plan.bridge ? UDFBridge(plan, tree) : nil
        // The file set descriptor and the end of its sequence.
        fileSet = space.takeEntry(2)
        for node in tree.nodes.indices where tree.nodes[node].hasEntry { placeEntry(node) }
        for node in tree.nodes.indices where tree.nodes[node].isDirectory { placeDirectory(node) }
        for node in tree.nodes.indices where tree.nodes[node].hasEntry { placeChain(node) }
        space.beginData()
        if let bridge { bridgeBlock = space.take(bridge.blocks) }
        for node in tree.nodes.indices { placeData(node) }
        end()
    }

    func blocks(_ bytes: Int) -> Int { bytes.rounded(up: plan.blockSize) / plan.blockSize }

    // MARK: The disc

    /// Where the main sequence begins; the reserve sequence of a virtual volume and the integrity sequence follow.
    var main: Int { plan.blockSize >= .sector ? 32 : 96 }
    var reserve: Int { plan.partition == .virtual ? main + 16 : count - 256 }
    var integrity: Int { main + 32 }

    /// The first at 256, the others 256 blocks before the last and at the last (ECMA-167 3/8.4.2.1). An open disc ends nowhere
    /// and has the first alone (UDF 6.11.1).
    var anchors: [Int] { plan.partition == .virtual ? [256] : [256, count - 257, count - 1] }

    /// The two sparing tables: one before the partition, one behind the spare packets.
    var sparing: [Int] { [224, space.spare + 2 * ForgedUDFSpace.unit] }
}

// MARK: Entries and their data

extension UDFLayout {
    private mutating func placeEntry(_ node: Int) {
        let first = space.takeEntry(plan.entryBlocks)
        tree.nodes[node].entry = first
        tree.nodes[node].direct = first
        if isSuperseded(node) { tree.nodes[node].direct = space.takeEntry(plan.entryBlocks) }
    }

    func isSuperseded(_ node: Int) -> Bool { plan.strategy == 4_096 && tree.nodes[node].file.superseded }

    func descriptors(of node: Int) -> UDFPlan.Descriptors {
        tree.nodes[node].file.descriptors ?? plan.descriptors
    }

    /// Whether the descriptors of a node name the partition.
    func usesLong(_ node: Int) -> Bool {
        guard !plan.hasSeparateEntries else { return !(plan.hasMetadata && tree.nodes[node].isDirectory) }
        return if case .long = descriptors(of: node) { true } else { false }
    }

    /// Bytes of an entry before its descriptors.
    func head(of node: Int) -> Int {
        ForgedUDFEntry.head(extended: plan.recordsExtended)
            + (tree.nodes[node].file.attributes ? ForgedUDFEntry.attributesLength : 0)
    }

    private func isEmbedded(_ node: Int) -> Bool {
        guard case .embedded = descriptors(of: node) else { return false }
        let file = tree.nodes[node].file
        return head(of: node) + tree.length(node) <= plan.blockSize && file.hole == 0 && file.tail == 0
    }

    private mutating func placeDirectory(_ node: Int) {
        guard !isEmbedded(node) else { return }
        let length = tree.length(node)
        let address = space.takeDirectory(blocks(length))
        tree.nodes[node].pieces = [.init(type: 0, length: length, address: address)]
    }

    /// Splits the data of a file, and takes blocks for the descriptors that the entry does not hold.
    private mutating func placeChain(_ node: Int) {
        guard !tree.nodes[node].isDirectory, !isEmbedded(node) else { return }
        let file = tree.nodes[node].file
        let whole = tree.length(node)
        let count = max(1, min(file.extents, blocks(whole), 16))
        let each = blocks(whole) / count * plan.blockSize
        var pieces = (0..<count).map { part in
            let range = part * each..<(part + 1 == count ? whole : (part + 1) * each)
            return UDFTree.Piece(type: 0, length: range.count, range: range)
        }
        if whole == 0 { pieces = [] }
        if file.hole > 0 { pieces.insert(.init(type: 2, length: file.hole * plan.blockSize), at: 0) }
        if file.tail > 0 { pieces.append(.init(type: 1, length: file.tail * plan.blockSize)) }
        tree.nodes[node].pieces = pieces
        tree.nodes[node].chain = (0..<max(0, min(file.chain, pieces.count - 1))).map { _ in
            space.takeDirectory(1)
        }
    }

    private mutating func placeData(_ node: Int) {
        guard !tree.nodes[node].isDirectory, let pieces = tree.nodes[node].pieces else { return }
        let shared = bridge?.places[tree.nodes[node].path]
        for index in pieces.indices.reversed() where pieces[index].type < 2 {
            let piece = pieces[index]
            // In the other tree of a bridge the zeros of a hole are recorded.
            let inShared = tree.nodes[node].file.hole + piece.range.lowerBound / plan.blockSize
            let known = piece.type == 0 ? shared.map { bridgeBlock + $0 + inShared } : nil
            let block = known ?? space.take(blocks(piece.length))
            tree.nodes[node].pieces?[index].address = ForgedUDFAddress(block: block)
        }
    }
}

// MARK: The end of the partition

extension UDFLayout {
    private mutating func end() {
        if plan.hasMetadata {
            metadataBitmap = space.take(blocks(24 + space.metadata.all.rounded(up: 8) / 8))
            mirror = space.take(1)
        }
        if plan.bitmap { placeBitmap() }
        if plan.partition == .virtual { return endVirtual() }
        let spares = plan.partition == .sparable ? 2 * ForgedUDFSpace.unit + 1 : 0
        // Sectors of 2048 bytes, whatever the blocks are; then the last 257 blocks with two anchors.
        count = (space.spare + spares + 257).rounded(up: max(1, .sector / plan.blockSize))
    }

    /// The bitmap tells of all blocks of the partition, itself and some free ones included.
    private mutating func placeBitmap() {
        let unit = plan.partition == .sparable ? ForgedUDFSpace.unit : 1
        var length = 0
        func total() -> Int { (space.taken.count + length + 32).rounded(up: unit) }
        while blocks(24 + total().rounded(up: 8) / 8) > length { length += 1 }
        let all = total()
        let first = space.take(length)
        bitmap = first..<first + length
        space.leave(all - space.taken.count)
    }

    /// The entry of the table is the last block of the disc (UDF 2.2.11).
    private mutating func endVirtual() {
        let length = tableLength
        if ForgedUDFEntry.head(extended: plan.recordsExtended) + length > plan.blockSize {
            let first = space.take(blocks(length))
            table = first..<first + blocks(length)
        }
        space.leave(-(space.spare + 1) & (max(1, .sector / plan.blockSize) - 1))
        tableEntry = space.take(1)
        count = space.spare
    }

    /// Bytes of the virtual allocation table.
    var tableLength: Int { space.virtual.count * 4 + (plan.revision >= 0x0200 ? 152 : 36) }
}
