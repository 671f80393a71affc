import ArgumentParser
import Bytes
import Containers
import ContentTypes
import DiscModel
import Inspection
import Reporting
import Rules
import SystemPackage

/// `isocheck convert IMAGE OUT.iso`
struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a plain ISO of any image that can be opened, and check it.",
        discussion: """
            isocheck convert holiday.bin holiday.iso
            isocheck convert album.cue album.iso --track 2
            isocheck convert disc.iso.xz disc.iso
            isocheck convert damaged.cue repaired.iso --repair-ecc

            The plain ISO appears when it is whole, never over an input, and over another file only with --force. Its \
            report is printed, and the exit code is that of the report; where data was lost before, the report says so and the \
            exit code is 1.
            """)

    @Argument(
        help: ArgumentHelp("The image; - reads standard input.", valueName: "image"), completion: .file())
    var image: String

    @Argument(help: ArgumentHelp("The plain ISO to write.", valueName: "out.iso"), completion: .file())
    var output: String

    @Option(help: ArgumentHelp("Only this track.", valueName: "number"))
    var track: Int?

    @Option(help: ArgumentHelp("Only this session.", valueName: "number"))
    var session: Int?

    @Flag(help: "Correct raw sectors by their error correction code, where the data then holds.")
    var repairEcc = false

    @Flag(help: "With --repair-ecc: also take back what looks like a patch made without new codes.")
    var undoPatch = false

    @Flag(help: "Replace the output if it exists.")
    var force = false

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @OptionGroup var opening: OpeningOptions

    func validate() throws {
        if output == "-" { throw ValidationError("The ISO is written to a file; ./- is one of that name.") }
        if undoPatch, !repairEcc { throw ValidationError("--undo-patch belongs to --repair-ecc.") }
    }

    func run() throws {
        let file = ImageFile(path: image)
        var (input, conversion) = try open(file)
        (conversion.repairs, conversion.undoesPatches) = (repairEcc, undoPatch)
        try refuse(output, input: input)
        Interrupt.listen()
        var losses: [Range<UInt64>] = []
        do {
            if repairEcc, let why = try conversion.reasonAgainstRepair() { throw file.refuse(why) }
            let damage = try write(conversion, named: file.shown)
            tell(damage, file)
            losses = damage.wrong.map { $0.lowerBound * .sector..<$0.upperBound * .sector }
        } catch let failure as ReadFailure {
            throw file.refuse(
                "cannot read \(failure.count) bytes at offset \(failure.offset): \(failure.reason)")
        }
        let broken = input.brokenDigests(session == nil && track == nil)
        for name in broken {
            file.complain("\(name) does not hold: what was converted is not what was stored")
        }
        do {
            try Check.parse(["--no-config", "--progress", progress.rawValue, "--", output]).run(
                knowing: losses)
        } catch let status as RunStatus where status == .clean && !broken.isEmpty {
            throw RunStatus.findings
        }
    }

    /// Writes the plain ISO, which appears when it is whole.
    private func write(_ conversion: Conversion, named name: String) throws -> Conversion.Damage {
        let target = try PendingFile(FilePath(output), for: "the ISO")
        let watch = Watch(progress, name: name)
        defer { watch.end() }
        let damage = try conversion.run { offset, bytes in
            guard watch.goesOn(.init(done: offset, total: conversion.size)) else {
                throw RunStatus.interrupted
            }
            try target.write(bytes, at: offset)
        }
        try target.close(length: conversion.size)
        try target.finish()
        return damage
    }

    /// Says which raw sectors hold data that their codes refute, and which have no codes.
    private func tell(_ damage: Conversion.Damage, _ file: ImageFile) {
        func sectors(_ number: UInt64, _ one: String = "holds", _ more: String = "hold") -> String {
            number == 1 ? "1 raw sector \(one)" : "\(number) raw sectors \(more)"
        }
        if damage.unprotected > 0 {
            let which = sectors(damage.unprotected, "carries", "carry")
            file.complain(
                "\(which) no error codes, so that nothing tells whether the data is right: it is copied as it is"
            )
        }
        if damage.patched > 0 {
            let what =
                switch (repairEcc, undoPatch) {
                case (false, _): "the patch is kept (--repair-ecc keeps it, too)"
                case (true, false): "not corrected, since that would undo the patch (--undo-patch does so)"
                case (true, true): "corrected, and so the patch undone"
                }
            file.complain(
                "\(sectors(damage.patched, "looks", "look")) patched without new error codes: \(what)")
        }
        if damage.form2 > 0 {
            let which = damage.form2 == 1 ? "1 raw sector" : "\(damage.form2) raw sectors"
            file.complain(
                "\(which) of Mode 2 Form 2 cut from 2324 to 2048 bytes, as a plain ISO has no room for more")
        }
        if damage.correctable > 0 {
            let what = repairEcc ? "corrected" : "copied as it is (--repair-ecc corrects it)"
            file.complain(
                "\(sectors(damage.correctable)) wrong data that error correction can restore: \(what)")
        }
        if let first = damage.firstLost {
            file.complain(
                "\(sectors(damage.lost)) data that is lost, the first at LBA \(first): copied as it is")
        }
        if damage.displaced > 0 {
            let which = damage.displaced == 1 ? "1 raw sector is" : "\(damage.displaced) raw sectors are"
            file.complain(
                "\(which) not where the headers say, since sectors are missing or too many before: copied as they stand, so that the files there are damaged"
            )
        }
    }

    private func open(_ file: ImageFile) throws -> (OpenedFiles, Conversion) {
        do throws(InspectionError) {
            let opened = try Inspection.open(try file.input(opening))
            let choice = Conversion.Choice(session: session, track: track)
            return (
                OpenedFiles(names: opened.sources.map(\.name), payload: opened.facts.payload),
                try Conversion(opened, choice)
            )
        } catch {
            throw file.refuse("\(error)")
        }
    }

    /// The names of the files that an image consists of.
    private struct OpenedFiles {
        let names: [String]
        let payload: StoredPayload?

        /// What the digests are called that the container stores of its content, and that are not those of it.
        func brokenDigests(_ isWhole: Bool) -> [String] {
            guard isWhole, let payload else { return [] }
            // What cannot be unpacked was told already.
            return payload.recorded.filter { recorded in
                guard let digest = try? payload.blocks.digest(recorded) else { return false }
                return digest != recorded.digest
            }.map(\.name)
        }
    }

    /// No input is written over, whatever it is called; anything else only when that is asked for.
    private func refuse(_ output: String, input: OpenedFiles) throws {
        let folder = FilePath(image).removingLastComponent()
        let parts = input.names.map { folder.appending($0).string } + opening.with + [image]
        for part in parts where ImageFile(path: part).isSame(as: FilePath(output)) {
            throw UsageError("\(output): is an input and is not written over")
        }
        if !force, (try? FilePath(output).stat(followTargetSymlink: false)) != nil {
            throw UsageError("\(output): exists; --force replaces it")
        }
    }
}
