import Bytes

/// A B-tree of HFS or HFS+: a header node with the map, leaves, and as many levels of index as they need.
struct ForgedHFSTree {
    private(set) var bytes: [UInt8] = []
    /// Landmarks and where they stand in the tree.
    private(set) var marks: [(name: String, at: Int)] = []
    private let nodeSize: Int
    private let name: String

    /// - Parameters:
    ///   - unit: whole blocks of so many bytes are filled, the last nodes of which are free.
    ///   - longest: the length of the longest key; those in an index of HFS all have it.
    init(
        _ records: [HFSRecord], _ name: String, nodeSize: Int, unit: Int, kind: HFSPlan.Kind, longest: Int
    ) {
        (self.nodeSize, self.name) = (nodeSize, name)
        var levels = [Self.dealt(records, nodeSize)].filter { !$0.isEmpty }
        var first = 1
        while let below = levels.last, below.count > 1 {
            let index = below.enumerated().map { number, node in
                var key = node[0].key
                if kind == .classic {
                    key = [UInt8(longest)] + key.dropFirst()
                    key += Array(repeating: 0, count: longest + 1 - key.count)
                }
                return HFSRecord(name: "index-key", key: key, data: UInt32(first + number).big)
            }
            first += below.count
            levels.append(Self.dealt(index, nodeSize))
        }
        let used = 1 + levels.reduce(0) { $0 + $1.count }
        // A tree without records has a free node all the same.
        let size = (max(2, used) * nodeSize + unit - 1) / unit * unit
        bytes = Array(repeating: 0, count: size)
        marks.append(("hfs:\(name)", 0))
        writeHeader(
            levels, used: used, kind: kind, longest: longest, records: records.count)
        var number = 1
        for (height, level) in levels.enumerated() {
            for (index, node) in level.enumerated() {
                let links = (
                    index + 1 < level.count ? number + 1 : 0, index > 0 ? number - 1 : 0
                )
                write(node, number, height: height + 1, links)
                number += 1
            }
        }
    }

    /// Records by the nodes in which they have room.
    private static func dealt(_ records: [HFSRecord], _ nodeSize: Int) -> [[HFSRecord]] {
        var nodes: [[HFSRecord]] = []
        var room = 0
        for record in records {
            let length = record.key.count + record.data.count + 2
            if length > room {
                nodes.append([])
                room = nodeSize - 16
            }
            room -= length
            nodes[nodes.count - 1].append(record)
        }
        return nodes
    }

    private mutating func writeHeader(
        _ levels: [[[HFSRecord]]], used: Int, kind: HFSPlan.Kind, longest: Int, records: Int
    ) {
        let (nodes, leaves) = (bytes.count / nodeSize, levels.first?.count ?? 0)
        var record = UInt16(levels.count).big + UInt32(levels.isEmpty ? 0 : used - 1).big
        record += UInt32(records).big + UInt32(min(1, leaves)).big + UInt32(leaves).big
        record += UInt16(nodeSize).big + UInt16(longest).big + UInt32(nodes).big + UInt32(nodes - used).big
        if kind != .classic {
            // Lengths of keys take two bytes, and those in an index differ but for extents.
            let comparison: UInt8 = name != "catalog" ? 0 : kind == .hfsx ? 0xBC : 0xCF
            record += [0, 0] + UInt32(nodeSize).big + [0, comparison]
            record += UInt32(name == "overflow" ? 2 : 6).big
        }
        record += Array(repeating: 0, count: 106 - record.count)
        var map = Array(repeating: UInt8(0), count: nodeSize - 14 - 106 - 128 - 8)
        for node in 0..<used { map[node / 8] |= 0x80 >> UInt8(node % 8) }
        let parts = [record, Array(repeating: 0, count: 128), map].map {
            HFSRecord(name: "", key: [], data: $0)
        }
        write(parts, 0, height: 0, (0, 0))
    }

    private mutating func write(
        _ records: [HFSRecord], _ number: Int, height: Int, _ links: (next: Int, before: Int)
    ) {
        let start = number * nodeSize
        let kind: UInt8 = number == 0 ? 1 : height == 1 ? 0xFF : 0
        let prefix = name == "catalog" ? "" : "\(name)-"
        if number > 0 { marks.append(("hfs:\(prefix)\(height == 1 ? "leaf" : "index")", start)) }
        let links = UInt32(links.next).big + UInt32(links.before).big
        bytes.place(links + [kind, UInt8(height)] + UInt16(records.count).big, at: start)
        var at = 14
        for (index, record) in records.enumerated() {
            bytes.place(UInt16(at).big, at: start + nodeSize - 2 * (index + 1))
            bytes.place(record.key + record.data, at: start + at)
            mark(record, start + at, prefix)
            at += record.key.count + record.data.count
        }
        bytes.place(UInt16(at).big, at: start + nodeSize - 2 * (records.count + 1))
    }

    /// Files have a key and a record; other records are named by what they are.
    private mutating func mark(_ record: HFSRecord, _ at: Int, _ prefix: String) {
        guard !record.name.isEmpty else { return }
        if record.name.hasPrefix("/") || record.name.hasPrefix("private") {
            marks.append(("hfs:key:\(record.name)", at))
            marks.append(("hfs:record:\(record.name)", at + record.key.count))
        } else if record.name.hasPrefix("thread:") {
            marks.append(("hfs:\(record.name)", at + record.key.count))
        } else {
            marks.append(("hfs:\(record.name == "index-key" ? prefix : "")\(record.name)", at))
        }
    }
}
