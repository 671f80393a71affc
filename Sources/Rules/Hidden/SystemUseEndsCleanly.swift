import Bytes
import DiscModel
import FileSystems
import Specimens

/// Nothing but zeros stands behind the last system use entry of a record (SUSP, 4).
enum SystemUseEndsCleanly: Rule {
    static let card = RuleCard(
        id: "hidden-susp-tail",
        title: "Nothing stands in system use areas but entries",
        rationale: """
            A directory record may carry bytes that only some systems understand. What stands behind the last entry of \
            SUSP, or in an area where SUSP is not in use, is shown by no program; CD-XA attributes are the usual reason.
            """,
        remedy: "Look at the bytes; nothing is wrong with the files themselves.",
        severity: .note,
        clause: .susp("4"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for slot in tree.slots(with: RecordTraits(.st).union(.unreadSystemUse)) {
            weigh(tree.unreadSystemUse(slot), of: slot, in: tree, &findings)
        }
        guard tree.sharing != nil else { return }
        // Where the entries go on elsewhere, the record itself has an end of its own.
        for slot in tree.slots(having: .ce) where tree.entry(slot, .st) == nil {
            let record = tree.bytes(ofRecord: slot)
            guard let last = tree.entries(slot).last(where: { record.indices.contains($0.bytes.startIndex) }),
                last.bytes.endIndex < record.endIndex,
                tree.unreadSystemUse(slot).bytes.startIndex != last.bytes.endIndex
            else { continue }
            let rest = record[last.bytes.endIndex...]
            weigh((rest, last.offset + UInt64(last.bytes.count)), of: slot, in: tree, &findings)
        }
    }

    private static func weigh(
        _ rest: (bytes: ArraySlice<UInt8>, offset: UInt64), of slot: Int, in tree: ISOTree,
        _ findings: inout Findings
    ) {
        guard rest.bytes.contains(where: { $0 != 0 }), !isKnown(rest.bytes) else { return }
        findings.report(
            rest.bytes.count == 1
                ? "the byte that makes the length of the record even is \(rest.bytes.first ?? 0)"
                : "the system use area holds \(rest.bytes.count.of("byte")) beside its entries",
            expected: "zeros",
            at: Place(
                offset: rest.offset, length: UInt64(rest.bytes.count), tree: tree.kind,
                path: tree.path(ofRecord: slot),
                field: "systemUse"),
            causedBy: tree.sharing != nil && rest.bytes.count >= 4 && tree.entry(slot, .st) == nil
                ? EntryLengthsFit.self : nil)
    }

    /// CD-XA attributes: 14 bytes with "XA" at byte 6; or Apple's extension: "AA" with its length.
    private static func isKnown(_ bytes: ArraySlice<UInt8>) -> Bool {
        if bytes.count >= 14, bytes.dropFirst(6).starts(with: "XA".utf8) { return true }
        return bytes.count >= 4 && (bytes.starts(with: "AA".utf8) || bytes.starts(with: "BA".utf8))
    }

    static var examples: [Example] {
        [
            .fires("bytes behind a name", .plain, at: "record:/EMPTYDIR", 88) {
                let record = $0.record("record:/README.TXT")
                var longer = record + Array("hello!".utf8)
                longer[0] += 6
                $0.removeRecord("record:/README.TXT")
                $0.appendRecord(longer, to: "dir:/")
            },
            .fires("a value in the byte that makes a record even", .rockRidge, at: "susp:/DOCS:NM", 9) {
                $0.set8("record:/DOCS", $0.record("record:/DOCS").count - 1, 7)
            },
            .passes("Rock Ridge", .everything),
            .passes("CD-XA attributes", .plain) {
                let record = $0.record("record:/README.TXT")
                var longer = record + [0, 0, 0, 0, 0x0D, 0x55, 0x58, 0x41, 0, 0, 0, 0, 0, 0]
                longer[0] += 14
                $0.removeRecord("record:/README.TXT")
                $0.appendRecord(longer, to: "dir:/")
            },
        ]
    }
}
