import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every record of the catalog is a folder, a file or a thread.
enum HFSRecordsAreKnown: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-record-type",
        title: "Every record of the catalog is a folder, a file or a thread",
        rationale: """
            Linux and macOS report an error when they meet a record of another kind, and the file that it \
            was cannot be read.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.recordType]

    static func words(_ fault: HFSFault) -> String {
        "a record of the catalog is of kind \(fault.recorded), or too short for it; there are kinds \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a record of kind 9", .hfsPlus, at: "hfs:key:/readme.txt", 0) {
                $0.set16BE("hfs:record:/readme.txt", 0, 9)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
