import ArgumentParser
import DiscModel
import Reporting

/// `isocheck list IMAGE`
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the files: size, extents, trees, path.",
        discussion: """
            isocheck list demo.iso
            isocheck list demo.iso --tree joliet

            Extents are first sector + number of sectors. Without --tree each file stands once, under the name of the \
            richest tree that knows it.
            """)

    @Argument(help: ArgumentHelp("The image; - reads standard input.", valueName: "image"))
    var image: String

    @Option(
        help:
            "Only this tree, with its own names: \(TreeKind.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var tree: TreeKind?

    @OptionGroup var opening: OpeningOptions

    func run() throws {
        let file = ImageFile(path: image)
        let disc = try file.examine(quick: true, opening)
        if let tree, disc.tree(tree) == nil {
            let have = disc.trees.map(\.kind.rawValue).joined(separator: ", ")
            throw file.refuse("has no \(tree.rawValue) tree" + (have.isEmpty ? "" : "; it has \(have)"))
        }
        Isocheck.say(FileListing.text(disc, tree: tree))
        for gap in disc.gaps { Isocheck.complain("isocheck: \(file.shown): \(gap.inWords)") }
        if !disc.gaps.isEmpty { throw Status.unchecked }
    }
}

/// `isocheck map IMAGE`
struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who owns which bytes.",
        discussion: """
            isocheck map demo.iso
            isocheck map demo.iso --at 1234          the sector
            isocheck map demo.iso --at @2527232      the byte
            """)

    @Argument(help: ArgumentHelp("The image; - reads standard input.", valueName: "image"))
    var image: String

    @Option(help: ArgumentHelp("Only the owners of a sector, or with @ of a byte.", valueName: "LBA|@offset"))
    var at: Spot?

    @Flag(help: "Read structure only; unclaimed bytes are not looked at.")
    var quick = false

    @OptionGroup var opening: OpeningOptions

    /// A sector number, or a byte offset written with @ as in reports.
    struct Spot: ExpressibleByArgument {
        let offset: UInt64

        init?(argument: String) {
            if argument.hasPrefix("@") {
                guard let offset = UInt64(argument.dropFirst()) else { return nil }
                self.offset = offset
            } else {
                guard let lba = UInt32(argument) else { return nil }
                offset = LBA(lba).offset
            }
        }
    }

    func run() throws {
        let disc = try ImageFile(path: image).examine(quick: quick, opening)
        Isocheck.say(at.map { MapListing.text(disc, at: $0.offset) } ?? MapListing.text(disc))
    }
}
