import Bytes
import DiscModel
import FileSystems
import Specimens

/// The dates of a tree have at most two offsets from Greenwich.
enum RecordDatesShareTheirOffsets: Rule {
    static let card = RuleCard(
        id: "dir-date-mixed-offset",
        title: "The dates of a tree have at most two offsets from Greenwich",
        rationale: """
            A program records one offset, or two where summer time is in use. More of them show that the files came from \
            several places, or that records were put in by hand.
            """,
        remedy: "Compare the files by offset if the origin of the image matters.",
        severity: .note,
        confidence: .heuristic,
        profiles: Profile.forensicOnly,
        clause: .ecma119("9.1.5"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        var first = [Int?](repeating: nil, count: 256)
        for slot in tree.slots.indices {
            let zone = Int(tree.byte(DirectoryRecord.date.range.upperBound - 1, ofRecord: slot))
            if first[zone] == nil { first[zone] = slot }
        }
        let slots = first.compactMap { $0 }.filter { tree.record($0).date.isDate }.sorted()
        guard slots.count > 2, let third = slots.dropFirst(2).first else { return }
        let zones = slots.map { String(tree.record($0).date.zone) }.joined(separator: ", ")
        findings.report(
            "dates are recorded with \(slots.count) offsets from Greenwich, in quarters of an hour: \(zones)",
            expected: "2 or less", actual: "\(slots.count)",
            at: tree.place(ofRecord: third, DirectoryRecord.date))
    }

    static var examples: [Example] {
        [
            .fires("three offsets", .plain, at: "record:/README.TXT", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 6, of: "record:/README.TXT", 4)
                $0.set(DirectoryRecord.date, byte: 6, of: "record:/DOCS", 8)
            },
            .passes("winter and summer time", .plain) {
                $0.set(DirectoryRecord.date, byte: 6, of: "record:/README.TXT", 4)
            },
        ]
    }
}
