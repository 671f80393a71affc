import ArgumentParser
import Glibc
import SystemPackage

/// The command: arguments in, exit code out.
@main struct Isocheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isocheck",
        abstract: "Tells whether a disc image is sound, complete, and what it says it is.",
        version: version,
        subcommands: [Check.self],
        defaultSubcommand: Check.self)

    static let version = "0.1.0"

    /// Runs a command; every outcome becomes text and exit code here and nowhere else.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as Status {
            Glibc.exit(status.rawValue)
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }
            complain(fullMessage(for: error))
            Glibc.exit(Status.usage.rawValue)
        }
    }

    /// Says something on standard error.
    static func complain(_ text: String) {
        _ = try? FileDescriptor.standardError.writeAll("\(text)\n".utf8)
    }
}

/// The exit codes. The highest of several images counts.
enum Status: Int32, Error, Comparable {
    /// Everything asked was checked, and nothing at or above `--fail-on` was found.
    case clean = 0
    case findings = 1
    /// Bad command line, or a report that could not be written.
    case usage = 2
    /// Could not check.
    case unchecked = 3

    static func < (left: Status, right: Status) -> Bool { left.rawValue < right.rawValue }
}
