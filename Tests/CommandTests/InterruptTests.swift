import Foundation
import Specimens
import TestSupport
import Testing

/// What a run leaves behind that does not come to its end.
@Suite struct InterruptTests {
    private static let length: UInt64 = 4 << 30

    /// An image that takes seconds to read and no room on the disk.
    ///
    /// - Parameter isSound: otherwise a file is said to reach to its end, so that a listing has as much to read.
    static func long(_ folder: CommandTests.Folder, _ name: String, isSound: Bool = false) throws
        -> String
    {
        let specimen = Specimen.everything.with {
            if !isSound { $0.setBoth32("record:/README.TXT", 10, .max) }
        }
        let path = try folder.file(name, specimen.bytes)
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: length)
        try file.close()
        return path
    }

    /// A program that is at work: it has told its progress.
    struct Running {
        private let process = Process()
        private let progress = Pipe()
        let output: String

        init(_ arguments: [String], in folder: CommandTests.Folder) throws {
            process.executableURL = URL(filePath: CommandTests.program.path)
            process.arguments = arguments + ["--progress", "json"]
            process.currentDirectoryURL = folder.url
            output = folder.path("standard output")
            _ = FileManager.default.createFile(atPath: output, contents: nil)
            process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
            process.standardError = progress
            try process.run()
            // Small images are read before there is anything to tell.
            var told = Data()
            let total = "\(InterruptTests.length)".prefix(4)
            while told.range(of: Data(#""total":\#(total)"#.utf8)) == nil {
                let more = progress.fileHandleForReading.availableData
                try #require(!more.isEmpty, "\(String(decoding: told, as: UTF8.self))")
                told += more
            }
        }

        func send(_ signals: Int32...) { for signal in signals { kill(process.processIdentifier, signal) } }

        /// The exit code, or what a shell would say of a signal.
        func status() throws -> Int32 {
            _ = try progress.fileHandleForReading.readToEnd()
            process.waitUntilExit()
            return process.terminationReason == .exit
                ? process.terminationStatus : 128 + process.terminationStatus
        }
    }

    @Test func `a check that is stopped leaves whole reports of what was seen`() throws {
        let folder = try CommandTests.Folder()
        let images = try ["a.iso", "b.iso"].map { try Self.long(folder, $0, isSound: true) }
        let run = try Running(["check"] + images + ["-o", "text", "-o", "json=report.json"], in: folder)
        run.send(SIGINT)
        #expect(try run.status() == 130)
        let report = try String(contentsOfFile: folder.path("report.json"), encoding: .utf8)
        #expect(report.contains(#""complete": false"#) && report.hasSuffix("}\n"))
        #expect(report.contains(#""error": "stopped before it was looked at""#))
        let text = try String(contentsOfFile: run.output, encoding: .utf8)
        #expect(text.contains("a.iso: NOT FULLY CHECKED") && text.contains("b.iso: NOT CHECKED"), "\(text)")
        #expect(folder.names == ["a.iso", "b.iso", "report.json", "standard output"])
    }

    @Test(.needs("python3")) func `what was read in part is not kept`() throws {
        let folder = try CommandTests.Folder()
        let image = try Self.long(folder, "a.iso", isSound: true)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: image)
        let run = try Running(["check", image, "--cache", "seen.db"], in: folder)
        run.send(SIGINT)
        #expect(try run.status() == 130)
        let count = try #require(Tool("python3")).run(
            [
                "-c",
                "import sqlite3; print(*sqlite3.connect('seen.db').execute('SELECT count(*) FROM content').fetchone())",
            ],
            in: folder.url)
        #expect(count.text == "0\n", "\(count.errors)")
    }

    @Test func `a comparison that is stopped leaves a report and a state`() throws {
        let folder = try CommandTests.Folder()
        let run = try Running(
            [
                "compare", try Self.long(folder, "a.iso"), try Self.long(folder, "b.iso"), "--resume",
                "state",
                "-o", "xml=report.xml",
            ], in: folder)
        run.send(SIGINT)
        #expect(try run.status() == 130)
        #expect(
            try String(contentsOfFile: folder.path("report.xml"), encoding: .utf8).hasSuffix("</isocheck>\n"))
        #expect(folder.names == ["a.iso", "b.iso", "report.xml", "standard output", "state"])
    }

    @Test func `a conversion or a listing that is stopped leaves nothing`() throws {
        for arguments in [["convert", "a.iso", "out.iso"], ["list", "a.iso", "--digest", "sha256"]] {
            let folder = try CommandTests.Folder()
            _ = try Self.long(folder, "a.iso")
            let run = try Running(arguments, in: folder)
            run.send(SIGINT)
            #expect(try run.status() == 130)
            #expect(folder.names == ["a.iso", "standard output"])
            #expect(try Data(contentsOf: URL(filePath: run.output)).isEmpty)
        }
    }

    /// A terminal that closes ends a run, unless whoever began it has said that it goes on (nohup), which is inherited.
    private static let ending: [[Int32]] = {
        var action = sigaction()
        unsafe sigaction(SIGHUP, nil, &action)
        let handler = unsafe action.__sigaction_handler.sa_handler
        let goesOn = unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
        return [[SIGINT, SIGINT], [SIGTERM]] + (goesOn ? [] : [[SIGHUP]])
    }()

    /// The second signal may come before the first was seen; then it is one.
    @Test(arguments: ending)
    func `no signal leaves temporary files`(_ signals: [Int32]) throws {
        for arguments in [
            ["check", "a.iso", "-o", "json=one", "-o", "xml=two"], ["convert", "a.iso", "one"],
            ["compare", "a.iso", "b.iso", "--resume", "one", "-o", "text=two"],
        ] {
            let folder = try CommandTests.Folder()
            for name in ["a.iso", "b.iso"] { _ = try Self.long(folder, name) }
            let run = try Running(arguments, in: folder)
            for signal in signals { run.send(signal) }
            #expect(try run.status() == 128 + signals[0])
            #expect(Set(folder.names).isSubset(of: ["a.iso", "b.iso", "one", "two", "standard output"]))
        }
    }

    // MARK: Outputs that fail

    @Test func `when one of two reports cannot be written, there is none`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", CommandTests.good)
        let (first, second) = ("text=\(folder.path("one"))", "json=\(folder.path("two"))")
        let missing = try CommandTests.program.run(
            [image, "-o", first, "-o", "json=\(folder.path("no/such/folder"))"])
        #expect(missing.status == 2 && missing.errors.contains("no/such/folder: cannot write the report"))
        #expect(folder.names == ["a.iso"])
        // A limit on the size of files, which only the second one goes beyond.
        let full = try #require(Tool("sh")).run(
            [
                "-c", "ulimit -f 2; exec \"$@\"", "sh", CommandTests.program.path, image, "-o", first, "-o",
                second,
            ])
        #expect(full.status == 2 && full.errors.contains("two: cannot write the report: File too large"))
        #expect(folder.names == ["a.iso"], "\(full.errors)")
    }

    @Test func `an ISO or a state that cannot be written leaves nothing half`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", CommandTests.good)
        let shell = try #require(Tool("sh"))
        let limited = ["-c", "ulimit -f 2; exec \"$@\"", "sh", CommandTests.program.path]
        let converted = try shell.run(limited + ["convert", image, folder.path("out.iso")])
        #expect(converted.status == 2 && converted.errors.contains("cannot write the ISO: File too large"))
        let copy = try folder.file("b.iso", CommandTests.good)
        let compared = try shell.run(
            limited + ["compare", image, copy, "--resume", folder.path("no/state")])
        #expect(
            compared.status == 0 && compared.errors.contains("cannot write the state"), "\(compared.errors)")
        #expect(folder.names == ["a.iso", "b.iso"])
    }

    // MARK: Standard output

    /// Runs the program with a standard output that nobody reads.
    private func unread(_ arguments: [String]) throws -> (status: Int32, errors: String) {
        let output = Pipe()
        let errors = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: CommandTests.program.path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = errors
        try output.fileHandleForReading.close()
        try process.run()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }

    @Test func `a reader that hangs up ends the run quietly`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", CommandTests.good)
        let copy = try folder.file("b.iso", CommandTests.good)
        for arguments in [
            [image, copy], ["list", image], ["map", image], ["rules"], ["compare", image, copy],
        ] {
            let result = try unread(arguments)
            #expect(result.status == 141 && result.errors.isEmpty, "\(arguments): \(result.errors)")
        }
    }

    @Test func `a reader that hangs up costs no report that goes to a file`() throws {
        let folder = try CommandTests.Folder()
        let images = [
            try folder.file("a.iso", CommandTests.good), try folder.file("b.iso", CommandTests.bad),
        ]
        let result = try unread(images + ["-o", "text", "-o", "json=\(folder.path("report.json"))"])
        #expect(result.status == 1 && result.errors.isEmpty, "\(result.errors)")
        let report = try String(contentsOfFile: folder.path("report.json"), encoding: .utf8)
        #expect(report.contains("b.iso") && report.hasSuffix("}\n"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "skipped: no /dev/full"))
    func `a standard output that takes nothing is exit 2`() throws {
        let folder = try CommandTests.Folder()
        let image = try folder.file("a.iso", CommandTests.good)
        let result = try #require(Tool("sh")).run(
            ["-c", "exec \"$@\" >/dev/full", "sh", CommandTests.program.path, image])
        #expect(result.status == 2 && result.errors.contains("standard output: cannot write: No space left"))
    }

    @Test func `the text appears image by image`() throws {
        let folder = try CommandTests.Folder()
        let images = [try folder.file("a.iso", CommandTests.good), try Self.long(folder, "b.iso")]
        let run = try Running(["check"] + images, in: folder)
        #expect(try String(contentsOfFile: run.output, encoding: .utf8).contains("a.iso: OK"))
        run.send(SIGINT)
        #expect(try run.status() == 130)
    }
}
