import Foundation
import Specimens
import TestSupport
import Testing

/// `isocheck compare` as a user meets it.
@Suite struct CompareTests {
    static let good = Specimen.everything.bytes
    private static func run(_ arguments: String...) throws -> Tool.Output {
        try CommandTests.program.run(["compare"] + arguments)
    }

    @Test func `exit 0 for the same, also with something behind it`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let same = try Self.run(image, try folder.file("b.iso", Self.good))
        #expect(same.status == 0 && same.text.contains("IDENTICAL") && same.errors.isEmpty)
        let longer = try Self.run(
            image, try folder.file("c.iso", Self.good + [UInt8](repeating: 0, count: 307_200)))
        #expect(longer.status == 0 && longer.text.contains("150 zero padding"))
    }

    @Test func `exit 1 for a difference and for a short copy`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let wrong = Specimen.everything.with { $0.set8("data:/README.TXT", 3, 0) }.bytes
        let differing = try Self.run(image, try folder.file("b.iso", wrong), "--quick")
        #expect(differing.status == 1 && differing.text.contains("1 file differs"))
        #expect(!differing.text.contains("sha256"))
        #expect(try Self.run(image, try folder.file("c.iso", Self.good.dropLast(4096))).status == 1)
    }

    /// A sector is lost as a whole; what differs in one is known to the byte.
    @Test func `a byte behind the end of a file is no loss of the file`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let slack = Specimen.everything.with { $0.set8("data:/README.TXT", 2_047, 1) }.bytes
        let report = try Self.run(image, try folder.file("b.iso", slack))
        #expect(report.status == 1 && report.text.contains("DIFFERENT, CONTENT THE SAME"), "\(report.text)")
        #expect(report.text.contains("behind the ends of files"), "\(report.text)")
        #expect(!report.text.contains("loses"), "\(report.text)")
    }

    @Test func `exit 2 for a mistake, in one line`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: image)
        let twice = try Self.run(image, folder.path("link"))
        #expect(twice.status == 2 && twice.errors.contains("the same file twice"))
        #expect(try Self.run(image).status == 2)
        #expect(try Self.run(image, image, "--start", "x").status == 2)
        let other = try folder.file("b.iso", Self.good)
        #expect(try Self.run(image, other, "-o", "json=\(other)").status == 2)
        #expect(try Self.run(image, other, "--retries", "-1").status == 2)
        let premis = try Self.run(image, other, "-o", "premis")
        #expect(premis.status == 2 && premis.errors.contains("not of a comparison"))
        #expect(try Self.run(image, "-", "--map", "-").status == 2)
        #expect(try Self.run(image, other, "--resume", "-").status == 2)
    }

    @Test func `exit 3 when a side cannot be read, in one line that names it`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let cases = [
            (folder.path("missing"), "No such file"), (folder.url.path(percentEncoded: false), "directory"),
            (try folder.file("empty", []), "empty"), ("/dev/null", "no offsets"),
        ]
        for (path, words) in cases {
            let result = try Self.run(image, path)
            #expect(result.status == 3 && result.errors.contains(words), "\(path): \(result.errors)")
            #expect(result.errors.hasPrefix("isocheck: \(path): "))
            #expect(result.errors.split(separator: "\n").count == 1)
        }
        #expect(try Self.run(try folder.file("text", [UInt8]("hello".utf8)), image).status == 3)
    }

    @Test func `a map that is none and a state of another image are refused`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let copy = try folder.file("b.iso", Self.good)
        let map = try Self.run(image, copy, "--map", try folder.file("map", [UInt8]("nonsense\n".utf8)))
        #expect(map.status == 3 && map.errors.contains("line 1"))
        #expect(try Self.run(image, copy, "--resume", folder.path("state")).status == 0)
        #expect(folder.names.contains("state"))
        let other = try folder.file("c.iso", Specimen.plain.bytes)
        let state = try Self.run(other, copy, "--resume", folder.path("state"))
        #expect(state.status == 3 && state.errors.contains("belongs to another image"))
    }

    @Test func `differing sectors are kept`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        var bytes = Self.good
        bytes[20 * 2048] ^= 1
        let kept = try CommandTests.Folder()
        let status = try Self.run(
            image, try folder.file("b.iso", bytes), "--keep-bad", kept.url.path(percentEncoded: false)
        ).status
        #expect(status == 1)
        #expect(kept.names == ["lba-20-image.bin", "lba-20-readback.bin"])
        #expect(
            try Data(contentsOf: URL(filePath: kept.path("lba-20-readback.bin")))
                == Data(bytes[20 * 2048..<21 * 2048]))
    }

    @Test(arguments: [false, true])
    func `a stream is read once, also for its files`(isPacked: Bool) throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let other = Specimen.everything.with { $0.set8("data:/README.TXT", 3, 0) }.bytes
        let stream = isPacked ? Wrapped.gzip(other).bytes : other
        let result = try CommandTests.program.run(["compare", image, "-", "--files"], input: stream)
        #expect(result.status == 1 && result.errors.isEmpty, "\(result.errors)")
        #expect(result.text.contains("files     1 changed"), "\(result.text)")
        let same = try CommandTests.program.run(["compare", "-", image, "--files"], input: Self.good)
        #expect(same.status == 0 && same.errors.isEmpty, "\(same.errors)")
    }

    @Test func `a side without files is said before anything is compared`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", Self.good)
        let copy = try folder.file("b.iso", [UInt8](repeating: 0, count: Self.good.count))
        let result = try Self.run(image, copy, "--files")
        #expect(result.status == 3 && result.errors.contains("not a disc image"), "\(result.errors)")
        #expect(!result.text.contains("same  "), "\(result.text)")
        #expect(try Self.run(image, copy).status == 1)
    }

    static let mkisofs = Tool("xorriso")

    /// Two builds of one tree: nearly every directory sector differs, and no file does.
    @Test(.enabled(if: mkisofs != nil, "skipped: xorriso is not installed"))
    func `two builds of the same tree are told file by file`() throws {
        let folder = try CommandTests.Folder()
        let tree = folder.url.appending(path: "tree")
        try FileManager.default.createDirectory(at: tree, withIntermediateDirectories: true)
        for name in ["one", "two"] { try Data(name.utf8).write(to: tree.appending(path: name)) }
        func build(_ name: String, _ date: String) throws {
            let result = try #require(Self.mkisofs).run([
                "-as", "mkisofs", "-quiet", "-R", "-o", folder.path(name), "--set_all_file_dates", date,
                tree.path(percentEncoded: false),
            ])
            #expect(result.status == 0)
        }
        try build("a.iso", "2020010112000000")
        try build("b.iso", "2021020212000000")
        let result = try Self.run(folder.path("a.iso"), folder.path("b.iso"), "--files", "--quick")
        #expect(result.status == 1)
        #expect(result.text.contains("2 other only in metadata"), "\(result.text)")
        #expect(result.text.contains("/one  (date, times)"))
    }
}
