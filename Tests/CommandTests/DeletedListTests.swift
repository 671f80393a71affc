import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck list --deleted`: what no tree shows any more.
@Suite struct DeletedListTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func list(_ specimen: Specimen, _ more: String...) throws -> Tool.Output {
        let image = try folder.write("disc.iso", specimen.bytes)
        return try CommandTests.program.run(["list", image, "--deleted"] + more)
    }

    private static let orphan = Specimen.plain.with { $0.removeRecord("record:/DOCS") }
    private static var place: String { "(orphaned, LBA \(orphan.offset("dir:/DOCS") / 2048))/DOCS" }

    @Test func `a sound image has nothing to list`() throws {
        let found = try list(.everything)
        #expect(found.status == 0 && found.text.isEmpty, "\(found.text)\(found.errors)")
    }

    @Test func `an orphaned directory is a line, and so is all that is in it`() throws {
        let found = try list(Self.orphan)
        let lines = found.text.split(separator: "\n")
        #expect(found.status == 0 && lines.count == 3, "\(found.text)\(found.errors)")
        #expect(lines.first?.hasPrefix("d") == true && lines.first?.hasSuffix(" \(Self.place)/") == true)
        #expect(
            lines.last?.hasSuffix("  24+3            iso9660                   \(Self.place)/MANUAL.TXT;1")
                == true)
    }

    @Test func `a table has columns for what became of it`() throws {
        let lines = try list(Self.orphan, "--format", "csv").text.components(separatedBy: "\r\n")
        #expect(lines.first == "path,kind,size,extents,trees,modified,target,state,remains")
        #expect(lines.contains { $0.hasPrefix("\"\(Self.place)/MANUAL.TXT;1\",file,5000,24+3,iso9660,") })
        #expect(lines.dropFirst().dropLast().allSatisfy { $0.hasSuffix(",orphaned,whole") }, "\(lines)")
    }

    @Test func `a body file says deleted`() throws {
        let lines = try list(Self.orphan, "--format", "bodyfile").text.split(separator: "\n")
        #expect(lines.count == 3 && lines.allSatisfy { $0.contains(" (deleted)|") }, "\(lines)")
    }

    @Test func `DFXML says that it is not allocated, and an orphan`() throws {
        let text = try list(Self.orphan, "--format", "dfxml").text
        #expect(text.contains("<allocated_only>0</allocated_only>") && !text.contains("<alloc>"))
        #expect(
            text.components(separatedBy: "<unalloc>1</unalloc>\n      <orphan>1</orphan>").count == 4,
            "\(text)")
        #expect(text.contains("img_offset=\"49152\" len=\"5000\""))
        guard let schema = ProcessInfo.processInfo.environment["ISOCHECK_DFXML_SCHEMA"],
            let tool = Tool("xmllint")
        else { return }
        let file = try folder.write("valid.xml", Array(text.utf8))
        let result = try tool.run(["--nonet", "--noout", "--schema", schema, file])
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(arguments: [
        ["--digest", "md5"], ["--tree", "joliet"], ["--format", "sums"], ["--changes"], ["--session", "1"],
    ])
    func `it goes with nothing that is about other files`(_ options: [String]) throws {
        let image = try folder.write("disc.iso", Specimen.plain.bytes)
        let found = try CommandTests.program.run(["list", image, "--deleted"] + options)
        #expect(
            found.status == 2 && found.errors.contains("--deleted is about the whole image"),
            "\(found.errors)")
    }

    @Test(.needs(["xorriso"])) func `what a later session deleted is listed with its session`() throws {
        let image = folder.path("grown.iso")
        for name in ["a", "b"] { try folder.write("one/\(name).txt", Array(name.utf8)) }
        for commands in [["-map", folder.path("one"), "/"], ["-rm", "/a.txt", "--"]] {
            let made = try #require(Tool("xorriso")).run(["-dev", image] + commands)
            try #require(made.status == 0, "\(made.errors)")
        }
        let found = try CommandTests.program.run(["list", image, "--deleted"])
        let lines = found.text.split(separator: "\n")
        #expect(found.status == 0 && lines.count == 1, "\(found.text)\(found.errors)")
        #expect(lines.first?.hasSuffix(" (session 1)/a.txt") == true)
    }

    @Test(.needs(["genisoimage"])) func `what is hidden from a tree by genisoimage is no orphan`() throws {
        try folder.write("tree/shown.txt", [1])
        try folder.write("tree/docs/hidden.txt", [2])
        let image = folder.path("hidden.iso")
        let made = try #require(Tool("genisoimage")).run(
            ["-quiet", "-R", "-J", "-hide", "docs", "-hide-joliet", "docs", "-o", image, folder.path("tree")])
        try #require(made.status == 0, "\(made.errors)")
        let found = try CommandTests.program.run(["list", image, "--deleted"])
        #expect(found.status == 0 && found.text.isEmpty, "\(found.text)")
    }
}
