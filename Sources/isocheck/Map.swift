import ArgumentParser
import Bytes
import DiscModel
import Inspection
import Reporting

/// `isocheck map IMAGE`
struct Map: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who owns which bytes.",
        discussion: """
            isocheck map demo.iso
            isocheck map demo.iso --at 1234          the sector
            isocheck map demo.iso --at @2527232      the byte
            isocheck map demo.iso --picture          as a picture; --plain in letters
            """)

    @Argument(
        help: ArgumentHelp("The image; - reads standard input.", valueName: "image"), completion: .file())
    var image: String

    @Option(help: ArgumentHelp("Only the owners of a sector, or with @ of a byte.", valueName: "LBA|@offset"))
    var at: Spot?

    @Flag(
        help:
            "A picture of the image in cells to scale, as wide as the terminal, and the crowded start once more."
    )
    var picture = false

    @Flag(help: "The picture in letters, as where the locale is not UTF-8.")
    var plain = false

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
                offset = LBA(clamping: lba).offset
            }
        }
    }

    func validate() throws {
        if picture, at != nil {
            throw ValidationError("--picture shows the whole image, and --at a single place.")
        }
        if plain, !picture { throw ValidationError("--plain says how --picture is drawn.") }
    }

    func run() throws {
        let file = ImageFile(path: image)
        var inspection = Inspection(scope: quick ? .structure : .unclaimed)
        inspection.types = Isocheck.types
        let disc = try file.examine(inspection, opening, .auto)
        if let at, at.offset >= disc.size {
            let last =
                disc.size == 0 ? "it has no sector" : "its last sector is LBA \((disc.size - 1) / .sector)"
            throw UsageError("\(file.shown): --at lies behind the end of the image: \(last)")
        }
        if picture {
            let width = Terminal.output.width ?? Terminal.usualWidth
            let isPlain = plain || !Terminal.showsUnicode
            return try Isocheck.say(MapPicture.text(disc, width: width, isPlain: isPlain))
        }
        try Isocheck.say(at.map { MapListing.text(disc, at: $0.offset) } ?? MapListing.text(disc))
    }
}
