import Bytes
import DiscModel
import FileSystems
import Specimens

/// VOBs are as long as their cells.
enum DVDVideoIsWhole: Rule {
    static let card = RuleCard(
        id: "dvd-vob-size",
        title: "VOBs are as long as their cells",
        rationale: """
            An IFO lists the cells of its menus and titles with the sectors that they take. Where the VOBs end before, players stop or hang \
            there.
            """,
        remedy: """
            Copy the disc or file again: the end of the VOB is missing.
            """,
        severity: .error,
        clause: .dvd("C_ADT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            let menus = [set.menu].compactMap(\.self)
            weigh(menus, set.copies.map(\.menuLast), "menus", set, &findings)
            weigh(set.titles, set.copies.map(\.titleLast), "titles", set, &findings)
        }
    }

    private static func weigh(
        _ objects: [DVDVideoObject], _ lasts: [UInt32?], _ what: String, _ set: DVDTitleSet,
        _ findings: inout Findings
    ) {
        // One copy of the table against the other is a matter of the copies; VOBs that are missing, of their own.
        let numbers = objects.map(\.number)
        guard let last = lasts.first ?? nil, lasts.allSatisfy({ $0 == last }), let end = objects.last,
            numbers == Array((numbers.first ?? 0)..<((numbers.first ?? 0) + numbers.count)),
            numbers.first ?? 0 <= 1
        else { return }
        let sectors = objects.reduce(0 as UInt64) { $0.adding($1.file.sectors) }
        guard sectors <= last else { return }
        // The one behind which a gap is.
        let short = zip(objects, objects.dropFirst()).first { $0.file.end != $1.file.start }?.0 ?? end
        findings.report(
            """
            \(short.file.path.escaped) ends too early: the \(what) of \(set.name) have \(sectors.of("sector")), and \
            their cells go up to sector \(last)
            """,
            expected: "at least \((UInt64(last) + 1).of("sector"))", actual: sectors.of("sector"),
            at: short.file.place)
    }

    static var examples: [Example] {
        [
            .fires("cells behind the end", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB") {
                $0.setDVD32("VTS_01_0", 2 * .sector + 16, 5)
            },
            .passes("VOBs that go on behind their cells", .dvdVideo) {
                $0.setDVD32("VTS_01_0", 2 * .sector + 16, 3)
            },
        ]
    }
}
