import Bytes

/// What a plan asks for, as a tree; node 0 is the root. Streams and their directories are nodes that no directory names.
struct UDFTree {
    enum Kind {
        case directory, file, link
        /// One more name for the file at a path.
        case alias(String)
        case deleted
        /// The directory of the streams of a file (UDF 3.3.5.1).
        case streams
        case stream
    }

    /// A run of blocks, or what stands for one.
    struct Piece {
        /// 0 recorded, 1 set aside, 2 neither (ECMA-167 4/14.14.1.1).
        var type: UInt32
        var length: Int
        var address = ForgedUDFAddress()
        /// Which of the contents it holds.
        var range = 0..<0
    }

    struct Node {
        let path: String
        let name: String
        let kind: Kind
        let file: UDFPlan.File
        let parent: Int
        /// What lies in it; of directories, nothing.
        let contents: [UInt8]
        var children: [Int] = []
        var streams: Int?
        var unique: UInt64 = 0
        /// Entries of directories that name it (ECMA-167 4/14.9.6).
        var links: UInt16 = 0
        /// Where its entry is sought, and where the one that counts lies.
        var entry = ForgedUDFAddress()
        var direct = ForgedUDFAddress()
        /// Where its data lie; nil if in the entry.
        var pieces: [Piece]?
        var chain: [ForgedUDFAddress] = []

        var isDirectory: Bool {
            switch kind {
            case .directory, .streams: true
            case .file, .link, .alias, .deleted, .stream: false
            }
        }

        /// Whether it has an entry of its own.
        var hasEntry: Bool {
            switch kind {
            case .alias, .deleted: false
            case .directory, .streams, .file, .link, .stream: true
            }
        }
    }

    var nodes: [Node]

    init(_ plan: UDFPlan) {
        let root = UDFPlan.File("/", .directory)
        nodes = [Node(path: "/", name: "", kind: .directory, file: root, parent: 0, contents: [])]
        for file in plan.files where file.trees != .iso9660 { add(file) }
        number()
    }

    private mutating func add(_ file: UDFPlan.File) {
        var steps = file.path.split(separator: "/").map(String.init)
        guard let name = steps.popLast() else { return }
        var parent = 0
        for step in steps { parent = directory(step, in: parent) }
        switch file.contents {
        case .directory: _ = directory(name, in: parent, file)
        case .bytes(let bytes): append(name, .file, file, bytes, to: parent)
        case .link(let target): append(name, .link, file, Self.components(target), to: parent)
        case .hardLink(let target): append(name, .alias(target), file, [], to: parent)
        case .deleted: append(name, .deleted, file, [], to: parent)
        }
    }

    /// The directory of that name, made if there is none.
    private mutating func directory(_ name: String, in parent: Int, _ file: UDFPlan.File? = nil) -> Int {
        let known = nodes[parent].children.first { nodes[$0].name == name && nodes[$0].isDirectory }
        if let known { return known }
        let path = nodes[parent].path + (parent == 0 ? "" : "/") + name
        return append(name, .directory, file ?? UDFPlan.File(path, .directory), [], to: parent)
    }

    @discardableResult
    private mutating func append(
        _ name: String, _ kind: Kind, _ file: UDFPlan.File, _ contents: [UInt8], to parent: Int
    ) -> Int {
        let path = nodes[parent].path + (parent == 0 ? "" : "/") + name
        let number = nodes.count
        nodes.append(
            Node(path: path, name: name, kind: kind, file: file, parent: parent, contents: contents))
        nodes[parent].children.append(number)
        if let stream = file.stream, nodes[number].hasEntry { appendStream(stream, to: number) }
        return number
    }

    private mutating func appendStream(_ stream: (name: String, contents: [UInt8]), to owner: Int) {
        let plain = UDFPlan.File(nodes[owner].path, .directory)
        let path = nodes[owner].path + ":"
        nodes[owner].streams = nodes.count
        nodes.append(
            Node(
                path: path, name: "", kind: .streams, file: plain, parent: owner, contents: [],
                children: [nodes.count + 1]))
        nodes.append(
            Node(
                path: path + stream.name, name: stream.name, kind: .stream, file: plain,
                parent: nodes.count - 1, contents: stream.contents))
    }

    /// The path components of a symbolic link (ECMA-167 4/14.16.1): root, parent, the directory itself, or a name.
    private static func components(_ target: String) -> [UInt8] {
        let root: [UInt8] = target.hasPrefix("/") ? [2, 0, 0, 0] : []
        return target.split(separator: "/").reduce(into: root) { bytes, step in
            switch step {
            case "..": bytes += [3, 0, 0, 0]
            case ".": bytes += [4, 0, 0, 0]
            default:
                let name = UDFPieces.name(String(step))
                bytes += [5, UInt8(clamping: name.count), 0, 0] + name
            }
        }
    }
}

// MARK: Numbers

extension UDFTree {
    /// The node that an entry of a directory leads to.
    func target(_ node: Int) -> Int? {
        switch nodes[node].kind {
        case .alias(let path): nodes.firstIndex { $0.path == path && $0.hasEntry }
        case .deleted: nil
        case .directory, .streams, .file, .link, .stream: node
        }
    }

    /// The root has the unique number 0, those below 16 are reserved (UDF 3.2.1.1); streams have that of their file.
    private mutating func number() {
        var next: UInt64 = 16
        for index in nodes.indices.dropFirst() where nodes[index].hasEntry {
            switch nodes[index].kind {
            case .streams, .stream: nodes[index].unique = nodes[nodes[index].parent].unique
            case .directory, .file, .link, .alias, .deleted:
                nodes[index].unique = next
                next += 1
            }
        }
        for index in nodes.indices where nodes[index].isDirectory {
            nodes[nodes[index].parent].links += 1
            for child in nodes[index].children {
                if let named = target(child) { nodes[named].links += 1 }
            }
        }
    }

    /// A number above all unique ones (ECMA-167 3/10.10.5).
    var nextUnique: UInt64 { max(16, (nodes.map(\.unique).max() ?? 0) + 1) }

    /// Files and directories as the integrity descriptor counts them: entries, without streams (UDF 2.2.6.4).
    var counts: (files: UInt32, directories: UInt32) {
        nodes.reduce(into: (0, 0)) { counts, node in
            switch node.kind {
            case .directory: counts.directories += 1
            case .file, .link: counts.files += 1
            case .alias, .deleted, .streams, .stream: break
            }
        }
    }

    /// Bytes of an entry of a directory with a name of `name` bytes (ECMA-167 4/14.4).
    static func entryLength(_ name: Int) -> Int { (38 + name).rounded(up: 4) }

    /// How long the data of a node are.
    func length(_ node: Int) -> Int {
        guard nodes[node].isDirectory else { return nodes[node].contents.count }
        return nodes[node].children.reduce(Self.entryLength(0)) {
            $0 + Self.entryLength(UDFPieces.name(nodes[$1].name).count)
        }
    }
}
