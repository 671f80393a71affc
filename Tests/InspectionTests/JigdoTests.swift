import Bytes
import Checksums
import Containers
import Foundation
import Inspection
import Rules
import Specimens
import Surveys
import TestSupport
import Testing

/// Images held against jigdo files and templates.
@Suite struct JigdoTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func told(_ result: Inspection.Result) -> [Finding] {
        result.judgement.findings.filter { $0.counts && $0.severity >= .warning }
    }

    private func inspect() throws -> Inspection.Result {
        var beside: [String: [UInt8]] = [:]
        for name in ["demo.jigdo", "demo.template"]
        where FileManager.default.fileExists(atPath: folder.path(name)) {
            beside[name] = try folder.read(name)
        }
        return try Inspection().inspect(
            ImageInput(
                name: "demo.iso", source: MemorySource(try folder.read("demo.iso")),
                folder: MemoryFolder(beside)))
    }

    private func makeTree() throws {
        for index in 0..<6 {
            try folder.write(
                "tree/part\(index).dat",
                (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* (index + 3) &+ $0 / 256) })
        }
    }

    @discardableResult private func run(_ name: String, _ arguments: String...) throws -> Tool.Output {
        try #require(Tool(name)).run(arguments, in: folder.url)
    }

    /// Damages a part in the middle, and expects it to be named.
    private func expectNamedDamage(_ path: String) throws {
        let sound = try inspect()
        #expect(Self.told(sound).allSatisfy { $0.rule.area != "jigdo" && $0.rule.id != "checksum-jigdo" })
        let sums = sound.disc.checksums.filter { $0.statement.origin == .jigdo }
        #expect(sums.count > 6)
        #expect(sums.allSatisfy { $0.state == .verified })
        var bytes = try folder.read("demo.iso")
        let part = try #require(
            sums.first {
                if case .range(let name) = $0.statement.subject { name.hasSuffix(path) } else { false }
            })
        let start = try #require(part.statement.request.ranges.first?.lowerBound)
        bytes[Int(start) + 30_000] ^= 1
        try folder.write("demo.iso", bytes)
        let result = try inspect()
        let found = result.judgement.findings.filter { $0.rule.id == "checksum-jigdo" && $0.counts }
        #expect(found.count == 1)
        #expect(found.first?.count == 1)
        #expect(found.first?.message.contains(path) == true, "\(found.map(\.message))")
        #expect(result.judgement.word.text == "DAMAGED")
        #expect(result.judgement.damage?.files.count == 1)
    }

    @Test(.needs("jigdo-file", "genisoimage")) func `a template by jigdo-file names the damaged part`() throws
    {
        try makeTree()
        try run("genisoimage", "-quiet", "-J", "-r", "-o", "demo.iso", "tree")
        try run(
            "jigdo-file", "make-template", "--image=demo.iso", "--jigdo=demo.jigdo",
            "--template=demo.template",
            "tree/")
        try expectNamedDamage("part3.dat")
    }

    @Test(.needs("jigdo-file", "genisoimage", "gzip")) func `a jigdo file packed by gzip is read`() throws {
        try makeTree()
        try run("genisoimage", "-quiet", "-J", "-r", "-o", "demo.iso", "tree")
        try run(
            "jigdo-file", "make-template", "--image=demo.iso", "--jigdo=demo.jigdo",
            "--template=demo.template",
            "tree/")
        try run("gzip", "demo.jigdo")
        try FileManager.default.moveItem(
            at: folder.url.appending(path: "demo.jigdo.gz"), to: folder.url.appending(path: "demo.jigdo"))
        try expectNamedDamage("part2.dat")
    }

    @Test(.needs("xorriso", "md5sum")) func `a template by libjte names the damaged part`() throws {
        try makeTree()
        let tree = folder.path("tree")
        let names = (0..<6).map { "\(tree)/part\($0).dat" }
        let lines = try names.map { name in
            let sum = try run("md5sum", name).text.prefix(32)
            return "\(sum)         60000  \(name)\n"
        }
        try folder.write("list", Array(lines.joined().utf8))
        let made = try run(
            "xorriso", "-as", "mkisofs", "-quiet", "-J", "-r", "-o", "demo.iso", "-jigdo-jigdo", "demo.jigdo",
            "-jigdo-template", "demo.template", "-jigdo-min-file-size", "1024",
            "-checksum_algorithm_template",
            "md5,sha1,sha256", "-checksum_algorithm_iso", "md5,sha1,sha256,sha512", "-md5-list", "list",
            "tree")
        guard made.status == 0 else { try skip("this xorriso has no libjte") }
        try expectNamedDamage("part4.dat")
    }

    // MARK: Hostile templates

    private static let sound = ForgedJigdo.beside { _, _ in }

    private static func look(_ template: [UInt8], jigdo: [UInt8]? = nil) throws -> Inspection.Result {
        var files = sound.siblings
        files["example.template"] = template
        if let jigdo { files["example.jigdo"] = jigdo }
        return try Inspection().inspect(
            ImageInput(name: sound.name, source: MemorySource(sound.bytes), folder: MemoryFolder(files)))
    }

    @Test func `every cut of a template is told`() throws {
        let template = try #require(Self.sound.siblings["example.template"])
        for length in 0..<template.count {
            let found = Self.told(try Self.look(Array(template.prefix(length))))
            #expect(found.map(\.rule.id) == ["jigdo-template"], "\(length): \(found.map(\.message))")
        }
    }

    @Test func `every byte of a template may be any`() throws {
        let template = try #require(Self.sound.siblings["example.template"])
        for place in template.indices {
            for value in [0, 0xFF, template[place] ^ 0x10] as [UInt8] where value != template[place] {
                var changed = template
                changed[place] = value
                #expect(!Self.told(try Self.look(changed)).isEmpty, "byte \(place) is \(value)")
            }
        }
    }

    @Test func `every cut and any byte of a jigdo file ends in an answer`() throws {
        let template = try #require(Self.sound.siblings["example.template"])
        let jigdo = try #require(Self.sound.siblings["example.jigdo"])
        for length in stride(from: 0, to: jigdo.count, by: 3) {
            _ = try Self.look(template, jigdo: Array(jigdo.prefix(length)))
        }
        for place in jigdo.indices {
            var changed = jigdo
            changed[place] = 0xFF
            _ = try Self.look(template, jigdo: changed)
        }
    }

    @Test func `a template with a million parts is refused or read in bounds`() throws {
        func u48(_ number: UInt64) -> [UInt8] { Array(number.littleEndianBytes.prefix(6)) }
        let part = [6] + u48(1) + [UInt8](repeating: 0, count: 24)
        let count = 300_000
        var list = Array("DESC".utf8)
        let length = 10 + count * part.count + 6
        list += u48(UInt64(length))
        for _ in 0..<count { list += part }
        list += u48(UInt64(length))
        let result = try Self.look(Array("JigsawDownload template 1.0 x\r\n\r\n".utf8) + list)
        let found = Self.told(result)
        #expect(found.map(\.rule.id) == ["jigdo-template"])
        #expect(found.first?.message.contains("more than 200000 parts") == true, "\(found.map(\.message))")
    }

    @Test func `lengths that add up to more than there is are told`() throws {
        func u48(_ number: UInt64) -> [UInt8] { Array(number.littleEndianBytes.prefix(6)) }
        let most = (1 as UInt64) << 48 - 1
        let entries = (0..<8).flatMap { _ in [6] + u48(most) + [UInt8](repeating: 0, count: 24) }
        let image = [5] + u48(most) + [UInt8](repeating: 0, count: 20)
        let length = UInt64(16 + entries.count + image.count)
        let list = Array("DESC".utf8) + u48(length) + entries + image + u48(length)
        let found = Self.told(try Self.look(Array("JigsawDownload template 1.0 x\r\n\r\n".utf8) + list))
        #expect(found.first?.message.contains("contradicts itself") == true, "\(found.map(\.message))")
    }
}
