import Bytes
public import DiscModel
import FileSystems
import Specimens

/// Both recordings of block, offset and length in CE are the same number (SUSP 1.12, 5.1).
public enum ContinuationHalvesAgree: Rule {
    public static let card = RuleCard(
        id: "susp-ce-both-endian",
        title: "Both recordings of each number in CE agree",
        rationale: """
            CE leads to the rest of a record's entries. When its halves differ, a little-endian reader follows another \
            pointer than a big-endian one, and the name or link that goes on there is not the same for both.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .susp("5.1"))

    public static func weigh(_ record: ContinuedRecord, in _: Disc, _ findings: inout Findings) {
        for area in record.continuations {
            func check(_ number: BothEndian<UInt32>, _ at: Int, _ field: String) {
                findings.reportHalves(
                    number, at: at, field, of: area.entry, slot: record.use.slot, in: record.use.tree)
            }
            check(area.pointer.block, 4, "block")
            check(area.pointer.offset, 12, "offset")
            check(area.pointer.length, 20, "length")
        }
    }

    public static var fires: [Example] {
        [
            Example("the big-endian half of the block changed", .continuation) {
                $0.set8("susp:/LONGNAME.TXT:CE", 11, 0)
            },
            Example("the big-endian half of the length changed", .continuation) {
                $0.set8("susp:/LONGNAME.TXT:CE", 27, 255)
            },
        ]
    }

    public static var staysSilent: [Example] { [Example("both halves agree", .continuation)] }
}
