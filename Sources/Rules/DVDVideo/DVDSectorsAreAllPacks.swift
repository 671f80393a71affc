import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Every sector of a VOB begins with a pack.
enum DVDSectorsAreAllPacks: DVDContentRule {
    static let card = RuleCard(
        id: "dvd-vob-pack",
        title: "Every sector of a VOB begins with a pack",
        rationale: """
            Each sector of a VOB begins with a pack header, also where its content is encrypted. One without is damaged or was never \
            written: players skip it, show blocks, or hang.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: Clause("ISO/IEC 13818-1", "2.5.3.3"),
        needs: .content)

    static func count(in tally: VOBTally) -> VideoCount { tally.lost }
    static let bytes = 0..<4

    static func message(_ count: VideoCount, of file: VideoFile) -> String {
        """
        \(count.count.of("sector")) of \(file.path.escaped) \(count.count == 1 ? "begins" : "begin") with no pack header, \
        \(count.count == 1 ? "which is" : "first") number \(count.first)
        """
    }

    static var examples: [Example] {
        [
            .fires("a sector wiped", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector) {
                $0.fill("udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector, count: .sector, with: 0)
            },
            .passes("encrypted content behind the headers", .dvdVideo) {
                $0.fill("udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector + 128, count: 1_920, with: 0x5A)
            },
        ]
    }
}
