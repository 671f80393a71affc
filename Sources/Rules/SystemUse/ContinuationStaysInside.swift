import Bytes
import DiscModel
import FileSystems
import Specimens

/// A continuation area lies inside the image, and inside one logical sector (SUSP 1.12, 5.1).
enum ContinuationStaysInside: Rule {
    static let card = RuleCard(
        id: "susp-ce-bounds",
        title: "A continuation area lies in one sector of the image",
        rationale: """
            Linux reads one sector for a continuation area and answers with an input/output error when offset and \
            length leave it, so the file cannot even be listed. Behind the end of the image there is nothing to read at \
            all. Pointers beyond the volume have been used to attack readers.
            """,
        remedy: "Make the image again with a program that keeps continuation areas inside one sector.",
        severity: .error,
        clause: .susp("5.1"))

    static func weigh(_ record: ContinuedRecord, in disc: Disc, _ findings: inout Findings) {
        for area in record.continuations {
            if area.end > disc.size {
                let truncated = (disc.iso?.declaredSize ?? 0) >= area.end
                findings.report(
                    "a continuation area of \(area.pointer.length.read.of("byte")) at offset \(area.start) lies behind the end of the image",
                    expected: "an end at or before \(disc.size)", actual: "\(area.end)",
                    at: record.use.place(area.entry), causedBy: truncated ? ImageTruncated.self : nil)
            } else if crosses(area) {
                findings.report(
                    "a continuation area begins at byte \(area.pointer.offset.read) of its sector and is \(area.pointer.length.read.of("byte")) long",
                    expected: "an end at or before byte 2048",
                    actual: "byte \(UInt64(area.pointer.offset.read) + UInt64(area.pointer.length.read))",
                    at: record.use.place(area.entry))
            }
        }
    }

    private static func crosses(_ area: ContinuedRecord.Continuation) -> Bool {
        UInt64(area.pointer.offset.read) + UInt64(area.pointer.length.read) > .sector
    }

    static var examples: [Example] {
        [
            .fires("a block behind the end of the image", .continuation, at: "susp:/LONGNAME.TXT:CE") {
                $0.set(ContinuationPointer.block, of: "susp:/LONGNAME.TXT:CE", 1_000_000)
            },
            .fires("an area that ends in the next sector", .continuation, at: "susp:/LONGNAME.TXT:CE") {
                $0.set(ContinuationPointer.length, of: "susp:/LONGNAME.TXT:CE", 2_000)
            },
            .passes("areas inside a sector", .continuation),
        ]
    }
}
