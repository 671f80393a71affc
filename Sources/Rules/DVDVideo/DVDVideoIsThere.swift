import Bytes
import DiscModel
import FileSystems
import Specimens

/// The VOBs that IFO files speak of are there.
enum DVDVideoIsThere: Rule {
    static let card = RuleCard(
        id: "dvd-vob-missing",
        title: "The VOBs that IFO files speak of are there",
        rationale: """
            Menus and titles are in VOBs. Where one is missing, players stop when they come to it.
            """,
        remedy: """
            Copy the disc again; if it was authored so, author it again.
            """,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            let copies = set.copies.filter { $0.hasIdentifier && $0.record.count >= .sector }
            if let one = copies.first, set.menu == nil, copies.allSatisfy({ $0[DVDTable.menuStart] > 0 }) {
                findings.report(
                    "\(set.name) has no VOB with menus, and \(one.file.path.escaped) says where it begins",
                    at: one.place(of: DVDTable.menuStart))
            }
            guard set.number > 0 else { continue }
            if let one = copies.first, set.titles.isEmpty, copies.allSatisfy({ $0[DVDTitles.start] > 0 }) {
                findings.report(
                    "\(set.name) has no VOB with titles, and \(one.file.path.escaped) says where they begin",
                    at: one.place(of: DVDTitles.start))
            }
            let numbers = set.titles.map(\.number)
            guard let last = set.titles.last, numbers != Array(1...max(1, last.number)) else { continue }
            let missing = (1..<max(1, last.number)).filter { !numbers.contains($0) }
            findings.report(
                "\(set.name) has \(last.file.path.escaped), but not all VOBs before it: number \(missing.map(String.init).joined(separator: ", ")) is missing",
                at: last.file.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "no menus", .dvdWithout("VTS_01_0.VOB"), at: "udf:data:/VIDEO_TS/VTS_01_0.IFO",
                DVDTable.menuStart),
            .fires(
                "no titles", .dvdWithout("VTS_01_1.VOB", "VTS_01_2.VOB"),
                at: "udf:data:/VIDEO_TS/VTS_01_0.IFO", DVDTitles.start),
            .fires(
                "the second VOB alone", .dvdWithout("VTS_01_1.VOB"), at: "udf:data:/VIDEO_TS/VTS_01_2.VOB"),
            .passes("one VOB of titles", .dvdWithout("VTS_01_2.VOB")),
        ]
    }
}
