import Bytes

// Entries, directories and data.

extension UDFForge {
    /// A file, a directory or a stream, with all that belongs to it.
    mutating func write(_ node: Int) {
        let it = tree.nodes[node]
        var entry = entry(of: node)
        let contents = contents(of: node)
        if let pieces = it.pieces {
            entry.body = writeDescriptors(of: node, pieces)
            for piece in pieces where piece.type == 0 {
                let data = it.isDirectory ? contents : Array(it.contents[piece.range])
                place(data, in: piece.address, as: (it.isDirectory ? "udf:dir:" : "udf:data:") + it.path)
            }
        } else {
            entry.body = contents
        }
        write(entry, of: node)
        if it.isDirectory { markEntries(of: node) }
    }

    private func entry(of node: Int) -> ForgedUDFEntry {
        let it = tree.nodes[node]
        let isStream = if case .stream = it.kind { true } else { false }
        let descriptors: UInt16 = it.pieces == nil ? 3 : layout.usesLong(node) ? 1 : 0
        let (type, attributes): (UInt8, [UInt8]) = (Self.type(it.kind), attributes(of: node))
        var entry = ForgedUDFEntry(
            type: type, flags: descriptors | (isStream ? 1 << 13 : 0), strategy: plan.strategy)
        entry.earlier = layout.isSuperseded(node) ? 1 : 0
        entry.links = it.links
        entry.length = length(of: node)
        entry.allLengths = entry.length
        if let streams = it.streams {
            entry.streams = reference(to: streams)
            entry.allLengths += tree.nodes[streams].children.reduce(0) { $0 + length(of: $1) }
        }
        entry.blocks = (it.pieces ?? []).reduce(0) { $1.type == 0 ? $0 + layout.blocks($1.length) : $0 }
        entry.unique = it.unique
        entry.attributes = attributes
        return entry
    }

    /// ECMA-167 4/14.6.6.
    private static func type(_ kind: UDFTree.Kind) -> UInt8 {
        switch kind {
        case .directory: 4
        case .link: 12
        case .streams: 13
        case .file, .stream, .alias, .deleted: 5
        }
    }

    private func length(of node: Int) -> Int {
        tree.length(node) + (tree.nodes[node].isDirectory ? 0 : tree.nodes[node].file.hole * plan.blockSize)
    }

    private func attributes(of node: Int) -> [UInt8] {
        guard tree.nodes[node].file.attributes else { return [] }
        return ForgedUDFEntry.attributes { tag(&$0, 262, tree.nodes[node].direct.block) }
    }

    /// Writes the entry, and what strategy 4096 puts beside it (ECMA-167 4/14.7, 4/14.8).
    private mutating func write(_ entry: ForgedUDFEntry, of node: Int) {
        let it = tree.nodes[node]
        let kind: UInt16 = plan.recordsExtended ? 266 : 261
        let bytes = entry.bytes(extended: plan.recordsExtended)
        write(bytes, tag: kind, at: .partition(it.direct), as: "udf:fe:" + it.path)
        let start = space.place(space.block(it.direct)) * plan.blockSize
        if !entry.attributes.isEmpty {
            landmarks.mark(
                "udf:eahd:" + it.path, start + layout.head(of: node) - ForgedUDFEntry.attributesLength)
            landmarks.mark(
                "udf:ea:" + it.path, start + layout.head(of: node) - ForgedUDFEntry.attributesLength + 24)
        }
        if it.pieces == nil {
            let name = it.isDirectory ? "udf:dir:" : "udf:data:"
            landmarks.mark(name + it.path, start + layout.head(of: node))
        }
        guard plan.strategy == 4_096 else { return }
        let head: [UInt8] = Array(repeating: 0, count: 16)
        let end = ForgedUDFAddress(block: it.direct.block + 1, map: it.direct.map)
        write(
            head + ForgedUDFEntry.icbTag(11, strategy: 4_096, earlier: entry.earlier + 1), tag: 260,
            at: .partition(end), as: "udf:te:" + it.path)
        guard layout.isSuperseded(node) else { return }
        var old = ForgedUDFEntry(type: entry.type, flags: entry.flags & ~7 | 3, strategy: 4_096)
        (old.links, old.unique) = (entry.links, entry.unique)
        write(
            old.bytes(extended: plan.recordsExtended), tag: kind, at: .partition(it.entry),
            as: "udf:old-fe:" + it.path)
        let indirect =
            head + ForgedUDFEntry.icbTag(3, strategy: 4_096, earlier: 1)
            + UDFPieces.long(2 * plan.blockSize, it.direct)
        let next = ForgedUDFAddress(block: it.entry.block + 1, map: it.entry.map)
        write(indirect, tag: 259, at: .partition(next), as: "udf:ie:" + it.path)
    }
}

