import Bytes
import DiscModel
import FileSystems
import Foundation
import Inspection
import Rules
import TestSupport
import Testing

/// What other programs write as HFS and HFS+ is sound, and nothing is said of it.
@Suite struct HFSWriterTests {
    /// So many names that the catalog has an index, of every shape that its order has to do with.
    private func tree() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for number in 0..<70 {
            try folder.write("tree/docs/File \(number).txt", Array("\(number)".utf8))
        }
        for name in [
            "A.txt", "b.TXT", "_c", "é", "Zürich", "日本", "ab", "aB2", "a b", "`q", "[z", "{y", "empty",
        ] {
            try folder.write("tree/\(name)", Array((name == "empty" ? "" : name).utf8))
        }
        try folder.write("tree/docs/deep/er/large.bin", Array(repeating: 0x5A, count: 300_000))
        return folder
    }

    @Test(
        .needs("genisoimage"),
        arguments: [["-hfs"], ["-hfs", "-part"], ["-hfs", "-r", "-J"], ["-hfs", "-hfs-bless", "docs"]])
    func genisoimage(_ options: [String]) throws {
        let folder = try tree()
        // The folder that starts a Macintosh is named as it is found.
        let options = options.map { $0 == "docs" ? folder.path("tree/docs") : $0 }
        let image = folder.path("image.iso")
        let answer = try #require(Tool("genisoimage")).run(
            ["-quiet"] + options + ["-o", image, folder.path("tree")])
        #expect(answer.status == 0, "\(answer.errors)")
        try expectQuiet(image, .hfs, atLeast: 80)
    }

    @Test(
        .needs("xorriso"),
        arguments: [
            ["-hfsplus"], ["-hfsplus", "-apm-block-size", "512", "-hfs-bless-by", "p", "/docs"],
            ["-hfsplus", "-r", "-J"],
        ])
    func xorriso(_ options: [String]) throws {
        let folder = try tree()
        let image = folder.path("image.iso")
        let answer = try #require(Tool("xorriso")).run(
            ["-as", "mkisofs", "-quiet"] + options + ["-o", image, folder.path("tree")])
        #expect(answer.status == 0, "\(answer.errors)")
        try expectQuiet(image, .hfsplus, atLeast: 80)
    }

    @Test(.needs("hformat"), .needs("hcopy"), .needs("hdel")) func hfsutils() throws {
        let folder = try tree()
        let image = try folder.write("image.img", Array(repeating: 0, count: 4 << 20))
        let script = """
            export HOME='\(folder.url.path)'
            hformat -l Test '\(image)' && hmkdir sub || exit
            for number in $(seq 0 69); do hcopy -r "\(folder.path("tree/docs"))/File $number.txt" : || exit; done
            hcopy -r '\(folder.path("tree/docs/deep/er/large.bin"))' :sub: && hdel ':File 7.txt' && humount
            """
        let answer = try #require(Tool("sh")).run(["-c", script])
        #expect(answer.status == 0, "\(answer.errors)")
        try expectQuiet(image, .hfs, atLeast: 71)
    }

    private func expectQuiet(_ image: String, _ tree: TreeKind, atLeast count: Int) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: image)))
        let result = try Inspection().inspect(MemorySource(bytes), named: "image.iso")
        let told = result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
        #expect(told.isEmpty, "\(told.map(\.message))")
        #expect(result.disc.facts(HFSFacts.self)?.isReadByCopy == false)
        #expect((result.disc.tree(tree)?.nodes.count ?? 0) > count)
    }
}
