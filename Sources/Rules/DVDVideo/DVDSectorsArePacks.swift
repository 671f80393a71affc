import Bytes
import DiscModel
import FileSystems
import Specimens

/// VOBs begin and end with packs.
enum DVDSectorsArePacks: Rule {
    static let card = RuleCard(
        id: "dvd-pack-header",
        title: "VOBs begin and end with packs",
        rationale: """
            Each sector of a VOB begins with a pack header, also where its content is scrambled. Without one the sector is damaged, or the \
            directory leads elsewhere, and players skip it or stop.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: Clause("ISO/IEC 13818-1", "2.5.3.3"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for object in dvd.sets.flatMap({ [$0.menu].compactMap(\.self) + $0.titles }) {
            for (head, which) in [(object.first, "first"), (object.last, "last")] {
                guard let head, !DVDPack.isPack(head), which == "first" || head.offset != object.first?.offset
                else { continue }
                var place = head.place(0, 4)
                (place.path, place.tree) = (object.file.path, object.file.tree)
                findings.report(
                    "the \(which) sector of \(object.file.path.escaped) does not begin with a pack header",
                    expected: "00 00 01 BA", at: place)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("the first sector wiped", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB") {
                $0.fill("udf:data:/VIDEO_TS/VTS_01_1.VOB", count: .sector, with: 0)
            },
            .fires("the last", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB", .sector) {
                $0.set8("udf:data:/VIDEO_TS/VTS_01_2.VOB", .sector + 3, 0)
            },
            .passes("scrambled content behind the headers", .dvdVideo) {
                $0.fill("udf:data:/VIDEO_TS/VTS_01_1.VOB", .sector + 128, count: 1_920, with: 0x5A)
            },
        ]
    }
}
