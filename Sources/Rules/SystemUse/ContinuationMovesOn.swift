import Bytes
import DiscModel
import FileSystems
import Specimens

/// No continuation area leads back to bytes that the record already used (SUSP 1.12, 5.1).
enum ContinuationMovesOn: Rule {
    static let card = RuleCard(
        id: "susp-ce-loop",
        title: "Continuation areas of a record never lead back",
        rationale: """
            An area may go on in another one, which may go on again. A chain that returns never ends: isoinfo and isovfy \
            crash on it, bsdtar 3.6 and xorriso 1.5.4 hang, Linux gives up after 32 steps. It happens by attack only.
            """,
        remedy:
            "Do not open the image with unguarded programs; it was made to harm its reader, or is damaged.",
        severity: .error,
        clause: .susp("5.1"))

    static func weigh(_ record: ContinuedRecord, in _: Disc, _ findings: inout Findings) {
        var used = [ownArea(record.use)]
        for area in record.continuations where area.start < area.end {
            if used.contains(where: { $0.overlaps(area.start..<area.end) }) {
                findings.report(
                    "a continuation area at offset \(area.start) was already read for this record",
                    expected: "bytes not yet used", at: record.use.place(area.entry))
            }
            used.append(area.start..<area.end)
        }
    }

    private static func ownArea(_ use: RecordSystemUse) -> Range<UInt64> {
        let start = use.record.offset
        return start..<start.adding(UInt64(use.record.length))
    }

    static var examples: [Example] {
        [
            .fires("the area's own CE leads to its start", .continuation, at: "susp:/LONGNAME.TXT:CE#2") {
                let pointer = $0.entry("susp:/LONGNAME.TXT:CE")
                $0.insertEntry(pointer, before: "susp:/LONGNAME.TXT:NM#2")
                $0.set(
                    ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE#2",
                    $0.get32LE("susp:/LONGNAME.TXT:CE", 20))
            },
            .passes("areas that end", .continuation),
            .passes("an area that goes on in another one", .continuation) {
                let pointer = $0.entry("susp:/LONGNAME.TXT:CE")
                $0.insertEntry(pointer, before: "susp:/LONGNAME.TXT:NM#2")
                $0.set(ContinuationPointer.offset, of: "susp:/LONGNAME.TXT:CE#2", 1_536)
                $0.set(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE#2", 8)
            },
        ]
    }
}
