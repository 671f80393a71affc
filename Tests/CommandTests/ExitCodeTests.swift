import Foundation
import Reporting
import Specimens
import TestSupport
import Testing

/// What a run ends with, for every situation in every format: the code never depends on the format.
@Suite struct ExitCodeTests {
    private struct Situation {
        let name: String
        let code: Int32
        let arguments: [String]
        /// Where the report goes; nil for standard output.
        var report: String?
    }

    private static func situations(_ folder: CommandTests.Folder) throws -> [Situation] {
        let good = try folder.file("good.iso", CommandTests.good)
        let bad = try folder.file("bad.iso", CommandTests.bad)
        let empty = try folder.file("empty.iso", [])
        let text = try folder.file("text.iso", [UInt8]("Hello, this is a letter.\n".utf8))
        // Nobody can open it, root included.
        let unreadable = folder.path("loop.iso")
        try? FileManager.default.createSymbolicLink(atPath: unreadable, withDestinationPath: "loop.iso")
        return [
            Situation(name: "good", code: 0, arguments: [good]),
            Situation(name: "below the gate", code: 0, arguments: [bad, "--fail-on", "none"]),
            Situation(name: "above the gate", code: 1, arguments: [bad]),
            Situation(name: "not an image", code: 3, arguments: [text]),
            Situation(name: "unreadable", code: 3, arguments: [unreadable]),
            Situation(name: "empty", code: 3, arguments: [empty]),
            Situation(name: "directory", code: 3, arguments: [folder.url.path(percentEncoded: false)]),
            Situation(name: "missing", code: 3, arguments: [folder.path("missing.iso")]),
            Situation(name: "good and missing", code: 3, arguments: [good, folder.path("missing.iso")]),
            Situation(name: "bad option", code: 2, arguments: [good, "--nonsense"]),
            Situation(
                name: "bad policy", code: 2,
                arguments: [good, "--policy", try folder.file("policy.yaml", [UInt8]("policy: 2".utf8))]),
            Situation(name: "no such policy", code: 2, arguments: [good, "--policy", "nonsense"]),
            Situation(
                name: "bad settings", code: 2,
                arguments: [good, "--config", try folder.file("settings.yaml", [UInt8]("version: 2".utf8))]),
            Situation(
                name: "bad cache", code: 2, arguments: [good, "--cache", text]),
            Situation(
                name: "unwritable report", code: 2, arguments: [good], report: "/nonexistent/report"),
            Situation(name: "a report over the image", code: 2, arguments: [good], report: good),
            Situation(
                name: "what is expected", code: 0, arguments: [good, "--expect", "path:/README.TXT"]),
            Situation(
                name: "not what is expected", code: 1, arguments: [good, "--expect", "no-path:/README.TXT"]),
            Situation(
                name: "nobody knows whether it is expected", code: 3,
                arguments: [
                    good, "--expect", "max-age:1w", "--today",
                    "2001-01-01",
                ]),
            Situation(
                name: "the same", code: 0,
                arguments: ["compare", good, try folder.file("copy.iso", CommandTests.good)]),
            Situation(name: "another", code: 1, arguments: ["compare", good, bad]),
            Situation(
                name: "nothing to compare", code: 3, arguments: ["compare", good, folder.path("missing.iso")]),
        ]
    }

    @Test(arguments: ReportFormats.all.map { $0.name })
    func `the exit code does not depend on the format`(_ format: String) throws {
        let folder = try CommandTests.Folder()
        let tellsComparisons = ReportFormats.format(named: format)?.tellsComparisons ?? true
        for situation in try Self.situations(folder) {
            if situation.arguments.first == "compare", !tellsComparisons { continue }
            let output = situation.report.map { "\(format)=\($0)" } ?? format
            let result = try CommandTests.program.run(situation.arguments + ["-o", output])
            #expect(result.status == situation.code, "\(situation.name): \(result.errors)")
        }
    }

    @Test(arguments: ReportFormats.all.map { $0.name })
    func `a run that is stopped ends so in every format`(_ format: String) throws {
        var commands = [["check", "a.iso"]]
        if ReportFormats.format(named: format)?.tellsComparisons == true {
            commands.append(["compare", "a.iso", "b.iso"])
        }
        for command in commands {
            let folder = try CommandTests.Folder()
            for name in ["a.iso", "b.iso"] { _ = try InterruptTests.long(folder, name, isSound: true) }
            let run = try InterruptTests.Running(command + ["-o", "\(format)=report"], in: folder)
            run.send(SIGINT)
            #expect(try run.status() == 130)
            #expect(Set(folder.names).isSubset(of: ["a.iso", "b.iso", "report", "standard output"]))
        }
    }

    /// The lines of the README, as they stand there.
    @Test(.needs("xorriso")) func `the walk-through of the README fails and passes`() throws {
        let readme = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
        let script = try #require(
            readme.split(separator: "As a gate:\n\n```sh\n").last?.split(separator: "\n```").first)
        #expect(script.split(separator: "\n").count < 10)
        let folder = try CommandTests.Folder()
        let place = URL(filePath: CommandTests.program.path).deletingLastPathComponent()
        let shell = try #require(Tool("sh"))
        let result = try shell.run(
            [
                "-e", "-c", "PATH=\(place.path(percentEncoded: false)):$PATH; cd \"$0\"; \(script)",
                folder.url.path,
            ])
        #expect(result.text.contains("gate: stop"), "\(result.errors)")
        #expect(result.text.contains("gate: go"), "\(result.text)")
        #expect(["demo.sarif", "demo.xml"].allSatisfy(folder.names.contains))
    }

    @Test func `two outputs to one path are refused`() throws {
        let folder = try CommandTests.Folder()
        let good = try folder.file("good.iso", CommandTests.good)
        let path = folder.path("report")
        let twice = try CommandTests.program.run([good, "-o", "json=\(path)", "-o", "sarif=\(path)"])
        #expect(twice.status == 2)
        #expect(twice.errors.contains("two outputs"))
        #expect(!folder.names.contains("report"))
    }

    @Test func `a statement needs the SHA-256 that names its subject`() throws {
        let folder = try CommandTests.Folder()
        let good = try folder.file("good.iso", CommandTests.good)
        #expect(try CommandTests.program.run([good, "--quick", "-o", "in-toto"]).status == 2)
        let stated = try CommandTests.program.run([good, "--digest", "md5", "-o", "in-toto"])
        #expect(stated.text.contains("\"sha256\""))
    }
}
