/// The three ways in which a tree is written down, one for each kind of descriptor.
enum Dialect: Sendable {
    case primary, joliet, enhanced

    /// What its landmarks start with.
    var prefix: String {
        switch self {
        case .primary: ""
        case .joliet: "svd:"
        case .enhanced: "evd:"
        }
    }

    /// The landmark of its descriptor.
    var descriptor: String {
        switch self {
        case .primary: "pvd"
        case .joliet: "svd"
        case .enhanced: "evd"
        }
    }

    /// A text field of `count` bytes, filled with spaces (ECMA-119 8.4).
    ///
    /// Joliet records UCS-2, most significant byte first; the last byte of a field of odd length is 0.
    func text(_ text: String, count: Int) -> [UInt8] {
        guard self == .joliet else { return Array(text.utf8).padded(to: count, with: 0x20) }
        var units = Array(text.utf16.prefix(count / 2))
        units += Array(repeating: 0x20, count: count / 2 - units.count)
        return units.flatMap(\.big).padded(to: count, with: 0)
    }

    /// The identifier of a node in this tree, without version number.
    func name(of node: PlannedTree.Node) -> String {
        switch self {
        case .primary: node.identifier
        case .joliet: Self.shortened(node.name, to: node.isDirectory ? 64 : 62)
        case .enhanced: Self.shortened(Self.upper(node.name), to: 207)
        }
    }

    /// The bytes of the identifier, as recorded (ECMA-119 7.5, 7.6; Joliet, 64 characters).
    ///
    /// A file of the primary tree has SEPARATOR 1, SEPARATOR 2 and the version number even when it has no
    /// extension; one of the enhanced tree has no version number (ISO 9660:1999).
    func identifier(of node: PlannedTree.Node) -> [UInt8] {
        let name = name(of: node)
        switch self {
        case .enhanced: return Array(name.utf8)
        case .joliet: return (node.isDirectory ? name : name + ";1").utf16.flatMap(\.big)
        case .primary where node.isDirectory: return Array(name.utf8)
        case .primary: return Array((name.contains(".") ? name + ";1" : name + ".;1").utf8)
        }
    }

    /// The escape sequences of its descriptor (ECMA-119 8.5.6; Joliet: UCS-2 level 3).
    var escapeSequences: [UInt8] { self == .joliet ? Array("%/E".utf8) : [] }

    /// The name in d-characters and dots (ECMA-119 7.4.1).
    private static func upper(_ name: String) -> String {
        String(
            name.uppercased().unicodeScalars.map { scalar -> Character in
                switch scalar {
                case "A"..."Z", "0"..."9", "_", ".": Character(scalar)
                default: "_"
                }
            })
    }

    /// The name cut to `count` UTF-16 units; it keeps its extension.
    private static func shortened(_ name: String, to count: Int) -> String {
        guard name.utf16.count > count else { return name }
        let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
        guard ending.utf16.count < count else {
            return String(decoding: name.utf16.prefix(count), as: UTF16.self)
        }
        return String(decoding: name.utf16.prefix(count - ending.utf16.count), as: UTF16.self) + ending
    }
}

// MARK: Order

extension Dialect {
    /// Whether one node comes before another in a directory and in the path table (ECMA-119 9.3, 6.9.1).
    ///
    /// Names are compared as if filled with spaces to equal length, then extensions likewise. All versions
    /// are 1 here. The dot has no meaning in the enhanced tree.
    func precedes(_ first: PlannedTree.Node, _ second: PlannedTree.Node) -> Bool {
        let (a, b) = (parts(first), parts(second))
        return Self.compare(a.name, b.name) ?? Self.compare(a.extension, b.extension) ?? false
    }

    private func parts(_ node: PlannedTree.Node) -> (name: [UInt16], extension: [UInt16]) {
        let name = Array(name(of: node).utf16)
        guard self != .enhanced, !node.isDirectory, let dot = name.lastIndex(of: 0x2E) else {
            return (name, [])
        }
        return (Array(name[..<dot]), Array(name[(dot + 1)...]))
    }

    /// Nil when equal.
    private static func compare(_ first: [UInt16], _ second: [UInt16]) -> Bool? {
        for index in 0..<max(first.count, second.count) {
            let a = index < first.count ? first[index] : 0x20
            let b = index < second.count ? second[index] : 0x20
            if a != b { return a < b }
        }
        return nil
    }
}
