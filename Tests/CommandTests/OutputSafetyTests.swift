import Foundation
import TestSupport
import Testing

/// Nothing that is read, and nothing that is no plain file, is replaced by what is written.
@Suite struct OutputSafetyTests {
    private let folder: GateFolder

    init() throws {
        folder = try GateFolder()
        try folder.write("disc.bin", CommandTests.good)
        try folder.write(
            "disc.cue", "FILE \"disc.bin\" BINARY\n  TRACK 01 MODE1/2048\n    INDEX 01 00:00:00\n")
    }

    private func run(_ arguments: String...) throws -> Tool.Output { try folder.run(arguments) }

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
        let other = try run("compare", "good.iso", "bad.iso", "--resume", "state")
        #expect(other.status == 3 && other.errors.contains("belongs to another disc"))
    }

    @Test(arguments: ["--checksums", "--digest", "--content-types", "--keyring"])
    func `what needs the content is refused without it`(_ option: String) throws {
        let value =
            ["--checksums": ["disc.cue"], "--digest": ["md5"], "--keyring": ["disc.cue"]][option] ?? []
        #expect(
            try folder.run(["good.iso", "--quick", option] + value).status == 2)
    }

    // MARK: Baselines

    @Test(arguments: ["bad.iso", "./bad.iso", "link.iso", "settings.yaml", "disc.bin"])
    func `a baseline is not written over what is read`(_ name: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.iso"), withDestinationPath: folder.path("bad.iso"))
        try folder.write("settings.yaml", "version: 1\n")
        let before = try folder.read(name)
        let result = try run("bad.iso", "disc.cue", "--config", "settings.yaml", "--write-baseline", name)
        #expect(result.status == 2 && result.errors.contains("is an input and is not written over"))
        #expect(try folder.read(name) == before)
    }

    @Test func `a policy and its report are two files`() throws {
        try folder.write("mine.yaml", try run("policy", "driver-disc").output)
        let before = try folder.read("mine.yaml")
        #expect(try run("good.iso", "--policy", "./mine.yaml", "-o", "json=mine.yaml").status == 2)
        #expect(try folder.read("mine.yaml") == before)
    }

    @Test func `two outputs do not go to one file`() throws {
        let result = try run("bad.iso", "-o", "json=x", "--write-baseline", "./x")
        #expect(result.status == 2 && result.errors.contains("two outputs cannot go to one file"))
    }

    @Test func `a baseline that cannot be written is known before the work begins`() throws {
        let result = try run("bad.iso", "--write-baseline", "/nonexistent/known.json")
        #expect(result.status == 2 && result.text.isEmpty)
    }
}
