/// A number for each path, whatever the case of its letters: paths of several trees can be compared without being built.
struct PathNumbers {
    /// Of each name: the number of its folder, where its bytes are, and the next one of the same hash, or -1.
    private var names: [(folder: Int32, start: UInt32, count: UInt32, next: Int32)] = [(-1, 0, 0, -1)]
    private var bytes: [UInt8] = []
    private var byHash: [Int: Int32] = [:]

    /// The numbers of the folders of a tree that are known, by node; the root is 0.
    struct Folders {
        fileprivate var numbers: [Int32]
        fileprivate var scratch: [UInt8] = []

        init(_ tree: FileTree) {
            numbers = [Int32](repeating: -1, count: tree.nodes.count)
            numbers[0] = 0
        }
    }

    /// The number of a node's path without the version and the empty extension that ECMA-119 adds (7.5.1).
    mutating func name(of index: Int, in tree: FileTree, _ folders: inout Folders) -> Int32 {
        let folder = number(ofFolder: Int(tree.nodes[index].parent), in: tree, &folders)
        tree.foldName(of: tree.nodes[index], into: &folders.scratch)
        if tree.kind.hasVersions, let version = folders.scratch.lastIndex(of: 0x3B) {
            folders.scratch.removeSubrange(version...)
        }
        if folders.scratch.last == 0x2E { folders.scratch.removeLast() }
        return number(folders.scratch, in: folder)
    }

    /// A chain of parents that loops is cut.
    private mutating func number(ofFolder index: Int, in tree: FileTree, _ folders: inout Folders) -> Int32 {
        var unknown: [Int] = []
        var at = index
        while tree.nodes.indices.contains(at), folders.numbers[at] < 0, unknown.count < 1_000 {
            unknown.append(at)
            at = Int(tree.nodes[at].parent)
        }
        var number = tree.nodes.indices.contains(at) ? max(0, folders.numbers[at]) : 0
        for node in unknown.reversed() {
            tree.foldName(of: tree.nodes[node], into: &folders.scratch)
            number = self.number(folders.scratch, in: number)
            folders.numbers[node] = number
        }
        return number
    }

    private mutating func number(_ name: [UInt8], in folder: Int32) -> Int32 {
        var hasher = Hasher()
        hasher.combine(folder)
        unsafe name.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        let hash = hasher.finalize()
        let first = byHash[hash] ?? -1
        var at = first
        while at >= 0 {
            let entry = names[Int(at)]
            if entry.folder == folder, Int(entry.count) == name.count,
                bytes[Int(entry.start)..<Int(entry.start) + name.count].elementsEqual(name)
            {
                return at
            }
            at = entry.next
        }
        let number = Int32(clamping: names.count)
        names.append((folder, UInt32(clamping: bytes.count), UInt32(clamping: name.count), first))
        bytes += name
        byHash[hash] = number
        return number
    }
}

extension FileTree {
    /// The name in lower case as UTF-8.
    fileprivate func foldName(of node: Node, into result: inout [UInt8]) {
        result.removeAll(keepingCapacity: true)
        if appendPlainName(of: node, to: &result) {
            for index in result.indices where 0x41...0x5A ~= result[index] { result[index] |= 0x20 }
        } else {
            result += displayName(of: node).text.lowercased().utf8
        }
    }

    /// Appends a name of printable ASCII; appends nothing and returns false when it is another.
    func appendPlainName(of node: Node, to bytes: inout [UInt8]) -> Bool {
        let name = nameBytes(of: node)
        let start = bytes.count
        switch encoding {
        case .bytes: bytes += name
        case .utf16BigEndian:
            guard name.count % 2 == 0 else { return false }
            for at in stride(from: name.startIndex, to: name.endIndex, by: 2) {
                bytes.append(name[at] == 0 ? name[at + 1] : 0xFF)
            }
        }
        if bytes[start...].allSatisfy({ 0x20..<0x7F ~= $0 }) { return true }
        bytes.removeSubrange(start...)
        return false
    }

    /// Appends what `path(of:).escaped` says, without building it where all names are plain.
    public func appendEscapedPath(of index: Int, to bytes: inout [UInt8]) {
        var chain: [Int] = []
        var at = index
        while at > 0, at < nodes.count, chain.count < 64 {
            chain.append(at)
            at = Int(nodes[at].parent)
        }
        let start = bytes.count
        for node in chain.reversed() {
            bytes.append(0x2F)
            guard at == 0, appendPlainName(of: nodes[node], to: &bytes), bytes.count - start <= 4_096 else {
                bytes.removeSubrange(start...)
                bytes += path(of: index).escaped.utf8
                return
            }
        }
        if bytes[start...].contains(0x5C) {
            bytes.removeSubrange(start...)
            bytes += path(of: index).escaped.utf8
        }
    }
}
