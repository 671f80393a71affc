import Bytes
import DiscModel
import FileSystems
import Foundation
import Readers
import TestSupport
import Testing

/// FAT file systems by mkfs.fat and mtools, and hostile ones.
@Suite struct FATTests {
    private static func read(_ bytes: [UInt8]) -> FATFacts? {
        let window = Window(.bootImage, on: MemorySource(bytes))
        return FAT().read(WindowContext(window, known: DiscBuilder(window.run), limits: Limits()))
    }

    private static let files = [
        "/short.txt", "/A long name with blanks.and.dots", "/Ünïcödé näme", "/dir/UPPER.TXT",
        "/dir/sub/lower",
        "/dir/a-name-that-is-longer-than-thirteen-characters-and-so-takes-several-entries.efi",
    ]

    @Test(.needs("mkfs.fat", "mcopy", "mdir", "mmd"), arguments: [(12, 1_440), (16, 16_384), (32, 40_960)])
    func `trees and contents are those of mtools`(_ width: Int, kilobytes: Int) throws {
        let folder = try TemporaryFolder()
        let image = folder.path("fat.img")
        func run(_ name: String, _ arguments: [String]) throws {
            let output = try #require(Tool(name)).run(arguments)
            try #require(output.status == 0, "\(name): \(output.errors)")
        }
        try run(
            "mkfs.fat",
            ["-F", "\(width)", "-n", "LABEL", "-i", "1a2b3c4d"] + (width == 32 ? ["-s", "1"] : [])
                + ["-C", image, "\(kilobytes)"])
        try run("mmd", ["-i", image, "::dir", "::dir/sub"])
        var chance = RandomBytes.seeded("fat \(width)")
        var contents: [String: [UInt8]] = [:]
        for name in Self.files {
            let bytes = chance.next(count: chance.number(below: 20_000))
            contents[name] = bytes
            try Data(bytes).write(to: URL(filePath: folder.path("one")))
            try run("mcopy", ["-i", image, folder.path("one"), "::\(name)"])
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: image)))
        let facts = try #require(Self.read(bytes))
        #expect(facts.bootSector.width == width && facts.label == "LABEL" && facts.faults.isEmpty)
        #expect(facts.bootSector.serialNumber == "1A2B-3C4D" && facts.differingTables.isEmpty)
        let tree = facts.tree
        for index in tree.nodes.indices where tree.nodes[index].kind == .file {
            let content = tree.extents(of: tree.nodes[index]).flatMap { bytes[Int($0.offset)..<Int($0.end)] }
            #expect(contents[tree.path(of: index).text] == content, "\(tree.path(of: index).text)")
        }
        let listed = try #require(Tool("mdir")).run(["-i", image, "-/", "-b", "::"]).text
            .split(separator: "\n").map {
                $0.dropFirst(3).hasSuffix("/") ? String($0.dropFirst(2).dropLast()) : String($0.dropFirst(2))
            }
        #expect(Set(listed) == Set(tree.nodes.indices.dropFirst().map { tree.path(of: $0).text }))
    }

    /// A FAT12 of 64 sectors with one file of four clusters, 2 to 5.
    private static func small(_ change: (inout [UInt8]) -> Void) -> FATFacts? {
        var bytes = [UInt8](repeating: 0, count: 64 * 512)
        func put(_ at: Int, _ new: [UInt8]) { bytes.replaceSubrange(at..<at + new.count, with: new) }
        put(0, [0xEB, 0x3C, 0x90] + Array("ISOCHECK".utf8) + [0, 2, 1, 1, 0, 2, 16, 0, 64, 0, 0xF8, 1, 0])
        put(510, [0x55, 0xAA])
        for table in [512, 1024] { put(table, [0xF8, 0xFF, 0xFF, 0x03, 0x40, 0x00, 0x05, 0xF0, 0xFF]) }
        put(1536, Array("FILE    TXT".utf8) + [0x20])
        put(1536 + 26, [2, 0, 0x00, 0x08, 0, 0])
        change(&bytes)
        return read(bytes)
    }

    @Test func `chains that are wrong are told by what is wrong with them`() {
        #expect(Self.small { _ in }?.faults.isEmpty == true)
        // Cluster 3 leads to itself, to nowhere, to a free cluster; the file begins at cluster 0 or has one cluster too many.
        #expect(Self.small { $0[516] = 0x30 }?.faults.map(\.kind) == [.loop])
        #expect(
            Self.small {
                $0[517] = 0xF0
                $0[516] = 0x0F
            }?.faults.count == 1)
        #expect(Self.small { $0[1536 + 26] = 0 }?.faults.map(\.kind) == [.noStart(0)])
        #expect(Self.small { $0[1536 + 29] = 0x04 }?.faults.map(\.kind) == [.long])
        #expect(Self.small { $0[1536 + 29] = 0x10 }?.faults.map(\.kind) == [.cut(held: 2048)])
        #expect(Self.small { $0[1024 + 3] = 9 }?.differingTables == [1: 1027])
    }

    @Test func `a directory inside itself ends`() {
        let facts = Self.small {
            // The file is a directory whose only entry is itself.
            $0[1536 + 11] = 0x10
            let entry = Array($0[1536..<1536 + 32])
            $0.replaceSubrange(2048..<2080, with: entry)
        }
        #expect(facts?.faults.contains { if case .shared = $0.kind { true } else { false } } == true)
    }

    @Test func `sizes that are not possible are no FAT, and those beyond the image end`() {
        #expect(Self.small { $0[11] = 1 } == nil)
        #expect(Self.small { $0[13] = 3 } == nil)
        #expect(Self.small { $0[16] = 0 } == nil)
        // Two terabytes in 32 kB.
        let huge = Self.small {
            $0.replaceSubrange(19..<21, with: [0, 0])
            $0.replaceSubrange(32..<36, with: [0xFF, 0xFF, 0xFF, 0xFF])
        }
        #expect(huge != nil)
    }
}
