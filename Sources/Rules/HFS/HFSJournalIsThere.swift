import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume with a journal says where that is.
enum HFSJournalIsThere: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-journal",
        title: "A volume with a journal says where that is",
        rationale: """
            macOS mounts no volume for writing whose journal it does not find, and checks it first. Files can be \
            read all the same.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("The Journal"))

    static let kinds: Set<HFSFault.Kind> = [.journalLost]

    static func words(_ fault: HFSFault) -> String {
        "the volume has a journal, and \(fault.recorded) stands where \(fault.found) belongs"
    }

    static var examples: [Example] {
        [
            .fires("a journal behind the end", .hfsPlusRich, at: "hfs:header", 12) {
                $0.set32BE("hfs:header", 12, 5_000)
            },
            .fires("a journal that begins with other letters", .hfsPlusRich, at: "hfs:data:/.journal", 0) {
                $0.set8("hfs:data:/.journal", 0, 0x6A)
            },
            .passes("a journal that is empty", .hfsPlusRich),
        ]
    }
}
