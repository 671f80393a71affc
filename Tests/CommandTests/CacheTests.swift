import Foundation
import Specimens
import TestSupport
import Testing

/// What a file of `--cache` spares, what it does not, and what becomes of files that are none.
@Suite struct CacheTests {
    private let folder: GateFolder

    init() throws {
        folder = try GateFolder()
        for name in ["good.iso", "bad.iso", "worse.iso"] { try settle(name) }
    }

    /// As if nobody had touched the file for a minute: what was changed just now is not kept.
    private func settle(_ name: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -60)], ofItemAtPath: folder.path(name))
    }

    private func run(_ arguments: String...) throws -> Tool.Output {
        try folder.run(arguments + ["--cache", "seen.db", "--today", "2026-11-29"])
    }

    private static let sentence = "content not read again: unchanged since 2026-11-29"

    private func isRecalled(_ arguments: String...) throws -> Bool {
        try folder.run(arguments + ["--cache", "seen.db", "--today", "2026-11-29"]).text.contains(
            Self.sentence)
    }

    // MARK: The same

    /// Everything but the sentence, which stands where people read and in the reports for programs.
    private func sparingSentence(_ text: String) -> String {
        text.replacingOccurrences(of: "; \(Self.sentence)", with: "")
            .replacingOccurrences(of: "      \"contentSince\": \"2026-11-29\",\n", with: "")
            .replacingOccurrences(of: "\"contentSince\":\"2026-11-29\",", with: "")
            .replacingOccurrences(of: " contentSince=\"2026-11-29\"", with: "")
    }

    @Test(arguments: [
        "text", "summary", "plain", "json", "xml", "jsonl", "html", "markdown", "csv", "sarif",
        "sarif-github", "junit",
        "tap", "github", "gitlab", "in-toto", "slsa-vsa", "spdx",
    ]) func `what was not read again is reported as what was`(_ format: String) throws {
        let images = ["good.iso", "bad.iso", "worse.iso", "none.iso"]
        let alone = try folder.run(images + ["-o", format, "--today", "2026-11-29"])
        for turn in 0..<2 {
            let result = try folder.run(
                images + [
                    "-o", format, "--cache", "seen.db", "--today", "2026-11-29", "--jobs", "\(turn + 1)",
                ])
            #expect(result.status == alone.status && result.errors == alone.errors)
            #expect(sparingSentence(result.text) == alone.text)
        }
        let names = ["in-toto", "slsa-vsa", "spdx"].contains(format)
        let told = try folder.run(["good.iso", "-o", "jsonl", "--cache", "seen.db"]).text
        // What a statement names by its digest is read for it, and kept for others.
        #expect(told.contains("\"contentSince\":\"2026-11-29\"") || names)
    }

    @Test func `policies, weights and expectations judge what was not read again`() throws {
        #expect(try run("good.iso").status == 0)
        let again = try run(
            "good.iso", "--policy", "linux-release", "--expect", "joliet", "--profile", "release",
            "--fail-on", "note")
        #expect(again.status == 1 && again.text.contains(Self.sentence))
        #expect(again.text.contains("policy-linux-release-starts") && again.text.contains("--expect joliet"))
    }

    // MARK: Not the same

    @Test func `what changed is read`() throws {
        #expect(try !isRecalled("good.iso"))
        #expect(try isRecalled("good.iso"))
        var bytes = try folder.read("good.iso")
        bytes[40_000] ^= 1
        try folder.write("good.iso", bytes)
        // With the size that it had and an older time; when the inode was changed tells.
        try settle("good.iso")
        #expect(try !isRecalled("good.iso"))
        #expect(try isRecalled("good.iso"))
    }

    @Test func `what was changed just now is not kept`() throws {
        try folder.write("new.iso", CommandTests.good)
        #expect(try !isRecalled("new.iso"))
        #expect(try !isRecalled("new.iso"))
    }

    @Test func `another question is asked of the bytes`() throws {
        #expect(try !isRecalled("good.iso"))
        #expect(try !isRecalled("good.iso", "--digest", "md5"))
        #expect(try !isRecalled("good.iso", "--content-types"))
        #expect(try isRecalled("good.iso", "--digest", "md5"))
        #expect(try isRecalled("good.iso"))
        // A list that appears beside the image asks for a digest that nobody computed.
        try folder.write("good.iso.md5", "00000000000000000000000000000000  good.iso\n")
        let listed = try run("good.iso")
        #expect(listed.status == 1 && !listed.text.contains(Self.sentence))
        #expect(try isRecalled("good.iso"))
    }

    @Test func `what comes through a pipe is nobody's, and read each time`() throws {
        let piped = ["-", "--cache", "seen.db"]
        for _ in 0..<2 {
            let result = try CommandTests.program.run(piped, input: CommandTests.good, in: folder.files.url)
            #expect(result.status == 0 && !result.text.contains("not read again"))
        }
    }

    // MARK: The file

    @Test func `a row that is not as it was written is read anew, and told`() throws {
        #expect(try !isRecalled("good.iso"))
        let sqlite = try #require(Tool("sqlite3") ?? Tool("python3"))
        _ = try sqlite.run(
            sqlite.path.hasSuffix("sqlite3")
                ? [folder.path("seen.db"), "UPDATE content SET since = '2001-01-01'"]
                : [
                    "-c",
                    "import sqlite3,sys; d=sqlite3.connect(sys.argv[1]); d.execute(\"UPDATE content SET since='2001-01-01'\"); d.commit()",
                    folder.path("seen.db"),
                ])
        let damaged = try run("good.iso")
        #expect(damaged.status == 0 && !damaged.text.contains("not read again"))
        #expect(
            damaged.errors == "isocheck: good.iso: what the cache holds of it is damaged; it is read anew\n",
            "\(damaged.errors)")
        #expect(try isRecalled("good.iso"))
    }

    @Test func `a file that is no cache stays as it is`() throws {
        try folder.write("text.db", "a letter, and a long one: " + String(repeating: "x", count: 5_000))
        try folder.write("link.iso", CommandTests.good)
        for (name, words) in [
            ("text.db", "it is no cache of isocheck, and stays as it is"),
            ("link.iso", "it is no cache of isocheck, and stays as it is"),
            ("good.iso", "is an input, and no cache"), (".", "cannot be opened as a cache"),
            ("none/seen.db", "cannot be opened as a cache"),
        ] {
            let before = try? folder.read(name)
            let result = try folder.run("good.iso", "--cache", name)
            #expect(result.status == 2 && result.text.isEmpty)
            #expect(
                result.errors.hasPrefix("isocheck: \(name): ") && result.errors.contains(words),
                "\(result.errors)")
            #expect(before == (try? folder.read(name)))
        }
        let twice = try folder.run("good.iso", "--cache", "seen.db", "-o", "json=seen.db")
        #expect(twice.status == 2 && twice.errors.contains("two outputs cannot go to one file"))
        let quick = try folder.run("good.iso", "--cache", "seen.db", "--quick")
        #expect(quick.status == 2 && quick.errors.contains("--cache needs the content"))
    }

    @Test(.needs("python3")) func `the database of another program stays as it is`() throws {
        _ = try #require(Tool("python3")).run([
            "-c",
            "import sqlite3,sys; d=sqlite3.connect(sys.argv[1]); d.execute('CREATE TABLE mail (x)'); d.commit()",
            folder.path("mail.db"),
        ])
        let before = try folder.read("mail.db")
        let result = try folder.run("good.iso", "--cache", "mail.db")
        #expect(
            result.status == 2 && result.errors.contains("it is a database of another program"),
            "\(result.errors)")
        #expect(try folder.read("mail.db") == before)
    }

    @Test func `runs that use one file at once do not disturb each other`() throws {
        for number in 0..<12 {
            try folder.write("many/\(number).iso", number % 2 == 0 ? CommandTests.good : CommandTests.bad)
            try settle("many/\(number).iso")
        }
        // xargs waits for its children whatever signals are blocked, as some are in the processes of a test.
        let script = """
            echo 1 2 3 4 | xargs -n 1 -P 4 sh -c '"$0" many --cache many.db --jobs 2 --summary > out.$1 2> err.$1' "$0"
            cat err.1 err.2 err.3 err.4
            """
        let result = try #require(Tool("sh")).run(
            ["-c", script, CommandTests.program.path], in: folder.files.url)
        #expect(result.text.isEmpty, "\(result.text)")
        let lines = try folder.run("many", "--cache", "many.db", "--summary").text.split(separator: "\n")
        #expect(lines.count == 13 && lines.dropLast().allSatisfy { $0.contains("content not read again") })
        #expect(!FileManager.default.fileExists(atPath: folder.path("many.db-wal")))
    }
}
