import Bytes

/// The directories that one volume descriptor leads to, in the dialect of that descriptor.
struct Hierarchy {
    let dialect: Dialect
    /// The tree as this descriptor sees it, with directories moved if Rock Ridge moved them.
    let tree: PlannedTree
    /// Whether records carry system use entries.
    let rockRidge: Bool
    /// Directory nodes in the order of the path table (ECMA-119 6.9.1).
    let directories: [Int]
    /// Where each directory lies, by node.
    var extents: [Int: Extent] = [:]
    /// Where the sections of each file lie, by node.
    var sections: [Int: [Extent]] = [:]
    /// Where the continuation areas lie.
    var continuations = Extent()
    /// Where the two path tables lie.
    var tables: (little: Extent, big: Extent) = (Extent(), Extent())

    init(_ dialect: Dialect, tree base: PlannedTree, rockRidge: Bool) {
        self.dialect = dialect
        self.rockRidge = rockRidge
        let tree = rockRidge ? base.relocated() : base
        self.tree = tree
        var order = [0]
        var next = 0
        while next < order.count {
            order += Self.sorted(tree.nodes[order[next]].children, of: tree, in: dialect)
                .filter { tree.nodes[$0].isDirectory }
            next += 1
        }
        directories = order
        measure()
    }

    /// Children in the order of their records (ECMA-119 9.3); equal ones stay in the order of the plan.
    private static func sorted(_ children: [Int], of tree: PlannedTree, in dialect: Dialect) -> [Int] {
        children.sorted { first, second in
            if dialect.precedes(tree.nodes[first], tree.nodes[second]) { return true }
            return !dialect.precedes(tree.nodes[second], tree.nodes[first]) && first < second
        }
    }

    /// Finds how long the directories and continuation areas are. It does not depend on where they lie.
    private mutating func measure() {
        var slots = ContinuationSlots()
        for directory in directories {
            var end = 0
            for record in records(of: directory) {
                end = Self.position(of: record, from: end) + record.length
                if !record.continued.isEmpty { _ = slots.next(record.continuedLength) }
            }
            extents[directory] = Extent(length: end.rounded(up: .sector))
        }
        continuations.length = slots.used.rounded(up: .sector)
        tables.little.length = pathTable(.little).bytes.count
        tables.big.length = tables.little.length
    }

    /// Where a record goes that cannot start before `end`: it must end in the sector it starts in (6.8.1.1).
    static func position(of record: ForgedRecord, from end: Int) -> Int {
        let left = .sector - end % .sector
        return record.length > left ? end + left : end
    }

    /// The path of a node in the landmarks; empty for the root.
    func path(_ node: Int) -> String {
        guard node != 0 else { return "" }
        var name = dialect.name(of: tree.nodes[node])
        if !tree.nodes[node].isDirectory, name.last == "." { name.removeLast() }
        return path(tree.nodes[node].parent) + "/" + name
    }

    /// Where a directory lies.
    private func extent(_ directory: Int) -> Extent { extents[directory] ?? Extent() }
}

// MARK: Records

extension Hierarchy {
    /// The records of a directory, in order: itself, its parent, its children (ECMA-119 6.8.2.2, 9.3).
    func records(of directory: Int) -> [ForgedRecord] {
        let parent = tree.nodes[directory].parent
        let dots = [
            ForgedRecord(
                label: path(directory) + "/.", identifier: [0], extent: extent(directory),
                flags: ForgedRecord.directory, systemUse: dotEntries(directory)),
            ForgedRecord(
                label: path(directory) + "/..", identifier: [1], extent: extent(parent),
                flags: ForgedRecord.directory, systemUse: dotDotEntries(directory)),
        ]
        let children = Self.sorted(tree.nodes[directory].children, of: tree, in: dialect)
        return dots + children.flatMap(records(for:))
    }

    /// The root directory record of the descriptor (ECMA-119 8.4.18).
    var rootRecord: ForgedRecord {
        ForgedRecord(label: "/", identifier: [0], extent: extent(0), flags: ForgedRecord.directory)
    }

