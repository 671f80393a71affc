import Bytes
import DiscModel
import FileSystems
import Specimens

/// A system use area has at most one CE (SUSP 1.12, 5.1).
enum OneContinuationPerArea: Rule {
    static let card = RuleCard(
        id: "susp-ce-multiple",
        title: "Each system use area has at most one CE",
        rationale: """
            With two pointers in one area most readers follow the last and some the first, so each sees other entries. \
            Two areas that follow each other, each with a CE of its own, are a proper chain.
            """,
        remedy: "Make the image again with a program that writes one CE for each area.",
        severity: .warning,
        clause: .susp("5.1"))

    static func weigh(_ record: ContinuedRecord, in _: Disc, _ findings: inout Findings) {
        guard record.continuations.count > 1 else { return }
        var reached: UInt64?
        var seen = false
        for entry in record.use.entries {
            // Entries of one area lie one behind the other; a jump is the way into the next area.
            if entry.offset != reached { seen = false }
            reached = entry.offset.adding(UInt64(entry.length))
            guard entry.signature == .ce else { continue }
            if seen {
                findings.report(
                    "a second pointer to a continuation (CE) stands in one system use area, and readers follow one",
                    at: record.use.place(entry))
            }
            seen = true
        }
    }

    static var examples: [Example] {
        [
            .fires("CE twice in a record", .continuation, at: "susp:/.:CE") {
                $0.insertEntry($0.entry("susp:/.:CE"), before: "susp:/.:CE")
            },
            .passes("one CE in the record, one in its area", .continuation) {
                let pointer = $0.entry("susp:/LONGNAME.TXT:CE")
                $0.insertEntry(pointer, before: "susp:/LONGNAME.TXT:NM#2")
                $0.set(ContinuationPointer.offset, of: "susp:/LONGNAME.TXT:CE#2", 1_536)
                $0.set(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE#2", 8)
            },
        ]
    }
}
