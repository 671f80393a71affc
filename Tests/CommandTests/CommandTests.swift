import Bytes
import FileSystems
import Foundation
import Specimens
import TestSupport
import Testing

/// The command line as a user meets it: arguments in; exit code, standard output, and standard error out.
@Suite struct CommandTests {
    /// The program that `swift build` put beside the test bundle.
    static let program = Tool(at: productsFolder.appending(path: "isocheck").path(percentEncoded: false))

    private static var productsFolder: URL {
        // The test runner is told which bundle to load; its folder is where the products are.
        let arguments = CommandLine.arguments
        let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments.first ?? ""
        return URL(filePath: bundle).deletingLastPathComponent()
    }

    /// A folder that goes when the test ends.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "isocheck-\(UUID().uuidString)")
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func file(_ name: String, _ bytes: [UInt8]) throws -> String {
            let file = url.appending(path: name)
            try Data(bytes).write(to: file)
            return file.path(percentEncoded: false)
        }
        func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
        var names: [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: url.path))?.sorted() ?? []
        }
    }

    static let good = Specimen.plain.bytes
    /// Halves of the volume space size that differ: an error.
    static let bad = Specimen.plain.with { $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11) }.bytes
    /// The same of two numbers.
    static let worse = Specimen.plain.with {
        $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11)
        $0.set(VolumeDescriptor.volumeSetSize.big, of: "pvd", 3)
    }.bytes

    // MARK: Exit codes

    @Test func `exit 0 for a good image`() throws {
        let folder = try Folder()
        let result = try Self.program.run([try folder.file("good.iso", Self.good)])
        #expect(result.status == 0)
        #expect(result.text.contains("good.iso: OK"))
        #expect(result.errors.isEmpty)
    }

    @Test func `exit 1 for findings, 0 when they may pass`() throws {
        let folder = try Folder()
        let image = try folder.file("bad.iso", Self.bad)
        #expect(try Self.program.run([image]).status == 1)
        #expect(try Self.program.run([image, "--fail-on", "none"]).status == 0)
        #expect(try Self.program.run(["check", image, "--fail-on", "warning"]).status == 1)
    }

    @Test func `exit 2 for a bad command line`() throws {
        let folder = try Folder()
        let image = try folder.file("good.iso", Self.good)
        #expect(try Self.program.run([]).status == 2)
        #expect(try Self.program.run(["--nonsense", image]).status == 2)
        #expect(try Self.program.run([image, "--profile", "nonsense"]).status == 2)
        #expect(try Self.program.run([image, "-o", "nonsense"]).status == 2)
        #expect(try Self.program.run(["explain", "no-such-rule"]).status == 2)
        #expect(try Self.program.run(["map", image, "--at", "here"]).status == 2)
        #expect(try Self.program.run(["-", "-"]).status == 2)
    }

    @Test func `exit 3 for what cannot be checked`() throws {
        let folder = try Folder()
        let nothing = folder.path("nothing")
        try FileManager.default.createDirectory(atPath: nothing, withIntermediateDirectories: true)
        let cases: [(String, String)] = [
            (folder.path("missing.iso"), "No such file or directory"),
            (nothing, "no file in this folder is called as images are"),
            (try folder.file("empty.iso", []), "the file is empty"),
            (try folder.file("short.iso", [UInt8](repeating: 0, count: 34_815)), "too few"),
            (try folder.file("text.iso", [UInt8]("Hello, this is a letter.\n".utf8)), "text"),
            (
                try folder.file(
                    "a.pdf",
                    [UInt8]("%PDF-1.4\n%âãÏÓ\n1 0 obj\n".utf8) + [UInt8](repeating: 32, count: 40_000)), "PDF"
            ),
            (
                try folder.file(
                    "a.cue",
                    [UInt8]("FILE \"a.bin\" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n".utf8)),
                "cue sheet"
            ),
            (
                try folder.file(
                    "a.nrg",
                    [UInt8](repeating: 7, count: 40_000) + [UInt8]("NER5".utf8)
                        + [UInt8](repeating: 0, count: 8)), "Nero"
            ),
            ("/dev/null", "no offsets"),
        ]
        for (path, words) in cases {
            let result = try Self.program.run([path])
            #expect(result.status == 3, "\(path)")
            #expect(result.errors.contains(words), "\(path): \(result.errors)")
            #expect(result.errors.split(separator: "\n").count == 1, "one line: \(result.errors)")
            #expect(result.errors.hasPrefix("isocheck: "))
        }
    }

    @Test func `the highest exit code of several images counts`() throws {
        let folder = try Folder()
        let good = try folder.file("good.iso", Self.good)
        let bad = try folder.file("bad.iso", Self.bad)
        #expect(try Self.program.run([good, bad]).status == 1)
        let all = try Self.program.run([good, folder.path("missing.iso"), bad])
        #expect(all.status == 3)
        #expect(all.text.contains("good.iso: OK") && all.text.contains("bad.iso: FAULTY"))
    }

    // MARK: Input and output

    @Test func `standard input is spooled`() throws {
        let result = try Self.program.run(["-"], input: Self.good)
        #expect(result.status == 0)
        #expect(try Self.program.run(["-"], input: []).status == 3)
    }

    @Test func `a report never goes over an input`() throws {
        let folder = try Folder()
        let image = try folder.file("good.iso", Self.good)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: image)
        for path in [image, folder.path("link"), folder.path("./good.iso")] {
            let result = try Self.program.run([image, "-o", "text=\(path)"])
            #expect(result.status == 2)
            #expect(result.errors.contains("is an input"))
        }
        #expect(try Data(contentsOf: URL(filePath: image)) == Data(Self.good))
    }

    @Test func `an unwritable report is exit 2 and leaves nothing behind`() throws {
        let folder = try Folder()
        let image = try folder.file("good.iso", Self.good)
        #expect(try Self.program.run([image, "-o", "text=\(folder.path("no/such/folder"))"]).status == 2)
        #expect(
            try Self.program.run([image, "-o", "text=\(folder.url.path(percentEncoded: false))"]).status == 2)
        #expect(folder.names == ["good.iso"])
    }

    @Test func `reports go where they are sent`() throws {
        let folder = try Folder()
        let image = try folder.file("good.iso", Self.good)
        let result = try Self.program.run([image, "-o", "text=\(folder.path("report.txt"))"])
        #expect(result.status == 0 && result.output.isEmpty)
        #expect(folder.names == ["good.iso", "report.txt"])
        #expect(
            try String(contentsOfFile: folder.path("report.txt"), encoding: .utf8).contains("good.iso: OK"))
    }

    // MARK: The other commands

    @Test func `list names every file once`() throws {
        let folder = try Folder()
        let image = try folder.file("all.iso", Specimen.everything.bytes)
        let result = try Self.program.run(["list", image])
        #expect(result.status == 0)
        let paths = result.text.split(separator: "\n").compactMap {
            $0.split(separator: " ").last.map(String.init)
        }
        #expect(paths.contains { $0.lowercased() == "/readme.txt" })
        #expect(Set(paths).count == paths.count)
        #expect(try Self.program.run(["list", image, "--tree", "joliet"]).text.contains("/readme.txt"))
        #expect(
            try Self.program.run(["list", try folder.file("plain.iso", Self.good), "--tree", "joliet"]).status
                == 3)
    }

    @Test func `map answers who owns a sector or a byte`() throws {
        let folder = try Folder()
        let image = try folder.file("good.iso", Self.good)
        #expect(try Self.program.run(["map", image]).text.contains("primary volume descriptor"))
        #expect(
            try Self.program.run(["map", image, "--at", "16"]).text.contains("primary volume descriptor"))
        #expect(
            try Self.program.run(["map", image, "--at", "@32768"]).text.contains("primary volume descriptor"))
        for place in ["4000000", "@\(Self.good.count)", "\(Self.good.count / 2048)"] {
            let behind = try Self.program.run(["map", image, "--at", place])
            #expect(behind.status == 2 && behind.errors.contains("behind the end of the image"), "\(place)")
        }
    }

    @Test func `rules lists and explain explains`() throws {
        let list = try Self.program.run(["rules"])
        #expect(list.status == 0 && list.text.contains("image-truncated"))
        let page = try Self.program.run(["explain", "image-truncated"])
        #expect(page.status == 0 && page.text.contains("What to do") && page.text.contains("ECMA-119"))
        let wrong = try Self.program.run(["explain", "image-trunkated"])
        #expect(wrong.errors.contains("did you mean image-truncated?"))
    }

    @Test func `an example can be written and fires`() throws {
        let folder = try Folder()
        let path = folder.path("example.iso")
        #expect(try Self.program.run(["explain", "image-truncated", "--example", path]).status == 0)
        #expect(try Self.program.run([path]).text.contains("image-truncated"))
    }

    @Test func `help starts with examples`() throws {
        let help = try Self.program.run(["--help"])
        #expect(help.status == 0)
        let example = try #require(help.text.range(of: "isocheck demo.iso"))
        let usage = try #require(help.text.range(of: "USAGE"))
        #expect(example.lowerBound < usage.lowerBound)
    }
}
