import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every sector that a directory counts holds records (ECMA-119, 6.8.1).
enum NoDirectorySectorIsBlank: Rule {
    static let card = RuleCard(
        id: "dir-sector-blank",
        title: "Every sector that a directory counts holds records",
        rationale: """
            Directories are filled sector by sector. One that is blank was lost when the image was copied, or written over: \
            xorriso, bsdtar, 7-Zip and Linux pass over it without a word, and the files recorded in it are not there any more.
            """,
        remedy: """
            Copy or download the image again. The data of the files is likely still there; take them through another tree, \
            if there is one.
            """,
        severity: .error,
        clause: .ecma119("6.8.1"))

    static func weigh(_ tail: SectorTail, in _: Disc, _ findings: inout Findings) {
        guard !tail.isBehindData, tail.start > 0, tail.start % .sector == 0, tail.bytes.count == .sector,
            tail.bytes.isFilled(with: 0)
        else { return }
        let directory = tail.tree.directories[tail.directory]
        let count = Int(directory.recordedLength).sectorsNeeded
        let goesOn = tail.tree.slots(of: tail.directory).contains {
            Int(tail.tree.slots[$0].arenaStart) - Int(directory.arenaStart) > tail.start
        }
        findings.report(
            "sector \(tail.start / .sector + 1) of the \(count) of this directory is blank; the files recorded in it cannot be reached",
            expected: "records", actual: "zeros", at: tail.place("records"),
            // A writer may count a sector too many at the end.
            severity: goesOn ? nil : .warning)
    }

    /// A root directory of three sectors.
    private static let long = Specimen {
        for number in 100..<190 { $0.files.append(.init("/FILE\(number).TXT", .bytes([0x41]))) }
    }

    static var examples: [Example] {
        [
            .fires("the second of three sectors", long, at: "dir:/", .sector) {
                $0.fill("dir:/", .sector, count: .sector, with: 0)
            },
            .fires("the last of three sectors", long, at: "dir:/", 2 * .sector, severity: .warning) {
                $0.fill("dir:/", 2 * .sector, count: .sector, with: 0)
            },
            .passes("three full sectors", long),
        ]
    }
}
