import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Notes a disc whose video is encrypted.
enum DVDVideoIsClear: Rule {
    static let card = RuleCard(
        id: "dvd-scrambled",
        title: "Video is not encrypted",
        rationale: """
            Discs that are sold are mostly encrypted with CSS. In an image the content stays so: players need the keys, which are on the disc \
            outside of the image, or libdvdcss, which finds them. What the packs hold cannot be checked.
            """,
        remedy: """
            Nothing, if it is a copy of a disc that was sold. An image that somebody authored has no such content.
            """,
        severity: .note,
        clause: Clause("ISO/IEC 13818-1", "2.4.3.7"),
        needs: .content)

    static func weigh(_ content: DVDContent, in _: Disc, _ findings: inout Findings) {
        let scrambled = content.objects.filter { $0.tally.scrambled.count > 0 }
        guard let first = scrambled.first else { return }
        let sectors = scrambled.reduce(0 as UInt64) { $0.adding($1.tally.scrambled.count) }
        findings.report(
            """
            \(sectors.of("sector")) of \(first.file.path.escaped)\(scrambled.count > 1 ? " and other VOBs" : "") \
            \(sectors == 1 ? "is" : "are") encrypted with CSS
            """,
            at: first.place(first.tally.scrambled, 20, 1))
    }

    static var examples: [Example] {
        [
            .fires("bits of encryption", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector + 20) {
                $0.set("udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector + 14, [0, 0, 1, 0xE0, 7, 0xEC, 0x90])
            },
            .passes("packs of video in clear", .dvdVideo) {
                $0.set("udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector + 14, [0, 0, 1, 0xE0, 7, 0xEC, 0x80])
            },
        ]
    }
}
