import ArgumentParser
import DiscModel
import Reporting
import Rules

/// `isocheck diff OLD NEW`
struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is new and what is fixed from one saved report to another.",
        discussion: """
            isocheck demo.iso -o json=new.json; isocheck diff old.json new.json
            isocheck diff release-12.1.xml release-12.2.xml --fail-on warning
            isocheck diff old.json new.json -o json

            The reports are of `-o json=FILE` or `-o xml=FILE`. Images are paired by their names without folders, or where one of each \
            is left. A finding is the same if rule, tree and the name of its place are; it is new as well if it is graver, \
            more often so, or did not count before.

            Exit codes: 0 nothing is new at or above --fail-on; 1 something is; 2 bad command line; 3 a report cannot be read, is of \
            another version, or leaves something open.
            """)

    @Argument(help: ArgumentHelp("The report to begin with.", valueName: "old"), completion: .file())
    var old: String

    @Argument(help: ArgumentHelp("The report that came after it.", valueName: "new"), completion: .file())
    var new: String

    @Option(
        help: "The least severity of a new finding that makes the exit code 1: error, warning, note or none.")
    var failOn: Threshold = .error

    @Option(help: "The least severity of findings that are told one by one: error, warning or note.")
    var show: Severity = .warning

    @Option(name: .shortAndLong, help: "text, or json, which tells all findings.")
    var output: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() throws {
        let diff = ReportDiff(try Self.read(old), try Self.read(new), failOn: failOn.severity)
        try Isocheck.say(output == .json ? diff.json : diff.text(show: show))
        throw diff.status
    }

    private static func read(_ path: String) throws(RunStatus) -> ReportDiff.Side {
        let shown = DisplayName(utf8: [UInt8](path.utf8)).escaped
        do {
            let text = try TextFile.read(path, limit: SavedReport.limit)
            return ReportDiff.Side(shown, try SavedReport(reading: text))
        } catch let error as UsageError {
            // It names the file.
            Isocheck.complain("isocheck: \(error)")
        } catch {
            Isocheck.complain("isocheck: \(shown): \(error)")
        }
        throw .unchecked
    }
}
