import ArgumentParser
import Booting
import Digests
import DiscModel
import Inspection
import Reporting
import Rules
import Surveys
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

    @Argument(
        help: ArgumentHelp("The images; - reads standard input.", valueName: "image"), completion: .file())
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

    @Flag(help: "Draw in the text report what firmware and loaders do with the image, step by step.")
    var boot = false

    @Option(
        help: ArgumentHelp(
            "What the image should be, separated by commas: \(Expectation.help). What it is not is an error.",
            valueName: "what"))
    var expect: [ExpectationList] = []

    @Flag(help: "Hold the content of every file against its name (always with --profile forensic).")
    var contentTypes = false

    @Option(
        help: ArgumentHelp(
            "Digests of the image, separated by commas: \(DigestChoice.names).", valueName: "algorithms"))
    var digest = DigestChoice([.sha256])

    @Option(
        help: ArgumentHelp(
            "A list of checksums that must name the image; repeatable. Lists beside it are found.",
            valueName: "file"), completion: .file())
    var checksums: [String] = []

    @Option(
        help: ArgumentHelp("The keys that may sign lists, for gpgv.", valueName: "file"), completion: .file())
    var keyring: String?

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("Places kept for each finding; 0 keeps all.", valueName: "n"))
    var maxPlaces = 100

    @OptionGroup var opening: OpeningOptions

    @OptionGroup var secureBoot: SecureBootOptions

    func validate() throws {
        if maxPlaces < 0 { throw ValidationError("--max-places takes 0 or more.") }
        try ReportFiles.validate(output, quick: quick)
        if images.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once.")
        }
    }

    func run() throws { try run(knowing: []) }

    /// - Parameter losses: bytes of the image that whoever wrote it knows not to be what was recorded.
    func run(knowing losses: [Range<UInt64>]) throws {
        for path in checksums + (keyring.map { [$0] } ?? []) where (try? FilePath(path).stat()) == nil {
            throw UsageError("\(path): cannot be opened")
        }
        var files = try ReportFiles(
            output, inputs: images + checksums + secureBoot.files + [keyring].compactMap(\.self))
        Interrupt.listen()
        var inspection = inspection
        inspection.losses = losses
        inspection.secureBoot = try secureBoot.trust()
        try checkClasses(of: inspection.secureBoot)
        var report = Report(
            tool: Isocheck.tool, run: .init(terms: inspection.terms, show: show, drawsBoot: boot))
        for path in images {
            let image =
                Interrupt.isRequested
                ? Report.Image(path: path, failure: "stopped before it was looked at")
                : look(at: path, by: inspection)
            report.add(image)
            try files.add(image, to: report)
        }
        if Interrupt.isRequested { report.interrupt() }
        try files.end(report)
        throw report.outcome.exitStatus
    }

    /// A class of machines that nobody knows is a bad command line, and no doubt about the image.
    private func checkClasses(of trust: SecureBootTrust) throws(UsageError) {
        let known = trust.machines.map(\.className)
        for expectation in expect.flatMap(\.expectations) {
            guard let name = expectation.machineClasses.first(where: { !known.contains($0) }) else {
                continue
            }
            throw UsageError(
                "--expect \(expectation.text): no class of machines is called \(name); there are \(known.joined(separator: ", "))"
            )
        }
    }

    /// Looks at one image; why one could not be looked at goes to standard error and into the report.
    private func look(at path: String, by inspection: Inspection) -> Report.Image {
        let file = ImageFile(path: path)
        do throws(InspectionError) {
            let watch = Watch(progress, name: file.shown)
            defer { watch.end() }
            var inspection = inspection
            inspection.digests = digest.algorithms(for: output)
            inspection.contentTypes = contentTypes
            inspection.expectations = expect.flatMap(\.expectations)
            inspection.checksumLists = checksums.map(ImageFile.list(at:))
            inspection.verify = signatureCheck
            inspection.types = Isocheck.types
            inspection.goesOn = watch.goesOn
            let result = try inspection.inspect(try file.input(opening, goesOn: watch.goesOn))
            return .init(path: path, format: result.format, disc: result.disc, judgement: result.judgement)
        } catch {
            file.complain(error)
            return .init(path: path, failure: "\(error)")
        }
    }

    private var inspection: Inspection {
        var inspection = Inspection(profile: profile, quick: quick, placeLimit: maxPlaces)
        inspection.failOn = failOn.severity
        return inspection
    }

    private var signatureCheck: @Sendable (SignedText) -> SignatureState {
        guard let keyring else { return { _ in .unverified("no keyring was given (--keyring)") } }
        return Keyring(path: FilePath(keyring)).verify
    }
}
