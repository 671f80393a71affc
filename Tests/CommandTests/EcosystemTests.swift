import Foundation
import Reporting
import TestSupport
import Testing

@testable import isocheck

/// What surrounds the program: its version, its manual, and the scripts by which shells complete it.
@Suite struct EcosystemTests {
    private static let program = CommandTests.program

    // MARK: Version

    @Test func `the version tells commit, rules and libraries, the number first`() throws {
        let result = try Self.program.run(["--version"])
        #expect(result.status == 0 && result.errors.isEmpty)
        let lines = result.text.split(separator: "\n").map(String.init)
        #expect(try lines[0].wholeMatch(of: Regex("isocheck [0-9]+\\.[0-9]+\\.[0-9]+")) != nil)
        #expect(lines[1].hasPrefix("commit     "))
        for library in ["libarchive", "libcrypto", "libmagic", "libxml2", "zlib"] {
            #expect(try lines[3].contains(Regex("\(library) [0-9]+\\.[0-9]+")), "\(lines[3])")
        }
        #expect(try Self.program.run(["check", "--version"]).text == result.text)
    }

    @Test(.needs("sha256sum")) func `the digest of the rules is that of the catalogue`() throws {
        let catalogue = try Self.program.run(["rules", "-o", "json"])
        let sum = try #require(Tool("sha256sum")).run([], input: catalogue.output).text.prefix(64)
        #expect(try Self.program.run(["--version"]).text.contains("SHA-256 of their cards \(sum)\n"))
        #expect(try Self.program.run(["rules", "-o", "html"]).text.contains(sum))
    }

    // MARK: Manual

    static let pages = ["isocheck", "isocheck-rules", "isocheck-policy", "isocheck-config"]

