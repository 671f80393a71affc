import ArgumentParser
import Booting
import Digests
import DiscModel
import Glibc
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
        help: ArgumentHelp("The images, or folders of them; - reads standard input.", valueName: "image"),
        completion: .file())
    var images: [String]

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "\(Output.allValueStrings.joined(separator: ", ")); repeatable.", valueName: "format[=path]"))
    var output: [Output] = []

    @Option(help: "Who asks: \(Profile.allCases.map(\.rawValue).joined(separator: ", ")) (default: default).")
    var profile: Profile?

    @Option(
        help: "The least severity that makes the exit code 1: error, warning, note or none (default: error).")
    var failOn: Threshold?

    @Option(help: "The least severity that the text report shows: error, warning or note (default: warning).")
    var show: Severity?

    @Option(
        help: ArgumentHelp(
            "Which files of a folder are looked at, as a pattern of names such as '*.iso'; repeatable.",
            valueName: "glob"))
    var include: [String] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("Images that are looked at at once.", valueName: "n"))
    var jobs = 1

    @Flag(help: "Read structure only; what needs the content is said to be open.")
    var quick = false

    @Flag(help: "One line an image; the same as -o summary.")
    var summary = false

    @Flag(help: "A line a finding, for scripts; the same as -o plain.")
    var plain = false

    @Flag(help: "Draw in the text report what firmware and loaders do with the image, step by step.")
    var boot = false

    @Option(
        help: ArgumentHelp(
            "What the image should be, separated by commas: \(Expectation.help). What it is not is an error.",
            valueName: "what"))
    var expect: [String] = []

    @Flag(help: "Hold the content of every file against its name (always with --profile forensic).")
    var contentTypes = false

    @Option(
        help: ArgumentHelp(
            "Digests of the image, separated by commas: \(DigestChoice.names) (default: sha256).",
            valueName: "algorithms"))
    var digest: DigestChoice?

    @Option(
        help: ArgumentHelp(
            "A list of checksums that must name the image; repeatable. Lists beside it are found.",
            valueName: "file"), completion: .file())
    var checksums: [String] = []

    @Option(
        help: ArgumentHelp(
            "A DAT that is asked which dump the image is, or a folder of them; repeatable.", valueName: "file"
        ),
        completion: .file())
    var dat: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file of error correction data by dvdisaster that is of the image; repeatable. One beside it is found.",
            valueName: "file"), completion: .file())
    var ecc: [String] = []

    @Option(
        help: ArgumentHelp(
            "A .jigdo or .template of the image, whose parts are verified; repeatable. Those beside it are found.",
            valueName: "file"), completion: .file())
    var jigdo: [String] = []

    @Option(
        help: ArgumentHelp("The keys that may sign lists, for gpgv.", valueName: "file"), completion: .file())
    var keyring: String?

    @Option(
        help: ArgumentHelp(
            "A file that keeps what the content of images is, so that what did not change is not read again.",
            valueName: "file"), completion: .file())
    var cache: String?

    @Flag(
        help:
            "Say who looked, when, where and with what, and read the image once more at the end to see that it is the same."
    )
    var provenance = false

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("Places kept for each finding; 0 keeps all (default: 100).", valueName: "n"))
    var maxPlaces: Int?

    @OptionGroup var colour: ColourOptions

    @OptionGroup var opening: OpeningOptions

    @OptionGroup var secureBoot: SecureBootOptions

    @OptionGroup var gate: GateOptions

    func validate() throws {
        if (summary || plain) && !output.isEmpty || summary && plain {
            throw ValidationError(
                "--summary, --plain and -o exclude each other; -o takes summary and plain, too.")
        }
        if !(1...64).contains(jobs) { throw ValidationError("--jobs takes 1 to 64.") }
        if let maxPlaces, maxPlaces < 0 { throw ValidationError("--max-places takes 0 or more.") }
        let needs = [
            (digest != nil, "--digest"), (contentTypes, "--content-types"),
            (!checksums.isEmpty, "--checksums"), (!dat.isEmpty, "--dat"), (provenance, "--provenance"),
            (!ecc.isEmpty, "--ecc"), (!jigdo.isEmpty, "--jigdo"),
            (keyring != nil, "--keyring"), (cache != nil, "--cache"),
        ]
        if quick, let lost = needs.first(where: \.0) {
            throw ValidationError("\(lost.1) needs the content, which --quick does not read.")
        }
        if images.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once.")
        }
    }

    func run() throws { try run(knowing: []) }

    /// - Parameter losses: bytes of the image that whoever wrote it knows not to be what was recorded.
    func run(knowing losses: [Range<UInt64>]) throws {
        let settings = try RunSettings(self)
        for path in settings.checksums + dat + ecc + jigdo + [settings.keyring].compactMap(\.self)
        where (try? FilePath(path).stat()) == nil {
            throw UsageError("\(path): cannot be opened")
        }
        var inspection = settings.inspection
        inspection.losses = losses
        inspection.secureBoot = try secureBoot.trust()
        if provenance {
            inspection.rereads = true
            inspection.digests.insert(.sha256)
        }
        inspection.errorCorrection = ecc.map(ImageFile.list(at:))
        inspection.jigdos = jigdo.map(ImageFile.list(at:))
        inspection.dats = try dat.flatMap(ImageFile.dats(at:))
        let list = ImageList(images, include: include)
        let inputs = list.paths + settings.inputs + ecc + jigdo + secureBoot.files
        let memory = try cache.map { path throws(UsageError) in
            try ContentCache(path, settings, inspection, sparing: inputs)
        }
        var run = try GateRun(self, list, settings, inspection, memory)
        let baseline = try settings.newBaseline(sparing: inputs)
        var files = try ReportFiles(
            settings.outputs, inputs: inputs + [settings.baseline?.name].compactMap(\.self),
            colour: colour.color)
        Interrupt.listen()
        var report = Report(tool: Isocheck.tool, run: run.terms)
        try run.look { image in
            report.add(image)
            try files.add(image, to: report)
        }
        if Interrupt.isRequested { report.interrupt() }
        report.end(at: Int64(time(nil)))
        // A run that was stopped knows only a part.
        if !Interrupt.isRequested, let baseline {
            try baseline.write(BaselineFile.text(run.known))
            try baseline.finish()
        }
        try files.end(report)
        try memory?.end()
        throw report.outcome.exitStatus
    }
}
