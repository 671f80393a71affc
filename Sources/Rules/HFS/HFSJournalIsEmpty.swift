import Bytes
import DiscModel
import FileSystems
import Specimens

/// The journal of a volume is empty.
enum HFSJournalIsEmpty: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-journal-open",
        title: "The journal of a volume is empty",
        rationale: """
            The medium was pulled, or the image made, while changes were written. macOS finishes them from the \
            journal when it mounts the volume; Linux does not, and may see files half changed.
            """,
        remedy: """
            Make the image again from a volume that was unmounted, or mount a copy with macOS, which finishes the \
            changes.
            """,
        severity: .warning,
        clause: .tn1150("The Journal"))

    static let kinds: Set<HFSFault.Kind> = [.journalOpen]

    static func words(_ fault: HFSFault) -> String {
        "the journal holds changes that were not finished, \(fault.recorded); expected \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("changes of 1,024 bytes", .hfsPlusRich, at: "hfs:data:/.journal", 8) {
                $0.set32BE("hfs:data:/.journal", 20, 1_536)
            },
            .passes("a journal that is empty", .hfsPlusRich),
        ]
    }
}