    @Test(arguments: pages) func `mandoc and groff have nothing to say of a page of the manual`(
        _ page: String
    ) throws {
        let result = try Self.program.run(["man", page])
        #expect(result.status == 0)
        let folder = try TemporaryFolder()
        let file = try folder.write("page.man", result.output)
        let linters = [("mandoc", ["-Tlint", "-Wwarning", file]), ("groff", ["-ww", "-man", "-z", file])]
        let present = linters.compactMap { name, arguments in Tool(name).map { ($0, arguments) } }
        if present.isEmpty { try skip("neither mandoc nor groff is installed") }
        for (tool, arguments) in present {
            let said = try tool.run(arguments)
            #expect(
                said.status == 0 && said.text.isEmpty && said.errors.isEmpty, "\(said.text)\(said.errors)")
        }
    }

    @Test(.needs("mandoc")) func `the manual has every command, option and exit code`() throws {
        let page = try Self.page("isocheck")
        let commands = try Self.program.run(["--help"]).text.matches(
            of: /(?m)^  ([a-z]+) (?:\(default\))? +[A-Z]/)
        #expect(commands.count > 8)
        for command in commands {
            let help = try Self.program.run(["help", String(command.1)]).text
            for option in help.matches(of: /(?m)^  (?:-[a-z], )?(--[a-z-]+)/) {
                #expect(page.contains(option.1), "\(command.1) \(option.1)")
            }
        }
        for code in ["0", "1", "2", "3", "130", "141"] {
            #expect(page.contains(try Regex("(?m)^ +\(code) +[A-Z]")), "\(code)")
        }
    }

    @Test(.needs("mandoc"))
    func `the manual of the rules has every rule, and what is odd in roff is shown as it is`() throws {
        let page = try Self.page("isocheck-rules").split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        let listed = try Self.program.run(["rules"]).text.matches(
            of: /(?m)^([a-z0-9-]+)  +(?:error|warning|note)/)
        #expect(listed.count > 300)
        for rule in listed { #expect(page.contains(rule.1)) }
    }

    /// A page as a terminal shows it.
    private static func page(_ name: String) throws -> String {
        let source = try program.run(["man", name]).output
        let shown = try #require(Tool("mandoc")).run(["-Tutf8", "-Owidth=200"], input: source).text
        // Bold is a letter over itself.
        return shown.replacing(/.\u{8}/, with: "")
    }

    /// Commands that consist of others stand in the manual as one types them.
    @Test func `the manual has what a command consists of`() throws {
        let json = """
            {"commandName": "isocheck", "shouldDisplay": true, "subcommands": [
              {"commandName": "config", "shouldDisplay": true, "abstract": "Parent.", "subcommands": [
                {"commandName": "show", "shouldDisplay": true, "abstract": "Child.", "arguments": [
                  {"kind": "flag", "shouldDisplay": true, "isOptional": true, "isRepeating": false,
                   "names": [{"kind": "long", "name": "all"}, {"kind": "short", "name": "a"}]}]},
                {"commandName": "secret", "shouldDisplay": false}]}]}
            """
        let program = try JSONDecoder().decode(CommandDescription.self, from: Data(json.utf8))
        let blocks = CommandManual.page(of: program).blocks
        #expect(blocks[1] == .paragraph("`isocheck config show` [options]"))
        let place = try #require(blocks.firstIndex(of: .subheading("config show")))
        #expect(blocks[place + 1] == .paragraph("Child."))
        #expect(blocks[place + 2] == .definition("`-a`, `--all`", ""))
        #expect(!blocks.contains(.subheading("config")) && !blocks.contains(.subheading("config secret")))
    }

    @Test func `a page that is not there is a bad command line`() throws {
        let result = try Self.program.run(["man", "isocheck-nonsense"])
        #expect(result.status == 2 && result.errors.contains("isocheck-rules"))
    }

    // MARK: Completions

    @Test(arguments: ["bash", "zsh", "fish"]) func `a shell takes its script`(_ shell: String) throws {
        let script = try Self.program.run(["completions", shell])
        #expect(script.status == 0)
        guard let tool = Tool(shell) else { try skip("\(shell) is not installed") }
        let folder = try TemporaryFolder()
        let result = try tool.run(["-n", try folder.write("script", script.output)])
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    }

    /// What bash offers behind the words of a command line of which the last is not finished.
    private static func offered(_ words: [String], in folder: TemporaryFolder) throws -> Set<String> {
        let script = try folder.write("isocheck.bash", try program.run(["completions", "bash"]).output)
        let driver = """
            source "$1"; shift
            cd "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
            _isocheck isocheck "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try #require(Tool("bash")).run(
            ["--norc", "-c", driver, "bash", script, folder.url.path(percentEncoded: false), "isocheck"]
                + words)
        #expect(result.errors.isEmpty, "\(result.errors)")
        return Set(result.text.split(separator: "\n").map(String.init))
    }

    @Test(
        .needs("bash"),
        arguments: [
            (["--pro"], ["--profile", "--progress", "--provenance"]),
            (["demo.iso", "--pro"], ["--profile", "--progress", "--provenance"]),
            (["check", "--profile", "pr"], ["preservation"]),
            (["demo.iso", "--profile", "f"], ["forensic"]),
            (["de"], ["demo.iso"]),
            (["co"], ["compare", "completions", "config", "convert", "cover.iso"]),
            (["check", "d"], ["demo.iso"]),
            (["demo.iso", "-o", "sa"], ["sarif", "sarif-github"]),
            (["demo.iso", "-o", "json", "=", "de"], ["demo.iso"]),
            (["demo.iso", "-o", "json", "="], ["demo.iso", "cover.iso", "isocheck.bash"]),
            (["explain", "path-table-l-v"], ["path-table-l-vs-m"]),
            (["rules", "-o", "h"], ["html"]),
            (["map", "--a"], ["--at"]),
            (["man", "isocheck-"], ["isocheck-rules", "isocheck-policy", "isocheck-config"]),
            (["completions", "f"], ["fish"]),
        ])
    func `bash completes`(_ words: [String], _ expected: [String]) throws {
        let folder = try TemporaryFolder()
        for name in ["demo.iso", "cover.iso"] { try folder.write(name, []) }
        #expect(try Self.offered(words, in: folder) == Set(expected))
    }

    @Test(
        .needs("fish"),
        arguments: [
            ("isocheck --pro", ["--profile", "--progress", "--provenance"]),
            ("isocheck demo.iso --pro", ["--profile", "--progress", "--provenance"]),
            ("isocheck demo.iso --profile f", ["forensic"]),
            ("isocheck explain path-table-l-v", ["path-table-l-vs-m"]),
            ("isocheck co", ["compare", "completions", "config", "convert", "cover.iso"]),
            ("isocheck check d", ["demo.iso"]),
        ])
    func `fish completes`(_ line: String, _ expected: [String]) throws {
        let folder = try TemporaryFolder()
        for name in ["demo.iso", "cover.iso"] { try folder.write(name, []) }
        let script = try folder.write("isocheck.fish", try Self.program.run(["completions", "fish"]).output)
        let result = try #require(Tool("fish")).run(
            [
                "--no-config", "-c", "source $argv[1]; cd $argv[2]; complete -C $argv[3]", script,
                folder.url.path(percentEncoded: false), line,
            ])
        let words = result.text.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
        #expect(Set(words) == Set(expected), "\(result.errors)")
    }

    /// zsh completes at a terminal only: one is made for it, and what appears there is read until it is what it should be.
    @Test(
        .needs("zsh", "timeout"),
        arguments: [
            ("isocheck --pro", "*--profile*--progress*"),
            ("isocheck demo.iso --pro", "*--profile*--progress*"),
            ("isocheck co", "*cover.iso*compare*convert*completions*"),
            ("isocheck demo.iso -o json=", "*cover.iso*demo.iso*"),
            ("isocheck rules -o ", "*text*json*html*"),
        ]) func `zsh completes`(_ line: String, _ expected: String) throws
    {
        let folder = try TemporaryFolder()
        for name in ["demo.iso", "cover.iso"] { try folder.write(name, []) }
        try folder.write("functions/_isocheck", try Self.program.run(["completions", "zsh"]).output)
        let driver = """
            zmodload zsh/zpty
            cd "$1"
            zpty shell zsh -f -i
            zpty -w shell 'PS1=; fpath=("$PWD/functions" $fpath); autoload -U compinit; compinit -u -D; LISTMAX=0'
            zpty -w shell 'bindkey "^I" list-choices; stty columns 200; print RE""ADY'
            zpty -r -m shell shown '*READY*' || exit 1
            zpty -n -w shell "$2"$'\\t'
            zpty -r -m shell shown "$3"
            """
        let result = try #require(Tool("timeout")).run([
            "60", "zsh", "-f", "-c", driver, "zsh", folder.url.path(percentEncoded: false), line, expected,
        ])
        #expect(result.status == 0, "\(result.text)\(result.errors)")
    }

    // MARK: Installation

    @Test(
        .needs("bash", "gzip", "env", "find"),
        arguments: [("/usr", "vendor-completions"), ("/usr/local", "site-functions")])
    func `what is installed is there under the prefix, and goes again`(_ prefix: String, _ zsh: String) throws
    {
        let folder = try TemporaryFolder()
        let place = Repository.root.appending(path: ".ci/place").path(percentEncoded: false)
        func run(_ words: String...) throws -> Set<String> {
            let destination = "DESTDIR=" + folder.url.path(percentEncoded: false)
            let result = try #require(Tool("env")).run([destination, place] + words)
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
            let files = try #require(Tool("find")).run(
                [folder.url.path(percentEncoded: false), "-type", "f", "-printf", "/%P\\n"])
            return Set(files.text.split(separator: "\n").map { String($0.dropFirst(prefix.count + 1)) })
        }
        let installed = try run(Self.program.path, prefix)
        let pages = try Self.program.run(["man"]).text.matches(of: /(?m)^([a-z-]+)\(([0-9])\)  \S/)
        #expect(pages.map { String($0.1) } == Self.pages)
        #expect(
            installed
                == Set(pages.map { "share/man/man\($0.2)/\($0.1).\($0.2).gz" }).union([
                    "bin/isocheck", "share/doc/isocheck/rules.html",
                    "share/bash-completion/completions/isocheck",
                    "share/fish/vendor_completions.d/isocheck.fish", "share/zsh/\(zsh)/_isocheck",
                ]))
        #expect(try run("--remove", prefix).isEmpty)
    }
}
