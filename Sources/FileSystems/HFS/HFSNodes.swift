import Bytes
import DiscModel
import Readers

/// A B-tree of a volume: the catalog, the extents overflow file, or the attributes of HFS+ (Inside Macintosh: Files, 2-64; TN1150, B-Trees).
struct HFSNodes {
    /// A node that a record of an index leads to.
    struct Child {
        let number: UInt32
        /// The record that leads to it; the root has none.
        let record: Record?
        /// Where its number stands on the disc.
        let from: UInt64
    }

    enum Kind: UInt8 {
        case index = 0
        case header = 1
        case map = 2
        case leaf = 0xFF
    }

    /// As people call it, such as "catalog".
    let name: String
    let keys: HFSKeys
    let pieces: HFSPieces
    let nodeSize: Int
    /// Nodes that the file has room for.
    let count: UInt64
    /// The header node.
    let head: Record

    static let descriptorLength = 14
    /// Levels of a tree; eight nodes of 512 bytes over one another hold more than there are numbers for files.
    static let deepest = 16

    /// Reads the header node, which must be first; nil where none stands there, which is a fault or a gap of the volume.
    init?(
        _ tree: HFSKeys.Tree, _ name: String, _ pieces: HFSPieces, size: UInt64, _ volume: inout HFSVolume
    ) {
        self.name = name
        self.pieces = pieces
        guard pieces.length > 0 else { return nil }
        guard let head = volume.read(pieces, at: 0, count: 512) else {
            let place = pieces.place(0).map {
                volume.window.place($0.offset, 512, field: "\(name)/header node")
            }
            volume.gap(.pastEnd, place ?? Place(), "the header node of the \(name) is not in the image")
            return nil
        }
        let isPlus = volume.header.isPlus
        nodeSize = Int(head.u16be(Self.descriptorLength + 18))
        let isSize = isPlus ? nodeSize >= 512 && nodeSize & (nodeSize - 1) == 0 : nodeSize == 512
        guard head.u8(8) == Kind.header.rawValue, isSize else {
            volume.report(
                .treeHeader, Place(offset: head.offset, length: 46, field: "\(name)/header node"),
                "node of kind \(Int8(bitPattern: head.u8(8))) with nodes of \(nodeSize) bytes",
                "a header node")
            return nil
        }
        self.head = volume.read(pieces, at: 0, count: nodeSize) ?? head
        count = min(size, pieces.length) / UInt64(nodeSize)
        var keys = HFSKeys(tree: tree, isPlus: isPlus)
        keys.isBinary = tree == .attributes || volume.header.isCaseSensitive(head)
        self.keys = keys
        checkHeader(size, &volume)
    }

    var depth: Int { Int(head.u16be(14)) }
    var root: UInt32 { head.u32be(16) }
    var leafRecords: UInt32 { head.u32be(20) }
    var firstLeaf: UInt32 { head.u32be(24) }
    var lastLeaf: UInt32 { head.u32be(28) }
    var totalNodes: UInt32 { head.u32be(36) }
    var freeNodes: UInt32 { head.u32be(40) }

    /// A field of the header node.
    func field(_ at: Int, _ length: UInt64) -> Place {
        Place(offset: head.offset + UInt64(at), length: length, field: "\(name)/header node")
    }

    func place(_ node: Record, _ at: Int, _ length: UInt64) -> Place {
        Place(offset: node.offset + UInt64(at), length: length, field: "\(name)/node")
    }

