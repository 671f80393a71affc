import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every entry has the version its standard gives it (SUSP 1.12, 4.1; RRIP 1.12, 4.1).
enum EntryVersionsAreKnown: Rule {
    static let card = RuleCard(
        id: "susp-entry-version",
        title: "System use entries have version 1",
        rationale: """
            All entries of SUSP, Rock Ridge and AAIP have version 1; only ZF has a version 2. Strict readers skip an \
            entry of another version, others read it as if it were version 1.
            """,
        remedy: "Make or copy the image again: no program writes other versions.",
        severity: .warning,
        clause: .susp("4.1"))

    static var concerns: RecordTraits { .unusualVersion }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        for entry in use.entries where entry.version != 1 {
            let kind = EntryKinds(entry.signature)
            guard kind != .other, kind != .zf || entry.version != 2 else { continue }
            // SP is judged by its own rule.
            guard kind != .sp else { continue }
            findings.report(
                "\(entry.signature) has version \(entry.version)", expected: kind == .zf ? "1 or 2" : "1",
                actual: "\(entry.version)", at: use.place(entry, SystemUseEntry.version))
        }
    }

    static var examples: [Example] {
        [
            .fires("NM of version 3", .rockRidge, at: "susp:/README.TXT:NM", SystemUseEntry.version) {
                $0.set(SystemUseEntry.version, of: "susp:/README.TXT:NM", 3)
            },
            .passes("all of version 1", .everything),
            .passes("ZF of version 2", .zisofs) {
                $0.set(SystemUseEntry.version, of: "susp:/PACKED.TXT:ZF", 2)
            },
        ]
    }
}
