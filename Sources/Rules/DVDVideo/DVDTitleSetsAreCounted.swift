import Bytes
import DiscModel
import FileSystems
import Specimens

/// The manager counts the title sets.
enum DVDTitleSetsAreCounted: Rule {
    static let card = RuleCard(
        id: "dvd-title-sets",
        title: "The manager counts the title sets",
        rationale: """
            VIDEO_TS.IFO says how many title sets there are. Those that are missing make players stop; those that it does not count cannot \
            be reached from the menus.
            """,
        remedy: """
            Copy the disc again; if it was authored so, author it again with all title sets.
            """,
        severity: .error,
        clause: .dvd("VMGI_MAT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        guard let manager = dvd.manager else { return }
        let there = dvd.sets.map(\.number).filter { $0 > 0 }
        let highest = there.max() ?? 0
        let number = DVDNumber(DVDManager.titleSets, of: manager, actual: Int64(highest))
        guard let wrong = number.first else {
            return weigh(gaps: there, manager, &findings)
        }
        let name = wrong.copy.file.path.escaped
        let others = number.isOneCopy ? "its copy \(number.otherCopy) and the disc" : "the disc"
        findings.report(
            "\(name) counts \(wrong.value.of("title set")), \(others) \(highest)",
            expected: "\(wrong.value)", actual: "\(highest)", at: wrong.place,
            severity: wrong.value < highest && !number.isOneCopy ? .warning : nil)
    }

    private static func weigh(gaps there: [Int], _ manager: DVDTitleSet, _ findings: inout Findings) {
        let missing = (1..<max(1, there.max() ?? 1)).filter { !there.contains($0) }
        guard let first = missing.first, let one = manager.copies.first else { return }
        findings.report(
            """
            \(one.file.path.escaped) counts \((there.max() ?? 0).of("title set")), and \(missing.count) of them \
            \(missing.count == 1 ? "is" : "are") not there, \(missing.count == 1 ? "" : "first ")number \(first)
            """,
            at: one.place(of: DVDManager.titleSets))
    }

    static var examples: [Example] {
        [
            .fires(
                "a title set too many", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.IFO", DVDManager.titleSets
            ) { $0.setDVD32("VIDEO_TS", 0x3C, 2) },
            .fires(
                "one that is not counted", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.IFO",
                DVDManager.titleSets, severity: .warning
            ) { $0.setDVD32("VIDEO_TS", 0x3C, 0) },
            .passes("the one that is there", .dvdVideo),
        ]
    }
}
