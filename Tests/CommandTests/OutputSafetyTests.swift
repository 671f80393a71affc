import Foundation
import TestSupport
import Testing

/// Nothing that is read, and nothing that is no plain file, is replaced by what is written.
@Suite struct OutputSafetyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("good.iso", CommandTests.good)
        try folder.write("disc.bin", CommandTests.good)
        try folder.write(
            "disc.cue",
            [UInt8]("FILE \"disc.bin\" BINARY\n  TRACK 01 MODE1/2048\n    INDEX 01 00:00:00\n".utf8))
    }

    private func run(_ arguments: String...) throws -> Tool.Output {
        try CommandTests.program.run(arguments, in: folder.url)
    }

    @Test func `a report is not written over a part of the image`() throws {
        let result = try run("disc.cue", "-o", "json=disc.bin")
        #expect(result.status == 2 && result.errors.contains("is an input and is not written over"))
        #expect(try folder.read("disc.bin") == CommandTests.good)
    }

    @Test func `a link leads to the file that is replaced`() throws {
        try folder.write("real.json", [1])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.json"), withDestinationPath: folder.path("real.json"))
        #expect(try run("good.iso", "-o", "json=link.json").status == 0)
        #expect(try folder.read("real.json").first == UInt8(ascii: "{"))
        let kind = try FileManager.default.attributesOfItem(atPath: folder.path("link.json"))[.type]
        #expect(kind as? FileAttributeType == .typeSymbolicLink)
    }

    @Test func `a device is written to and stays one`() throws {
        #expect(try run("good.iso", "-o", "json=/dev/null").status == 0)
        let kind = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
        #expect(kind as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test func `a statement that says nothing leaves the old one`() throws {
        try folder.write("keep.json", [7])
        _ = try run("none.iso", "-o", "in-toto=keep.json")
        #expect(try folder.read("keep.json") == [7])
    }

    @Test func `an example is not written over a file`() throws {
        try folder.write("notes.txt", [7])
        #expect(try run("explain", "dir-loop", "--example", "notes.txt").status == 2)
        #expect(try folder.read("notes.txt") == [7])
    }

    @Test func `a comparison goes on only with the same files`() throws {
        try folder.write("copy.iso", CommandTests.good)
        #expect(try run("compare", "good.iso", "copy.iso", "--resume", "state").status == 0)
        #expect(try run("compare", "good.iso", "copy.iso", "--resume", "state").status == 0)
        try folder.write("other.iso", CommandTests.bad)
        let other = try run("compare", "good.iso", "other.iso", "--resume", "state")
        #expect(other.status == 3 && other.errors.contains("belongs to another disc"))
    }

    @Test(arguments: ["--checksums", "--digest", "--content-types", "--keyring"])
    func `what needs the content is refused without it`(_ option: String) throws {
        let value =
            ["--checksums": ["disc.cue"], "--digest": ["md5"], "--keyring": ["disc.cue"]][option] ?? []
        #expect(
            try CommandTests.program.run(["good.iso", "--quick", option] + value, in: folder.url).status == 2)
    }
}