    private func checkHeader(_ size: UInt64, _ volume: inout HFSVolume) {
        if UInt64(totalNodes).times(UInt64(nodeSize)) != size {
            let rest = size % UInt64(nodeSize) == 0 ? "" : " and a part of one"
            volume.report(.totalNodes, field(36, 4), "\(totalNodes)", "\(size / UInt64(nodeSize))\(rest)")
        }
        let longest =
            switch keys.tree {
            case .catalog: keys.isPlus ? 516 : 37
            case .extents: keys.isPlus ? 10 : 7
            case .attributes: 266
            }
        if head.u16be(34) != longest {
            volume.report(.keyForm, field(34, 2), "\(head.u16be(34)) bytes", "\(longest) bytes")
        }
        guard keys.isPlus else { return }
        // Bit 1: lengths of keys take two bytes; bit 2: keys of an index have each their own.
        let (bits, wanted): (UInt32, UInt32) = (head.u32be(52) & 6, keys.tree == .extents ? 2 : 6)
        if bits != wanted {
            volume.report(.keyForm, field(52, 4), "attributes \(bits)", "attributes \(wanted)")
        }
        if keys.tree == .catalog, volume.header.record.has("HX", at: 0),
            ![0xBC, 0xCF].contains(head.u8(51))
        {
            volume.report(.keyForm, field(51, 1), "comparison \(head.u8(51))", "comparison 188 or 207")
        }
    }

    // MARK: Nodes

    /// The bytes of a node, to which the number at a place leads.
    func node(_ number: UInt32, from: UInt64, _ volume: inout HFSVolume) -> Record? {
        guard number > 0, UInt64(number) < count else {
            volume.report(
                .nodeOutside, Place(offset: from, length: 4, field: "\(name)/node"), "node \(number)",
                "a node from 1 to \(max(1, count) - 1)")
            return nil
        }
        let start = UInt64(number) * UInt64(nodeSize)
        if let node = volume.read(pieces, at: start, count: nodeSize) { return node }
        volume.gap(
            .readFailed,
            volume.window.place(pieces.place(start)?.offset ?? 0, UInt64(nodeSize), field: "\(name)/node"),
            "node \(number) of the \(name) is not in the image")
        return nil
    }

    /// The same, where nothing is to be said if it cannot be read.
    func node(_ number: UInt32, _ volume: HFSVolume) -> Record? {
        guard number > 0, UInt64(number) < count else { return nil }
        return volume.read(pieces, at: UInt64(number) * UInt64(nodeSize), count: nodeSize)
    }

    /// Where the records of a node stand, by the offsets at its end; the fault where these make no sense.
    func ranges(_ node: Record) -> (ranges: [Range<Int>], fault: (at: Int, is: String, wants: String)?) {
        let count = Int(node.u16be(10))
        let table = nodeSize - 2 * (count + 1)
        var ranges: [Range<Int>] = []
        var at = Int(node.u16be(nodeSize - 2))
        guard table >= Self.descriptorLength, at == Self.descriptorLength else {
            return (
                [],
                (nodeSize - 2, "\(count) records from byte \(at)", "records from byte 14 that fit")
            )
        }
        for index in 0..<count {
            let slot = nodeSize - 2 * (index + 2)
            let next = Int(node.u16be(slot))
            guard next > at, next <= table else {
                return (ranges, (slot, "byte \(next)", "a byte from \(at + 1) to \(table)"))
            }
            ranges.append(at..<next)
            at = next
        }
        return (ranges, nil)
    }

    /// The same; what makes no sense is told.
    func ranges(_ node: Record, _ volume: inout HFSVolume) -> [Range<Int>]? {
        let (ranges, fault) = ranges(node)
        guard let fault else { return ranges }
        volume.report(.nodeOffsets, place(node, fault.at, 2), fault.is, fault.wants)
        return nil
    }

    /// The records of a node whose keys are whole.
    func records(_ node: Record, _ volume: inout HFSVolume) -> [Record]? {
        guard let ranges = ranges(node, &volume) else { return nil }
        var records: [Record] = []
        for range in ranges {
            let record = node.part(range.lowerBound, range.count)
            guard keys.isWhole(record) else {
                let length = keys.isPlus ? Int(record.u16be(0)) : Int(record.u8(0))
                volume.report(
                    .keyLength, place(node, range.lowerBound, keys.isPlus ? 2 : 1),
                    "a key of \(length) bytes", "a key that fits its name and its record")
                continue
            }
            records.append(record)
        }
        return records.count == ranges.count ? records : nil
    }
}
