import ArgumentParser
import Bytes
import ContentTypes
import Inspection
import Reporting
import Rules
import SystemPackage

/// `isocheck [check] IMAGE...`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check images (the default).")

    @Argument(help: "The images; - reads standard input.")
    var images: [String]

    @Option(help: "default, release, preservation, forensic or pedantic.")
    var profile: Profile = .default

    @Option(name: .customLong("fail-on"), help: "error, warning, note or none.")
    var failOn: Threshold = .error

    @Option(help: "The least severity that the text report shows.")
    var show: Severity = .warning

    @Flag(help: "Structure only.")
    var quick = false

    func run() throws {
        var status = Status.clean
        var reports: [Report.Image] = []
        for path in images {
            do {
                let source = try open(path)
                let name = FilePath(path).lastComponent?.string ?? path
                let result = try Inspection(profile: profile, quick: quick).inspect(source, named: name)
                reports.append(.init(path: path, format: result.format, disc: result.disc, judgement: result.judgement))
            } catch {
                Isocheck.complain("isocheck: \(path): \(error)")
                status = .unchecked
            }
        }
        let report = Report(
            tool: .init(version: Isocheck.version, libmagic: ContentTypes.libraryVersion, libxml2: ""),
            run: .init(profile: profile, quick: quick, failOn: failOn.severity, show: show), images: reports)
        print(try TextReport.write(report), terminator: "")
        if report.verdict == .fail { status = max(status, .findings) }
        throw status
    }

    private func open(_ path: String) throws -> any ByteSource {
        path == "-"
            ? try FileSource(spooling: .standardInput, in: "/tmp") : try FileSource(path: FilePath(path))
    }
}
