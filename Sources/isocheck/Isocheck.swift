import ArgumentParser
import ContentTypes
import DiscModel
import Glibc
import Reporting
import SystemPackage

/// The command: arguments in, exit code out.
@main struct Isocheck: ParsableCommand {
    static let version = "0.1.0"
    /// When this version was made, for the foot of the manual.
    static let versionDate = "2026-11-29"

    /// What writes the reports.
    static let tool = Report.Tool(
        version: version, libmagic: ContentTypes.libraryVersion, libxml2: ReportFormats.libxml2Version,
        rules: RuleCatalogue.digest)

    /// libmagic for the whole run.
    static let types = ContentTypes()

    static let configuration = CommandConfiguration(
        commandName: "isocheck",
        abstract: "Tells whether a disc image is sound, complete, and what it says it is.",
        discussion: """
            Is this image sound?            isocheck demo.iso
            A gate for releases             isocheck dist/*.iso --profile release --fail-on warning -o json=report.json
            Everything it knows             isocheck old.iso --profile forensic --show note
            From a pipe                     curl -s URL | isocheck -
            Is this disc that image?        isocheck compare demo.iso /dev/sr0
            What is new since last time?    isocheck diff old.json new.json
            What is in it, and where        isocheck list demo.iso; isocheck map demo.iso --at 1234
            When what happened              isocheck timeline demo.iso
            A plain ISO of anything         isocheck convert holiday.bin holiday.iso
            What does a finding mean?       isocheck explain path-table-l-vs-m

            Exit codes: 0 checked and clean; 1 findings at or above --fail-on; 2 bad command line, or a report that \
            could not be written; 3 could not check. The highest of several images counts.
            """,
        version: version,
        subcommands: [
            Check.self, Compare.self, Diff.self, List.self, Timeline.self, Map.self, Convert.self, Rules.self,
            Explain.self,
            PolicyCommand.self, Config.self, Completions.self, Manual.self,
        ],
        defaultSubcommand: Check.self)

    /// Runs a command; every outcome becomes text and exit code here and nowhere else.
    static func main() {
        Interrupt.handle()
        Heap.useLargePages()
        // Swift asks the kernel for the arguments of a program, its name first.
        if CommandLine.arguments.isEmpty {
            complain("isocheck: cannot read its arguments: /proc is not there (mount -t proc proc /proc)")
            Glibc.exit(RunStatus.usage.rawValue)
        }
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.isEmpty {
            complain(helpMessage(columns: 100))
            Glibc.exit(RunStatus.usage.rawValue)
        }
        // "-hello.iso" would be taken for -h and others, and a gate would take the help for a clean image.
        for word in arguments.prefix(while: { $0 != "--" }) where word.hasPrefix("-h") && word != "-h" {
            complain(
                "isocheck: \(word): no option; an image whose name begins with a dash is written ./\(word)")
            Glibc.exit(RunStatus.usage.rawValue)
        }
        // The parser would show the help of the whole for a command that does not exist.
        if arguments.first == "help", let word = arguments.dropFirst().first, !word.hasPrefix("-"),
            !configuration.subcommands.contains(where: { $0._commandName == word })
        {
            complain("isocheck: help \(word): there is no such command")
            Glibc.exit(RunStatus.usage.rawValue)
        }
        do {
            var command = try parse(Array(arguments))
            try command.run()
        } catch let status as RunStatus {
            Glibc.exit(status.rawValue)
        } catch let error as UsageError {
            complain("isocheck: \(error)")
            Glibc.exit(RunStatus.usage.rawValue)
        } catch {
            if exitCode(for: error) == .success { exit(withError: error) }
            complain(fullMessage(for: error))
            Glibc.exit(RunStatus.usage.rawValue)
        }
    }

    private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        do {
            return try parseAsRoot(arguments)
        } catch  where exitCode(for: error) == .success && fullMessage(for: error) == version {
            // The parser answers --version with the number alone.
            try say(Versions.text)
            throw RunStatus.clean
        }
    }

    /// Says something on standard error.
    static func complain(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll("\(text)\n".utf8)
    }

    /// Writes a part of a report or a listing on standard output.
    ///
    /// - Throws: `RunStatus.hungUp` when nobody reads it any more, which is said to nobody.
    static func say(_ text: String) throws { try say(Array(text.utf8)) }

    static func say(_ bytes: [UInt8]) throws {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch Errno.brokenPipe {
            throw RunStatus.hungUp
        } catch {
            throw UsageError("standard output: cannot write: \(error)")
        }
    }
}
