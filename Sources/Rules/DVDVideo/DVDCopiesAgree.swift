import Bytes
import DiscModel
import FileSystems
import Specimens

/// IFO files and their copies are the same.
enum DVDCopiesAgree: Rule {
    static let card = RuleCard(
        id: "dvd-ifo-bup-differ",
        title: "IFO files and their copies are the same",
        rationale: """
            A BUP is a byte for byte copy of its IFO, for players that cannot read that. Where they differ, one of them is damaged, and a \
            player goes wrong in menus or titles according to which it read.
            """,
        remedy: """
            Compare both with another copy of the disc: the one that plays is right, and can stand in for the other.
            """,
        severity: .error,
        clause: .dvd("BUP"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            guard let difference = set.difference, let file = set.file, let copy = set.copy else { continue }
            findings.report(
                """
                \(file.path.escaped) and its copy \(copy.path.escaped) differ in \(difference.count.of("byte")), \
                from byte \(difference.first) on\(part(difference, of: set))
                """,
                expected: "the same bytes",
                at: Place(offset: difference.offset, length: 1, tree: file.tree, path: file.path),
                about: copy.path.text)
        }
    }

    /// What stands there, as the one that begins with its name has it.
    private static func part(_ difference: VideoDifference, of set: DVDTitleSet) -> String {
        let sound = set.copies.first(where: \.hasIdentifier)
        return sound?.table(ofByte: difference.first).map { ", in the table of \($0.name)" } ?? ""
    }

    static var examples: [Example] {
        [
            .fires("a flipped bit in an IFO", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO", 300) {
                $0.set8("udf:data:/VIDEO_TS/VTS_01_0.IFO", 300, 4)
            },
            .fires("one in a BUP", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.IFO", 4_100) {
                $0.set8("udf:data:/VIDEO_TS/VIDEO_TS.BUP", 4_100, 4)
            },
            .passes("equal copies", .dvdVideo) { $0.setDVD32("VTS_01_0", 300, 4) },
        ]
    }
}
