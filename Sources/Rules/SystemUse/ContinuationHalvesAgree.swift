import Bytes
import DiscModel
import FileSystems
import Specimens

/// Both recordings of block, offset and length in CE are the same number (SUSP 1.12, 5.1).
enum ContinuationHalvesAgree: Rule {
    static let card = RuleCard(
        id: "susp-ce-both-endian",
        title: "Both recordings of each number in CE agree",
        rationale: """
            CE leads to the rest of a record's entries. When its halves differ, a little-endian reader follows another \
            pointer than a big-endian one, and the name or link that goes on there is not the same for both; pycdlib refuses the image.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .susp("5.1"))

    static func weigh(_ record: ContinuedRecord, in _: Disc, _ findings: inout Findings) {
        for area in record.continuations {
            func check(_ field: Field<BothEndian<UInt32>>) {
                findings.reportHalves(
                    field, of: area.entry, slot: record.use.slot, in: record.use.tree)
            }
            check(ContinuationPointer.block)
            check(ContinuationPointer.offset)
            check(ContinuationPointer.length)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the big-endian half of the block changed", .continuation, at: "susp:/LONGNAME.TXT:CE",
                ContinuationPointer.block
            ) {
                $0.set(ContinuationPointer.block.big, byte: 3, of: "susp:/LONGNAME.TXT:CE", 0)
            },
            .fires(
                "the big-endian half of the length changed", .continuation, at: "susp:/LONGNAME.TXT:CE",
                ContinuationPointer.length
            ) {
                $0.set(ContinuationPointer.length.big, byte: 3, of: "susp:/LONGNAME.TXT:CE", 255)
            },
            .passes("both halves agree", .continuation),
        ]
    }
}