    /// One record for a directory, one for each section of a file, none for a link without Rock Ridge.
    private func records(for node: Int) -> [ForgedRecord] {
        let flags: UInt8
        var extents = [Extent()]
        switch tree.nodes[node].kind {
        case .directory:
            flags = ForgedRecord.directory
            extents = [extent(node)]
        case .file(let bytes):
            flags = 0
            extents = sections[node] ?? bytes.map { Extent(length: $0.count) }
        case .link, .placeholder:
            guard rockRidge else { return [] }
            flags = 0
        }
        return extents.enumerated().map { index, extent in
            ForgedRecord(
                label: path(node), identifier: dialect.identifier(of: tree.nodes[node]), extent: extent,
                flags: index + 1 < extents.count ? flags | ForgedRecord.multiExtent : flags,
                systemUse: childEntries(node))
        }
    }
}

// MARK: System use

extension Hierarchy {
    /// Entries of ".": SP and ER only in the root (SUSP 5.3, 5.5).
    private func dotEntries(_ directory: Int) -> [[UInt8]] {
        guard rockRidge else { return [] }
        let own = [attributes(directory), SystemUse.timeStamps]
        return directory == 0 ? [SystemUse.sharingProtocol] + own + [SystemUse.extensionsReference] : own
    }

    /// Entries of "..": PL in a moved directory.
    private func dotDotEntries(_ directory: Int) -> [[UInt8]] {
        guard rockRidge else { return [] }
        let own = [attributes(tree.nodes[directory].parent), SystemUse.timeStamps]
        guard let home = tree.nodes[directory].trueParent else { return own }
        return own + [SystemUse.parent(extent(home).block)]
    }

    private func childEntries(_ node: Int) -> [[UInt8]] {
        guard rockRidge else { return [] }
        var entries = [attributes(node), SystemUse.timeStamps]
        switch tree.nodes[node].kind {
        case .directory where tree.nodes[node].trueParent != nil: entries.append(SystemUse.relocated)
        case .placeholder(let directory): entries.append(SystemUse.child(extent(directory).block))
        case .link(let target): entries.append(SystemUse.link(target))
        case .directory, .file: break
        }
        if let length = tree.nodes[node].unpackedLength { entries.append(SystemUse.compressed(length)) }
        return entries + SystemUse.name(tree.nodes[node].name)
    }

    /// PX; a placeholder has the attributes of its directory.
    private func attributes(_ node: Int) -> [UInt8] {
        switch tree.nodes[node].kind {
        case .directory:
            SystemUse.attributes(mode: 0o040755, links: tree.links(to: node), serial: node + 1)
        case .placeholder(let directory): attributes(directory)
        case .file: SystemUse.attributes(mode: 0o100644, links: 1, serial: node + 1)
        case .link: SystemUse.attributes(mode: 0o120777, links: 1, serial: node + 1)
        }
    }
}

// MARK: Path table

extension Hierarchy {
    /// The two numbers of a path table record, in the byte order of its table.
    struct Order {
        let four: (UInt32) -> [UInt8]
        let two: (UInt16) -> [UInt8]

        /// Type L (ECMA-119 6.9.2).
        static var little: Order { Order(four: \.little, two: \.little) }
        /// Type M.
        static var big: Order { Order(four: \.big, two: \.big) }
    }

    /// The bytes of a path table and where each of its records starts (ECMA-119 9.4).
    func pathTable(_ order: Order) -> (bytes: [UInt8], starts: [Int]) {
        var numbers: [Int: UInt16] = [:]
        for (index, directory) in directories.enumerated() {
            numbers[directory] = UInt16(clamping: index + 1)
        }
        var bytes: [UInt8] = []
        var starts: [Int] = []
        for directory in directories {
            let node = tree.nodes[directory]
            let identifier = directory == 0 ? [0] : dialect.identifier(of: node)
            starts.append(bytes.count)
            bytes += [UInt8(clamping: identifier.count), 0] + order.four(extent(directory).block)
            bytes += order.two(numbers[node.parent] ?? 1) + identifier
            if identifier.count % 2 != 0 { bytes.append(0) }
        }
        return (bytes, starts)
    }
}
