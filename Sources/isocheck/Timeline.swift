import ArgumentParser
import DiscModel
import Inspection
import Reporting

/// `isocheck timeline IMAGE`
struct Timeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List all times that the image records, in their order.",
        discussion: """
            isocheck timeline demo.iso
            isocheck timeline grown.iso --format csv > times.csv
            isocheck timeline demo.iso --tree rockridge

            Times of volume descriptors, of every file in every tree, of earlier sessions and of states of a UDF disc that was written packet by \
            packet, of boot images and partitions, each with the zone that is recorded. A time without a zone is by the clock of whoever wrote it. \
            What contradicts itself is marked: a file that is younger than its volume, a session that is older than the one before it, a tree in which \
            all times are the same. list --format bodyfile is for mactime of the Sleuth Kit.
            """)

    @Argument(
        help: ArgumentHelp("The image; - reads standard input.", valueName: "image"), completion: .file())
    var image: String

    @Option(help: "Only this tree: \(TreeKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var tree: TreeKind?

    @Option(help: "text or csv.")
    var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv

        var listing: TimelineListing.Format { self == .csv ? .csv : .text }
    }

    @Option(help: "Progress on standard error: auto (on a terminal, after a second), always, never, json.")
    var progress: ProgressMode = .auto

    @OptionGroup var opening: OpeningOptions

    func run() throws {
        let file = ImageFile(path: image)
        var inspection = Inspection(scope: .unclaimed)
        inspection.digests = []
        let disc = try file.examine(inspection, opening, progress)
        let timeline = TimelineListing(disc, tree: tree)
        try timeline.write(as: format.listing, Isocheck.say)
        for note in timeline.notes { file.complain(note) }
        for gap in disc.gaps { file.complain(gap.inWords) }
        if !disc.gaps.isEmpty { throw RunStatus.unchecked }
    }
}
