import Bytes
import DiscModel
import FileSystems
import Specimens

/// Numbers of the catalog lead back to their names.
enum HFSThreadsAgree: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-thread",
        title: "Numbers of the catalog lead back to their names",
        rationale: """
            A program that knows the number of a folder or file finds its name by a record of its own. Linux opens \
            nothing by its number where that record names another thing, and macOS cannot tell the path of a file.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.noThread, .threadDiffers]

    static func words(_ fault: HFSFault) -> String {
        fault.kind == .noThread
            ? "\(subject(fault)) has the number \(fault.found), and no record leads from that to its name"
            : "the record that leads from a number to \(subject(fault)) has \(fault.recorded); expected \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a thread to another folder", .hfsPlus, at: "hfs:thread:/docs", 0) {
                $0.set32BE("hfs:thread:/docs", 4, 99)
            },
            .fires(
                "a file without a thread", .hfs { $0.files[0].isThreaded = false },
                at: "hfs:record:/readme.txt", 0),
            .passes("files of HFS, which need none", .hfsClassic),
        ]
    }
}
