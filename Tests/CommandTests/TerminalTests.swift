import Foundation
import TestSupport
import Testing

/// The program on a terminal, which script(1) makes, and elsewhere.
@Suite(.needs("script", "env", "stty")) struct TerminalTests {
    private let folder: GateFolder

    init() throws { folder = try GateFolder() }

    /// What a terminal of so many columns gets.
    private func shown(_ arguments: String, columns: Int = 60, _ variables: String = "TERM=xterm") throws
        -> String
    {
        let script = try #require(Tool("script"))
        let command =
            "stty cols \(columns); env -u NO_COLOR -u CLICOLOR_FORCE -u COLUMNS \(variables) '\(CommandTests.program.path)' \(arguments)"
        return try script.run(["-qec", command, "/dev/null"], in: folder.files.url).text.replacing(
            "\r\n", with: "\n")
    }

    @Test func `a terminal has colours and lines of its width, a pipe has neither`() throws {
        let text = try shown("bad.iso")
        #expect(text.contains("\u{1B}[1;31merror\u{1B}[0m"))
        #expect(text.contains("\u{1B}[1;31mFAULTY\u{1B}[0m"))
        let pipe = try folder.run("bad.iso").text
        #expect(!pipe.contains("\u{1B}"))
        let longest = text.split(separator: "\n").filter { $0.drop { $0 == " " }.contains(" ") }.map {
            $0.replacing(/\u{1B}\[[0-9;]*m/, with: "").count
        }.max()
        #expect(try #require(longest) <= 60)
        #expect(pipe.split(separator: "\n").contains { $0.count > 100 })
    }

    @Test func `colours can be wanted and not wanted`() throws {
        for (arguments, variables, isColoured) in [
            ("bad.iso", "TERM=xterm NO_COLOR=1", false), ("bad.iso", "TERM=xterm NO_COLOR=", true),
            ("bad.iso", "TERM=dumb", false), ("bad.iso --color never", "TERM=xterm", false),
            ("bad.iso --color always", "TERM=dumb NO_COLOR=1", true),
            ("bad.iso | cat", "TERM=xterm CLICOLOR_FORCE=1", true),
            ("bad.iso | cat", "TERM=xterm CLICOLOR_FORCE=0", false),
            ("compare good.iso bad.iso", "TERM=xterm", true),
            ("bad.iso -o json", "TERM=xterm CLICOLOR_FORCE=1", false),
        ] {
            let text = try shown(arguments, variables)
            #expect(text.contains("\u{1B}[") == isColoured, "\(arguments), \(variables)")
        }
        #expect(try folder.run("bad.iso", "--color", "always").text.contains("\u{1B}[1;31merror"))
        #expect(try folder.run("bad.iso", "--color", "sometimes").status == 2)
    }

    @Test func `the picture of the map is as wide as the terminal`() throws {
        let text = try shown("map good.iso --picture", columns: 40, "TERM=xterm LC_ALL=C.UTF-8")
        #expect(text.contains("█") && text.contains(" 30  "))
        #expect(try !shown("map good.iso --picture", "LC_ALL=C").contains("█"))
        #expect(try shown("map good.iso --picture --plain", "LC_ALL=C.UTF-8").contains("FFF"))
        #expect(try folder.run("map", "good.iso", "--picture").text.contains(" 70  "))
        #expect(try folder.run("map", "good.iso", "--plain").status == 2)
        #expect(try folder.run("map", "good.iso", "--picture", "--at", "3").status == 2)
    }

    @Test func `progress on a terminal is one line that goes`() throws {
        let size = 300 << 20
        let url = folder.files.url.appending(path: "large.iso")
        try Data(CommandTests.good).write(to: url)
        let file = try FileHandle(forWritingTo: url)
        try file.truncate(atOffset: UInt64(size))
        try file.close()
        let text = try shown("large.iso --progress always", columns: 90)
        let bars = text.matches(of: /\rlarge\.iso  \[[#-]+\]  [0-9]+ %  [^\r]* left/)
        // Whoever is done at once shows none.
        if !bars.isEmpty { #expect(text.contains("\r\u{1B}[K")) }
        #expect(bars.allSatisfy { $0.output.count <= 90 })
    }
}
