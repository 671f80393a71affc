import ArgumentParser
import Bytes
import Containers
import Digests
import DiscModel
import Inspection
import Reporting

/// `isocheck list IMAGE`
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the files: size, extents, trees, path.",
        discussion: """
            isocheck list demo.iso
            isocheck list demo.iso --tree joliet
            isocheck list grown.iso --session 1      the files as they were in the first session
            isocheck list grown.iso --changes        what each session added (+), wrote anew (~), renamed (>), deleted (-), or gave other times or rights (*)
            isocheck list grown.iso --deleted        what no tree shows any more: deleted, orphaned, of earlier sessions
            isocheck list demo.iso --format sums > SHA256SUMS
            isocheck list demo.iso --digest md5,sha256 --format hashdeep
            isocheck list demo.iso --format csv > files.csv
            isocheck list demo.iso --digest md5 --format bodyfile > body; mactime -b body -d -z UTC
            isocheck list demo.iso --digest md5,sha256 --format dfxml > demo.xml

            Extents are first sector + number of sectors. Without --tree each file stands once, under the name of the \
            richest tree that knows it. Digests are of the content as it is stored.
            """)

    @Argument(
        help: ArgumentHelp("The image; - reads standard input.", valueName: "image"), completion: .file())
    var image: String

    @Option(
        help:
            "Only this tree, with its own names: \(TreeKind.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var tree: TreeKind?

    @Option(
        help: ArgumentHelp(
            "The files of this session, or of this state of a UDF disc that was written packet by packet; without it, those that an operating system shows.",
            valueName: "number"))
    var session: Int?

    @Flag(
        help:
            "What each session added, wrote anew and deleted; also of a UDF disc that was written packet by packet."
    )
    var changes = false

    @Flag(
        help:
            "What the image does not show any more and can still be read: deleted entries, orphaned directories and files, and what earlier sessions had."
    )
    var deleted = false

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @OptionGroup var opening: OpeningOptions

    @Option(
        help: ArgumentHelp(
            "Digests of each file, separated by commas: \(DigestChoice.names).", valueName: "algorithms"))
    var digest: DigestChoice?

    @Option(
        help: ArgumentHelp(
            "text; sums, as sha256sum -c reads them, and hashdeep, both with SHA-256 where --digest says nothing; csv; bodyfile, which mactime of the Sleuth Kit makes a timeline of; dfxml, Digital Forensics XML. The last three have the digests that --digest names, and no others.",
            valueName: "format"))
    var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, sums, hashdeep, csv, bodyfile, dfxml

        var listing: DigestListing.Format? { DigestListing.Format(rawValue: rawValue) }
        var export: FileExport.Format? { FileExport.Format(rawValue: rawValue) }
    }

    private var algorithms: Set<DigestAlgorithm> {
        digest?.algorithms ?? (format.listing == nil ? [] : [.sha256])
    }

    func validate() throws {
        if changes, session != nil || tree != nil || digest != nil || format != .text {
            throw ValidationError(
                "--changes is about all sessions, and goes with none of --session, --tree, --digest and --format."
            )
        }
        if deleted, changes || session != nil || tree != nil || digest != nil || format.listing != nil {
            throw ValidationError(
                "--deleted is about the whole image, and goes with none of --changes, --session, --tree, --digest and lists of sums."
            )
        }
        if format == .hashdeep, !algorithms.isSubset(of: DigestListing.hashdeepAlgorithms) {
            let known = DigestListing.hashdeepAlgorithms.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("hashdeep knows \(known).")
        }
        if let export = format.export, !algorithms.isSubset(of: export.algorithms) {
            let known = DigestAlgorithm.allCases.filter(export.algorithms.contains).map(\.rawValue)
            throw ValidationError("\(format.rawValue) has room for \(known.joined(separator: ", ")).")
        }
    }

    func run() throws {
        let file = ImageFile(path: image)
        var inspection = Inspection(scope: changes || deleted ? .unclaimed : .structure)
        inspection.digests = []
        inspection.fileDigests = algorithms
        let disc = try file.examine(inspection, opening, session: session, progress)
        if let tree, disc.tree(tree) == nil {
            let have = disc.trees.map(\.kind.rawValue).joined(separator: ", ")
            throw file.refuse("has no \(tree.rawValue) tree" + (have.isEmpty ? "" : "; it has \(have)"))
        }
        // Where a file of the image is missing or damaged, its file system may lie there.
        if disc.trees.isEmpty, let container = disc.facts(ContainerFacts.self), container.structure != .sound
        {
            throw file.refuse("has no file system that can be read; isocheck check tells what it lacks")
        }
        let omitted = try write(disc, of: file)
        for reason in omitted { file.complain(reason) }
        for gap in disc.gaps { Isocheck.complain("isocheck: \(file.shown): \(gap.inWords)") }
        if !disc.gaps.isEmpty || !omitted.isEmpty { throw RunStatus.unchecked }
    }

    private var choice: FileChoice { deleted ? .deleted : .shown(tree) }

    /// - Returns: what is not there although it was asked for, in words that follow the image's name.
    private func write(_ disc: Disc, of file: ImageFile) throws -> [String] {
        if changes {
            let count = try ChangeListing.write(disc, Isocheck.say)
            return count == 0 ? ["has no session with a file system"] : []
        }
        if let listing = format.listing {
            let lines = DigestListing(disc, algorithms, as: listing, tree: tree)
            try Isocheck.say(lines.bytes)
            return lines.omitted
        }
        guard let export = format.export else {
            try FileListing.write(disc, choice, digests: algorithms, Isocheck.say)
            return deleted ? DeletedFiles.omitted(of: disc) : []
        }
        let name =
            image == "-" ? DisplayName("standard input") : DisplayName(utf8: Arguments.bytes(of: file.name))
        let remarks = try FileExport.write(
            disc, as: export, choice, digests: algorithms,
            of: FileExport.Origin(image: name, version: Isocheck.version), Isocheck.say)
        for note in remarks.notes { file.complain(note) }
        return remarks.missing + (deleted ? DeletedFiles.omitted(of: disc) : [])
    }
}
