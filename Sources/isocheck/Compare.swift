import ArgumentParser
import Bytes
import Comparison
import Containers
import Digests
import DiscModel
import Inspection
import Reporting
import Rules
import Sectors
import SystemPackage

/// `isocheck compare IMAGE READBACK`
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare an image with a disc, or with another image.",
        discussion: """
            isocheck compare demo.iso /dev/sr0                     is this disc that image?
            isocheck compare demo.iso copy.iso --quick             without digests
            isocheck compare demo.iso rescued.iso --map rescued.map
            isocheck compare demo.iso /dev/sr0 --resume demo.state    stop with Ctrl-C, go on with the same command

            Exit codes: 0 the image is on the disc, whatever follows it; 1 it is not, or not whole; 3 not decided.
            """)

    @Argument(help: ArgumentHelp("The image.", valueName: "image"), completion: .file())
    var image: String

    @Argument(
        help: ArgumentHelp(
            "A drive, another block device, a file that was read from a disc, or any other image.",
            valueName: "readback"), completion: .file())
    var readback: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "\(Output.allValueStrings.joined(separator: ", ")); repeatable.", valueName: "format[=path]"))
    var output: [Output] = []

    @Flag(help: "No digests.")
    var quick = false

    @Option(
        help: ArgumentHelp(
            "Digests of both sides, separated by commas: \(DigestChoice.names).", valueName: "algorithms"))
    var digest = DigestChoice([.sha256])

    @Option(
        help: ArgumentHelp("The map that ddrescue wrote beside the readback.", valueName: "file"),
        completion: .file())
    var map: String?

    @Option(
        help: ArgumentHelp(
            "The sector of the disc at which the image begins: a number, or last for its last session.",
            valueName: "lba|last"))
    var start: Start?

    @Option(help: ArgumentHelp("Tries that an unreadable sector gets after its first.", valueName: "n"))
    var retries = 2

    @Option(
        help: ArgumentHelp("Most time spent on sectors that cannot be read at once.", valueName: "seconds"))
    var maxTime = 1800

    @Option(
        help: ArgumentHelp(
            "Go on where this file says, and keep it up to date; ddrescue can read it as its map.",
            valueName: "file"), completion: .file())
    var resume: String?

    @Option(
        help: ArgumentHelp(
            "Write both versions of every differing sector into this folder.", valueName: "folder"),
        completion: .directory)
    var keepBad: String?

    @Flag(help: "Also tell how the files of two images differ, wherever they lie.")
    var files = false

    @Flag(help: "Compare all of a disc that is evidently another one.")
    var force = false

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @Option(help: ArgumentHelp("Runs of sectors that JSON and XML list; 0 lists all.", valueName: "n"))
    var maxPlaces = 100

    @OptionGroup var colour: ColourOptions

    @OptionGroup var opening: OpeningOptions

    /// Where the image begins on the disc.
    enum Start: ExpressibleByArgument {
        case sector(UInt64)
        case lastSession

        init?(argument: String) {
            if argument == "last" {
                self = .lastSession
            } else if let number = UInt32(argument) {
                self = .sector(UInt64(number))
            } else {
                return nil
            }
        }
    }

    func validate() throws {
        if maxPlaces < 0 { throw ValidationError("--max-places takes 0 or more.") }
        if retries < 0 || retries > 100 { throw ValidationError("--retries takes 0 to 100.") }
        if maxTime < 0 { throw ValidationError("--max-time takes 0 or more.") }
        try ReportFiles.validate(output, quick: quick)
        if let output = output.first(where: { !$0.format.tellsComparisons }) {
            throw ValidationError(
                "\(output.format.name) tells of images, and not of a comparison; isocheck check writes it.")
        }
        if [image, readback, map].count(where: { $0 == "-" }) > 1 {
            throw ValidationError("Standard input can be read once.")
        }
        if resume == "-" { throw ValidationError("--resume takes a file, which is read and written.") }
    }

    func run() throws {
        if image == readback || ImageFile(path: image).isSame(as: FilePath(readback)) {
            throw UsageError(
                "\(ImageFile(path: image).shown): is the same file twice; there is nothing to compare")
        }
        let inputs = [image, readback] + [map].compactMap(\.self)
        var reports = try ReportFiles(
            output, inputs: inputs + [resume].compactMap(\.self), colour: colour.color)
        Interrupt.listen()
        var report = try compare(&reports)
        if Interrupt.isRequested { report.interrupt() }
        try reports.end(report)
        throw report.outcome.exitStatus
    }

    /// Compares, and returns the report; of a side that cannot be looked at that is all there is to report.
    private func compare(_ reports: inout ReportFiles) throws -> Report {
        let mine = ImageFile(path: image)
        let its = ImageFile(path: readback)
        var at = mine
        do throws(InspectionError) {
            let old = try Inspection.open(try mine.input(opening))
            let disc = Inspection(quick: true).examine(old)
            at = its
            let file = ReadbackFile(path: readback, map: map, opening: opening)
            let opened = try file.open()
            // What is no image has no files to tell of: better said before the discs are read than after it.
            let new = try files ? file.image(of: opened) : nil
            let comparison = looked(
                into: try comparison(of: old.volume, disc, with: opened, named: its.shown), file, opened)
            return report(
                .init(
                    image: image, readback: readback, comparison: comparison.attributed(to: disc),
                    files: new.map { difference(disc, old, $0) }, runLimit: maxPlaces))
        } catch {
            at.complain(error)
            let failed = Report.Image(path: at.path, failure: "\(error)")
            var report = report(nil)
            report.add(failed)
            try reports.add(failed, to: report)
            return report
        }
    }

    /// What begins behind the image, where it can be looked at: a file that is an image, and not a disc in a drive, which
    /// would be read once more.
    private func looked(
        into comparison: Comparison, _ file: ReadbackFile, _ opened: ReadbackFile.Opened
    ) -> Comparison {
        guard !comparison.sessions.isEmpty, !comparison.isMedium, let image = try? file.image(of: opened)
        else { return comparison }
        return comparison.naming(sessionsOf: Inspection(scope: .unclaimed).examine(image))
    }

    /// How the files of two images differ.
    private func difference(_ disc: Disc, _ old: OpenedImage, _ new: OpenedImage) -> FileDifference {
        FileDifference(disc, old.volume, Inspection(quick: true).examine(new), new.volume)
    }

    private func report(_ compared: Report.Compared?) -> Report {
        Report(
            tool: Isocheck.tool, run: .init(terms: Terms(contentRead: !quick)), compared: compared)
    }

    private func comparison(
        of data: any ByteSource, _ disc: Disc, with opened: ReadbackFile.Opened, named name: String
    ) throws(InspectionError) -> Comparison {
        var policy = Comparer.Policy()
        policy.retries = retries
        policy.patience = .seconds(maxTime)
        policy.isForced = force
        policy.digests = quick ? [] : digest.algorithms(for: output).sorted { $0.rawValue < $1.rawValue }
        policy.locatesMisplaced = !quick
        policy.omitted = disc.map.structures.filter { $0.kind == .audio || $0.kind == .notStored }.map {
            $0.offset / .sector..<$0.offset.adding($0.length) / .sector
        }
        let watch = Watch(progress, name: name)
        defer { watch.end() }
        var environment = Comparer.Environment()
        let clock = ContinuousClock()
        let begin = clock.now
        environment.now = { clock.now - begin }
        environment.isInterrupted = { Interrupt.isRequested }
        environment.progress = { progress in
            _ = watch.goesOn(
                .init(done: progress.done * .sector, total: progress.total * .sector, faults: progress.faults)
            )
        }
        let start = try firstSector(of: data, opened)
        let earlier = try resumed(data, opened.readback, start, &environment)
        if let keepBad { environment.keep = try SectorFolder(keepBad).write }
        return Comparer(
            image: data, readback: opened.readback, start: start, policy: policy, environment: environment,
            known: earlier
        ).run()
    }

    /// What an earlier run found out; from now on its file is kept up to date.
    private func resumed(
        _ data: any ByteSource, _ readback: any Readback, _ start: UInt64,
        _ environment: inout Comparer.Environment
    ) throws(InspectionError) -> SectorRuns {
        guard let resume else { return SectorRuns() }
        let file = StateFile(path: resume)
        let subject: ResumeState.Subject
        do throws(ReadFailure) {
            subject = try ResumeState.Subject(
                image: data, readback: readback, start: start,
                stamps: (ImageFile(path: image).stamp, ImageFile(path: self.readback).stamp))
        } catch {
            throw InspectionError("cannot read the start of the image: \(error.reason)")
        }
        environment.save = { file.write(ResumeState.text($0, of: subject)) }
        return try file.states(of: subject)
    }

    private func firstSector(of data: any ByteSource, _ opened: ReadbackFile.Opened) throws(InspectionError)
        -> UInt64
    {
        switch start {
        case nil:
            // An image of a later session counts its sectors from that session's first one.
            guard let session = opened.lastSession else { return 0 }
            return Comparer.recognisedStart(of: data, in: opened.readback, among: [0, session])
        case .sector(let number): return number
        case .lastSession:
            guard let session = opened.lastSession else { throw InspectionError("has no second session") }
            return session
        }
    }
}
