import Containers
import DiscModel
import Inspection
import Rules
import Specimens
import Testing

/// What looks odd and is as programs make it: discs that boot a Dreamcast, pregaps of discs written track at once, and counts
/// of ImgBurn. All of it is quiet.
@Suite struct UsualOddityTests {
    private static let images = [
        Specimen.plain.bytes, Specimen { $0.joliet = true }.bytes,
        Specimen {
            $0.joliet = true
            $0.rockRidge = true
        }.bytes,
    ]

    private static func findings(_ files: Wrapped) throws -> [String] {
        let disc = try Inspection().examine(files.input).disc
        return RuleBook.judge(disc, on: Terms()).findings.filter { $0.counts && $0.severity > .note }.map(
            \.message)
    }

    @Test(arguments: images.indices) func `a second session that shares tables and files with the first`(
        _ number: Int
    )
        throws
    {
        let image = Self.images[number]
        var sector = 16
        while image[sector * 2048] != 0xFF { sector += 1 }
        var disc = WrappedDisc(image)
        disc.addSession(Array(image.prefix((sector + 1) * 2048)) + [UInt8](repeating: 0, count: 300 * 2048))
        let files = Wrapped.cue(disc, oneFile: false)
        #expect(try Self.findings(files) == [])
        #expect(try Inspection().examine(files.input).disc.trees.first?.nodes.isEmpty == false)
    }

    @Test(arguments: images.indices)
    func `descriptions of the track in the pregap of a track written at once`(
        _ number: Int
    ) throws {
        let image = Self.images[number]
        // The first bytes of a track descriptor block (MMC); the rest of each sector is zeros.
        let block = Array("TDI".utf8) + [1, 0x50, 0, 0, 1, 1, 0, 0x80, 0, 0, 0, 0x40, 0]
        let pregap = (0..<75).flatMap { _ in block + [UInt8](repeating: 0, count: 2048 - block.count) }
        var disc = WrappedDisc(image)
        disc.addSession(pregap + MovedImage(image, by: disc.leadOut + 11_400 + 75).bytes)
        let files = Wrapped.cue(disc, oneFile: false).with {
            $0.replace(
                "TRACK 02 MODE1/2352\r\n    INDEX 01 00:00:00",
                with: "TRACK 02 MODE1/2352\r\n    INDEX 00 00:00:00\r\n    INDEX 01 00:01:00")
        }
        #expect(try Self.findings(files) == [])
        #expect(try Inspection().examine(files.input).disc.trees.first?.nodes.isEmpty == false)
    }

    @Test(arguments: images.indices) func `the counts of points that ImgBurn writes`(_ number: Int) throws {
        let files = Wrapped.alcohol(WrappedDisc(Self.images[number])).with {
            $0.bytes.replaceSubrange(0x58 + 10..<0x58 + 12, with: [4, 9])
        }
        #expect(try Self.findings(files) == [])
    }
}
