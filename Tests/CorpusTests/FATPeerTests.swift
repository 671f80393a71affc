import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import TestSupport
import Testing

/// FAT file systems of boot images and partitions against what mtools reads of the same bytes.
@Suite struct FATPeerTests {
    /// A FAT file system of an image of the corpus.
    struct Case: CustomTestStringConvertible, Sendable {
        let image: CorpusImage
        let run: DiscMap.Run
        var testDescription: String { "\(image.description) at byte \(run.offset)" }
    }

    static let cases = (CorpusImage.all + CorpusImage.real).flatMap { image -> [Case] in
        guard let disc = try? disc(image) else { return [] }
        return Set(
            facts(in: disc).map { DiscMap.Run(offset: $0.window.offset, length: $0.bootSector.length) }
        )
        .map { Case(image: image, run: $0) }.sorted { $0.run.offset < $1.run.offset }
    }

    private static func disc(_ image: CorpusImage) throws -> Disc {
        try Inspection(quick: true).examine(try image.source(), named: image.description).disc
    }

    private static func facts(in disc: Disc) -> [FATFacts] {
        disc.nested.flatMap { ($0.disc.facts(FATFacts.self).map { [$0] } ?? []) + facts(in: $0.disc) }
    }

    @Test(.needs("mdir", "mtype"), arguments: cases)
    func `trees, contents and free space are those of mtools`(
        _ one: Case
    ) throws {
        let source = try one.image.source()
        let bytes = try source.bytes(at: one.run.offset, count: Int(one.run.length))
        let folder = try TemporaryFolder()
        let path = folder.path("fat.img")
        try Data(bytes).write(to: URL(filePath: path))
        let facts = try #require(
            Self.facts(in: try Self.disc(one.image)).first { $0.window.offset == one.run.offset })
        let tree = facts.tree
        let mdir = try #require(Tool("mdir"))
        let listed = try mdir.run(["-i", path, "-/", "-a", "-b", "::"]).text.split(separator: "\n").map {
            $0.hasSuffix("/") ? String($0.dropFirst(2).dropLast()) : String($0.dropFirst(2))
        }
        #expect(Set(listed) == Set(tree.nodes.indices.dropFirst().map { tree.path(of: $0).text }))
        let mtype = try #require(Tool("mtype"))
        for index in tree.nodes.indices where tree.nodes[index].kind == .file {
            let content = try tree.extents(of: tree.nodes[index]).flatMap {
                try source.bytes(at: $0.offset, count: Int($0.length))
            }
            let name = tree.path(of: index).text
            #expect(try mtype.run(["-i", path, "::\(name)"]).output == content, "\(name)")
        }
        let last = try mdir.run(["-i", path, "::"]).text.split(separator: "\n").last ?? ""
        let free = UInt64(last.filter(\.isNumber))
        #expect(free == facts.clusters?.free.times(facts.bootSector.clusterLength), "\(last)")
        let label = facts.label ?? ""
        let volume = try mdir.run(["-i", path, "::"]).text
        #expect(volume.contains(label.isEmpty ? "has no label" : "is \(label)"))
        #expect(volume.contains("Serial Number is \(facts.bootSector.serialNumber)"))
    }
}