// MARK: Descriptors

extension UDFForge {
    /// The descriptors that the entry holds; the others go into blocks of their own (ECMA-167 4/14.5).
    private mutating func writeDescriptors(of node: Int, _ pieces: [UDFTree.Piece]) -> [UInt8] {
        let chain = tree.nodes[node].chain
        let long = layout.usesLong(node)
        func descriptor(_ type: UInt32, _ length: Int, _ address: ForgedUDFAddress) -> [UInt8] {
            let length = Int(type) << 30 | length
            return long ? UDFPieces.long(length, address) : UDFPieces.extent(length, address.block)
        }
        // One in the entry and in each block, all that is left in the last.
        var lists = pieces.map { [descriptor($0.type, $0.length, $0.address)] }
        let rest = lists.dropFirst(chain.count).flatMap { $0 }
        lists = Array(lists.prefix(chain.count)) + [rest]
        for (index, address) in chain.enumerated() {
            lists[index].append(descriptor(3, plan.blockSize, address))
        }
        for (index, address) in chain.enumerated() {
            let list = lists[index + 1].flatMap { $0 }
            let head: [UInt8] = Array(repeating: 0, count: 20) + UInt32(clamping: list.count).little
            write(head + list, tag: 258, at: .partition(address), as: "udf:aed:" + tree.nodes[node].path)
        }
        return lists.first?.flatMap { $0 } ?? []
    }
}

// MARK: Directories

extension UDFForge {
    /// The contents of a file, or the entries of a directory.
    private func contents(of node: Int) -> [UInt8] {
        let it = tree.nodes[node]
        guard it.isDirectory else { return it.contents }
        // An entry's tag names the block that it starts in; those in the directory's own entry, that one (ECMA-167 4/7.2.8).
        func location(_ position: Int) -> Int {
            guard let data = it.pieces?.first else { return it.direct.block }
            return data.address.block + position / plan.blockSize
        }
        var bytes = entry(it.parent, name: [], characteristics: 0b1010, at: location(0))
        for child in it.children {
            let isDirectory = tree.nodes[child].isDirectory
            let isDeleted = tree.target(child) == nil
            bytes += entry(
                tree.target(child), name: UDFPieces.name(tree.nodes[child].name),
                characteristics: (isDirectory ? 2 : 0) | (isDeleted ? 4 : 0), at: location(bytes.count))
        }
        return bytes
    }

    /// A file identifier descriptor (ECMA-167 4/14.4); that of a deleted file leads nowhere (UDF 2.3.4.2).
    private func entry(_ node: Int?, name: [UInt8], characteristics: UInt8, at location: Int) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: 16)
        bytes += UInt16(1).little + [characteristics, UInt8(clamping: name.count)]
        bytes += (node.map(reference(to:)) ?? []).padded(to: 16, with: 0)
        bytes = (bytes + [0, 0] + name).padded(to: UDFTree.entryLength(name.count), with: 0)
        tag(&bytes, 257, location)
        return bytes
    }

    private mutating func markEntries(of node: Int) {
        let it = tree.nodes[node]
        guard var place = landmarks.places["udf:dir:" + it.path] else { return }
        landmarks.mark("udf:fid:" + it.path + (node == 0 ? ".." : "/.."), place)
        place += UDFTree.entryLength(0)
        for child in it.children {
            landmarks.mark("udf:fid:" + tree.nodes[child].path, place)
            place += UDFTree.entryLength(UDFPieces.name(tree.nodes[child].name).count)
        }
    }
}
