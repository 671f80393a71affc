import Bytes
import DiscModel
import FileSystems
import Specimens

/// ST ends a system use area; only zeros follow it (SUSP 1.12, 5.4).
enum NothingFollowsTheEnd: Rule {
    static let card = RuleCard(
        id: "susp-st-trailing",
        title: "Nothing follows ST in a system use area",
        rationale: """
            ST tells readers to stop. What stands behind it is seen by no reader that knows ST, and by every reader that \
            does not, such as old Linux versions.
            """,
        remedy: "Remove either ST or what follows it.",
        severity: .note, profiles: Profile.pedants,
        clause: .susp("5.4"))

    static var concerns: RecordTraits { RecordTraits(.st) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.st), let end = use.entries.last, end.signature == .st else { return }
        let behind = end.offset.adding(UInt64(end.length))
        let recordEnd = use.record.offset.adding(UInt64(use.record.length))
        // In a continuation area the bytes were not kept; there its length tells that something follows.
        let inRecord = behind > use.record.offset && behind <= recordEnd
        let rest: Int
        if inRecord {
            let count = Int(recordEnd - behind)
            rest = use.tree.bytes(ofRecord: use.slot).suffix(count).contains { $0 != 0 } ? count : 0
        } else {
            let ends = use.all(.ce).map { entry in
                let pointer = ContinuationPointer(entry)
                return pointer.start(blockSize: use.tree.blockSize).adding(UInt64(pointer.length.read))
            }
            rest = ends.contains { $0 >= behind.adding(4) && $0 - behind < 4096 } ? 4 : 0
        }
        guard rest > 0 else { return }
        findings.report("bytes follow the entry (ST) that ends the system use area", at: use.place(end))
    }

    static var examples: [Example] {
        [
            .fires("ST before the other entries", .rockRidge, at: "susp:/README.TXT:ST") {
                $0.insertEntry(Specimen.systemUseEntry("ST", []), before: "susp:/README.TXT:NM")
            },
            .passes("ST at the end", .rockRidge) {
                $0.insertEntry(Specimen.systemUseEntry("ST", []), into: "record:/README.TXT")
            },
        ]
    }
}
