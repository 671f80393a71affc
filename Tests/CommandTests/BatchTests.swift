import Foundation
import TestSupport
import Testing

/// Many images in one run.
@Suite struct BatchTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("dist/b/good.iso", CommandTests.good)
        try folder.write("dist/a.iso", CommandTests.bad)
        try folder.write("dist/notes.txt", [1, 2, 3])
        try folder.write("dist/.hidden/c.iso", CommandTests.good)
        try folder.write("dist/z.IMG", CommandTests.good)
        try folder.write("empty/notes.txt", [])
        for number in 10..<40 {
            try folder.write("many/\(number).iso", number % 3 == 0 ? CommandTests.bad : CommandTests.good)
        }
        try folder.write("many/25.iso", [7])
    }

    private func run(_ arguments: String...) throws -> Tool.Output {
        try CommandTests.program.run(arguments, in: folder.url)
    }

    private func images(_ arguments: String...) throws -> [String] {
        try CommandTests.program.run(arguments + ["--plain"], in: folder.url).text.split(separator: "\n").map
        {
            $0.split(separator: "\t")
        }.filter { $0[1] == "verdict" }.map { "\($0[0])" }
    }

    @Test func `a folder stands for the images in it, in the order of their names`() throws {
        #expect(try images("dist") == ["dist/a.iso", "dist/b/good.iso", "dist/z.IMG"])
        #expect(try images("dist/") == ["dist/a.iso", "dist/b/good.iso", "dist/z.IMG"])
        #expect(try images("dist", "--include", "*.txt") == ["dist/notes.txt"])
        #expect(
            try images("dist", "--include", "g*", "--include", "a*") == ["dist/a.iso", "dist/b/good.iso"])
        #expect(try images("dist/*.iso", "dist/b") == ["dist/a.iso", "dist/b/good.iso"])
    }

    @Test func `a link that leads back is not followed`() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("dist/loop"), withDestinationPath: folder.path("dist"))
        #expect(try images("dist").count == 3)
    }

    @Test(arguments: ["empty", "none/*.iso", "none.iso", "dist/[x]*.iso"])
    func `what names no image is told, and nothing passes`(_ word: String) throws {
        let result = try run("dist/b", word)
        #expect(result.status == 3)
        #expect(result.errors.contains("isocheck: \(word): "))
        #expect(result.text.contains("\(word): NOT CHECKED."))
    }

    @Test(arguments: [2, 5, 64]) func `several at once say what one after the other says`(_ jobs: Int) throws
    {
        for format in ["json", "plain", "junit"] {
            let alone = try run("many", "-o", format)
            let together = try run("many", "-o", format, "--jobs", "\(jobs)")
            #expect(alone.status == 3 && together.status == 3)
            #expect(alone.output == together.output)
            #expect(alone.errors == together.errors)
        }
    }

    @Test func `a line an image`() throws {
        let lines = try run("dist", "--summary").text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("dist/a.iso: FAULTY. 1 error"))
        #expect(lines[1].hasPrefix("dist/b/good.iso: OK"))
        #expect(lines[3] == "3 images: NOT OK. 2 OK, 1 not OK.")
        #expect(try run("dist", "--summary", "-o", "json").status == 2)
        #expect(try run("dist", "--jobs", "0").status == 2)
    }

    @Test func `lines for scripts`() throws {
        let lines = try run("dist/a.iso", "--plain").text.split(separator: "\n").map {
            $0.split(separator: "\t")
        }
        #expect(lines.map(\.count) == [8, 3, 3])
        #expect(lines[0][1...2] == ["error", "pvd-both-endian-mismatch"])
        #expect(lines[1].map(String.init) == ["dist/a.iso", "verdict", "fail"])
        #expect(lines[2].map(String.init) == ["-", "run", "fail"])
    }
}
