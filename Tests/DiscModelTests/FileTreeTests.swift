import DiscModel
import Testing

/// What people see: paths, extents, and that neither a circle nor a foreign index leads astray.
@Suite struct FileTreeTests {
    private func tree() -> FileTree {
        var tree = FileTree(
            kind: .iso9660, encoding: .bytes, ownsExtents: true, recorded: Array("DOCSA.TXT".utf8))
        let docs = tree.append(parent: 0, name: 0..<4, kind: .directory, size: 2048, record: 0)
        tree.append(parent: docs, name: 4..<9, kind: .file, size: 0, record: 1)
        tree.addExtent(.init(offset: 4096, length: 2048, slack: 0), growingBy: 2048)
        tree.addExtent(.init(offset: 8192, length: 100, slack: 1948), growingBy: 100)
        tree.append(parent: 0, joinedName: Array("b".utf8), kind: .file, size: 0, record: 2)
        return tree
    }

    @Test func `paths lead from the root, with names recorded or joined`() {
        let tree = tree()
        #expect(tree.path(of: 1).text == "/DOCS")
        #expect(tree.path(of: 2).text == "/DOCS/A.TXT")
        #expect(tree.path(of: 3).text == "/b")
    }

    @Test func `a file has the extents that were added to it`() {
        let tree = tree()
        #expect(tree.nodes[2].size == 2148)
        #expect(tree.extents(of: tree.nodes[2]).map(\.offset) == [4096, 8192])
        #expect(tree.extents(of: tree.nodes[3]).isEmpty)
    }

    @Test func `files own their extents in the map, with the rest of the block`() {
        let map = DiscMap(of: .init(offset: 0, length: 12_288), claims: [], trees: [tree()])
        #expect(map.spans.map(\.offset) == [4096, 8192])
        #expect(map.spans.allSatisfy { $0.owner == .file(tree: 0, node: 2) })
        #expect(map.unclaimed.map(\.offset) == [0, 6144, 10_240])
    }

    @Test func `a path over parents that are their own children ends`() {
        var tree = tree()
        let circle = Int32(tree.nodes.count)
        tree.append(parent: circle, joinedName: Array("x".utf8), kind: .directory, size: 0, record: 3)
        #expect(!tree.path(of: Int(circle)).text.isEmpty)
    }
}
