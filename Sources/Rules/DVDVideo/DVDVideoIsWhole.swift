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
            there. VOBs are whole sectors, and none is longer than 1 GiB less one sector.
            """,
        remedy: """
            Copy the disc or file again: the end of the VOB is missing. A VOB that is too long was made by another program than one for \
            DVD-Video.
            """,
        severity: .error,
        clause: .dvd("C_ADT"))

    /// 1 GiB less one sector.
    private static let longest: UInt64 = 1 << 30 - .sector

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
        for file in objects.map(\.file) where file.size > longest {
            findings.report(
                "\(file.path.escaped) has \(file.size) bytes, more than \(longest)", at: file.place,
                severity: .warning)
        }
        // One copy of the table against the other is a matter of the copies; VOBs that are missing, of their own.
        let numbers = objects.map(\.number)
        guard let last = lasts.first ?? nil, lasts.allSatisfy({ $0 == last }), let end = objects.last,
            numbers == Array((numbers.first ?? 0)..<((numbers.first ?? 0) + numbers.count)),
            numbers.first ?? 0 <= 1
        else { return cut(objects, &findings) }
        let sectors = objects.reduce(0 as UInt64) { $0.adding($1.file.sectors) }
        guard sectors <= last else { return cut(objects, &findings) }
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

    private static func cut(_ objects: [DVDVideoObject], _ findings: inout Findings) {
        for file in objects.map(\.file) where file.size % .sector > 0 && file.size <= longest {
            findings.report(
                "\(file.path.escaped) ends within a sector: it has \(file.size) bytes", at: file.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("cells behind the end", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB") {
                $0.setDVD32("VTS_01_0", 2 * .sector + 16, 5)
            },
            .fires("half a sector", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB") {
                $0.set32LE("udf:fe:/VIDEO_TS/VTS_01_2.VOB", 56, 3_072)
                $0.set32LE("udf:fe:/VIDEO_TS/VTS_01_2.VOB", 176, 3_072)
                $0.sealUDF("udf:fe:/VIDEO_TS/VTS_01_2.VOB")
            },
            .fires(
                "more than 1 GiB", .dvdVideo, at: nil, severity: .warning
            ) {
                $0.set32LE("udf:fe:/VIDEO_TS/VTS_01_2.VOB", 56, 1 << 30 - 512)
                $0.set32LE("udf:fe:/VIDEO_TS/VTS_01_2.VOB", 176, 1 << 30 - 512)
                $0.sealUDF("udf:fe:/VIDEO_TS/VTS_01_2.VOB")
            },
            .passes("VOBs that go on behind their cells", .dvdVideo) {
                $0.setDVD32("VTS_01_0", 2 * .sector + 16, 3)
            },
        ]
    }
}
