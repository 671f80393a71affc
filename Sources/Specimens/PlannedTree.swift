/// What a plan asks for, as a tree; node 0 is the root.
struct PlannedTree: Sendable {
    enum Kind: Sendable {
        case directory
        /// The bytes of each section.
        case file([[UInt8]])
        case link(String)
        /// What is left in the place of a directory that was moved: the number of its node.
        case placeholder(Int)
    }

    struct Node: Sendable {
        /// The identifier in the primary tree, without version number.
        let identifier: String
        /// The name in Rock Ridge and Joliet.
        let name: String
        let kind: Kind
        var parent: Int
        var children: [Int] = []
        /// Where a moved directory belongs.
        var trueParent: Int? = nil
        /// Length before zisofs compressed it.
        var unpackedLength: Int? = nil

        var isDirectory: Bool {
            if case .directory = kind { true } else { false }
        }
    }

    private(set) var nodes = [Node(identifier: "", name: "", kind: .directory, parent: 0)]

    init(_ plan: Specimen.Plan) {
        for file in plan.everyFile { add(file) }
    }

    private mutating func add(_ file: Specimen.File) {
        var steps = file.path.split(separator: "/").map(String.init)
        guard let identifier = steps.popLast() else { return }
        var parent = 0
        for step in steps {
            parent = child(step, of: parent) ?? append(step, name: step.lowercased(), .directory, to: parent)
        }
        let name = file.name ?? identifier.lowercased()
        switch file.contents {
        case .directory:
            if child(identifier, of: parent) == nil { append(identifier, name: name, .directory, to: parent) }
        case .bytes(let bytes):
            append(identifier, name: name, .file([bytes]), to: parent)
        case .sections(let sections):
            append(identifier, name: name, .file(sections), to: parent)
        case .link(let target):
            append(identifier, name: name, .link(target), to: parent)
        case .compressed(let bytes):
            let node = append(identifier, name: name, .file([Zisofs.pack(bytes)]), to: parent)
            nodes[node].unpackedLength = bytes.count
        }
    }

    /// The directory of that identifier, if there is one.
    private func child(_ identifier: String, of parent: Int) -> Int? {
        nodes[parent].children.first { nodes[$0].identifier == identifier && nodes[$0].isDirectory }
    }

    @discardableResult
    private mutating func append(_ identifier: String, name: String, _ kind: Kind, to parent: Int) -> Int {
        nodes.append(Node(identifier: identifier, name: name, kind: kind, parent: parent))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }
}

// MARK: Relocation

extension PlannedTree {
    /// The lowest level of a primary tree; the root is level 1 (ECMA-119 6.8.2.1).
    static let deepestLevel = 8

    /// The same tree with the directories below level 8 moved to `/RR_MOVED` (RRIP 4.1.5).
    ///
    /// Each leaves a placeholder behind. Nodes keep their numbers.
    func relocated() -> PlannedTree {
        var result = self
        var open = [(node: 0, level: 1)]
        while let (node, level) = open.popLast() {
            for (position, child) in result.nodes[node].children.enumerated()
            where result.nodes[child].isDirectory {
                guard level >= Self.deepestLevel else {
                    open.append((child, level + 1))
                    continue
                }
                result.move(child, position: position)
                open.append((child, 3))
            }
        }
        return result
    }

    private mutating func move(_ directory: Int, position: Int) {
        let home = nodes[directory].parent
        let moved = child("RR_MOVED", of: 0) ?? append("RR_MOVED", name: "rr_moved", .directory, to: 0)
        let left = nodes[directory]
        nodes.append(
            Node(identifier: left.identifier, name: left.name, kind: .placeholder(directory), parent: home))
        nodes[home].children[position] = nodes.count - 1
        nodes[moved].children.append(directory)
        nodes[directory].parent = moved
        nodes[directory].trueParent = home
    }

    /// Links to a directory: itself, its parent's record, and the ".." of each directory in it, where a
    /// reader of Rock Ridge sees it.
    func links(to directory: Int) -> Int {
        2
            + nodes[directory].children.count { child in
                switch nodes[child].kind {
                case .directory: nodes[child].trueParent == nil
                case .placeholder: true
                case .file, .link: false
                }
            }
    }
}
