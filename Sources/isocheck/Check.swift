import ArgumentParser
import ContentTypes
import Digests
import DiscModel
import Inspection
import Reporting
import Rules
import SystemPackage

/// `isocheck [check] IMAGE...`
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check images and report what is wrong (the default).",
        discussion: """
            isocheck demo.iso
            isocheck check *.iso -o text -o json=report.json
            isocheck demo.iso --profile forensic --show note
            """)

    @Argument(help: ArgumentHelp("The images; - reads standard input.", valueName: "image"))
    var images: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "\(Output.allValueStrings.joined(separator: ", ")); repeatable.", valueName: "format[=path]"))
    var output: [Output] = []

    @Option(help: "Who asks: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")).")
    var profile: Profile = .default

    @Option(help: "The least severity that makes the exit code 1: error, warning, note or none.")
    var failOn: Threshold = .error

    @Option(help: "The least severity that the text report shows: error, warning or note.")
    var show: Severity = .warning

    @Flag(help: "Read structure only; what needs the content is said to be open.")
    var quick = false

    @Option(
        help: ArgumentHelp(
            "Digests of the image, separated by commas: \(DigestChoice.names).", valueName: "algorithms"))
    var digest = DigestChoice([.sha256])

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("Places kept for each finding; 0 keeps all.", valueName: "n"))
    var maxPlaces = 100

    @OptionGroup var opening: OpeningOptions

    func validate() throws {
        if maxPlaces < 0 { throw ValidationError("--max-places takes 0 or more.") }
        if output.count(where: { $0.path == nil }) > 1 {
            throw ValidationError("Only one report can go to standard output; give the others a path.")
        }
        if images.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once.")
        }
    }

    func run() throws {
        let files = try prepareOutputs()
        Interrupt.listen()
        let report = Report(
            tool: .init(
                version: Isocheck.version, libmagic: ContentTypes.libraryVersion,
                libxml2: ReportFormats.libxml2Version),
            run: .init(profile: profile, quick: quick, failOn: failOn.severity, show: show),
            images: images.map(look))
        try write(report, to: files)
        if Interrupt.isRequested { throw Status.interrupted }
        throw Status(rawValue: report.exitCode) ?? .unchecked
    }

    /// Looks at one image; why one could not be looked at goes to standard error and into the report.
    private func look(at path: String) -> Report.Image {
        let file = ImageFile(path: path)
        do throws(InspectionError) {
            let watch = Watch(progress, name: file.shown)
            defer { watch.end() }
            var inspection = Inspection(profile: profile, quick: quick, placeLimit: maxPlaces)
            inspection.digests = digest.algorithms
            inspection.goesOn = watch.goesOn
            let result = try inspection.inspect(try file.input(opening))
            return .init(path: path, format: result.format, disc: result.disc, judgement: result.judgement)
        } catch {
            file.complain(error)
            return .init(path: path, failure: "\(error)")
        }
    }

    /// Opens every report file before the work begins; none may be an input.
    private func prepareOutputs() throws -> [(Output, PendingFile?)] {
        for output in output {
            guard let path = output.path else { continue }
            for image in images where ImageFile(path: image).isSame(as: path) || image == path.string {
                throw UsageError("\(path): is an input and is not written over")
            }
        }
        return try (output.isEmpty ? [Output(TextReport.self)] : output).map {
            ($0, try $0.path.map { try PendingFile($0) })
        }
    }

    private func write(_ report: Report, to files: [(Output, PendingFile?)]) throws {
        for (output, file) in files {
            let text: String
            do throws(ReportFailure) {
                text = try output.format.write(report)
            } catch {
                file?.discard()
                throw UsageError("cannot write the \(output.format.name) report: \(error)")
            }
            if let file { try file.finish(text) } else { Isocheck.say(text) }
        }
    }
}
