import Bytes
import DiscModel
import FileSystems
import Specimens

/// Navigation packs know their place.
enum DVDNavigationKnowsItsPlace: Rule {
    static let card = RuleCard(
        id: "dvd-nv-address",
        title: "Navigation packs know their place",
        rationale: """
            A navigation pack says which sector of the VOBs it is, and all jumps count from there. Where it is another, players jump into \
            the middle of something else: VOBs were exchanged, joined, or cut.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("DSI_GI"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            if let menu = set.menu { weigh(menu, nil, 0, &findings) }
            var (before, earlier): (UInt64, DVDVideoObject?) = (0, nil)
            for (index, object) in set.titles.enumerated() where object.number == index + 1 {
                weigh(object, earlier, before, &findings)
                (before, earlier) = (before.adding(object.file.sectors), object)
            }
        }
    }

    private static func weigh(
        _ object: DVDVideoObject, _ earlier: DVDVideoObject?, _ before: UInt64, _ findings: inout Findings
    ) {
        guard let head = object.first, let said = DVDPack.address(head), UInt64(said) != before else {
            return
        }
        var place = head.place(45, 4)
        (place.path, place.tree) = (object.file.path, object.file.tree)
        findings.report(
            "\(object.file.path.escaped) begins with the navigation pack of sector \(said) of its VOBs, and is sector \(before)",
            expected: "\(before)", actual: "\(said)", at: place, about: earlier?.file.path.text)
    }

    static var examples: [Example] {
        [
            .fires("another number", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB", 45) {
                $0.set32BE("udf:data:/VIDEO_TS/VTS_01_1.VOB", 45, 77)
            },
            .fires("a second VOB that counts anew", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB", 45) {
                $0.set32BE("udf:data:/VIDEO_TS/VTS_01_2.VOB", 45, 0)
            },
            .passes("a second VOB that begins with another pack", .dvdVideo) {
                $0.set32BE("udf:data:/VIDEO_TS/VTS_01_2.VOB", 14, 0x1E0)
            },
        ]
    }
}
