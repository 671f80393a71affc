import Bytes
import DiscModel
import FileSystems
import Specimens

/// Bits 5 and 6 of the file flags are reserved (ECMA-119, 9.1.6).
enum ReservedFlagsAreClear: Rule {
    static let card = RuleCard(
        id: "dir-flags-reserved",
        title: "Reserved bits of the file flags are zero",
        rationale: """
            The bits have no meaning, so a reader that gives them one tomorrow will misread the image. Set today, they are a \
            damaged byte or a private mark of the writer.
            """,
        remedy: "Compare the image with its source; a program that writes images should clear them.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("9.1.6"))

    static var concerns: RecordTraits { .unusualFlags }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let reserved = row.record.flags.intersection(.reserved)
        guard !reserved.isEmpty else { return }
        findings.report(
            "the file flags are \(row.record.flags.rawValue), with reserved bits \(reserved.rawValue)",
            at: row.place(DirectoryRecord.flags))
    }

    static var examples: [Example] {
        [
            .fires("bit 5", .plain, at: "record:/README.TXT", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 0x20)
            },
            .passes("no reserved bit", .everything),
        ]
    }
}
