import Bytes
import DiscModel
import FileSystems
import Specimens

/// Extents go on where those before them end.
enum HFSOverflowFollowsOn: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-extents-start",
        title: "Extents go on where those before them end",
        rationale: """
            A record of the overflow file says from which block of the file on its extents are. Linux and macOS look \
            for it by that number, and report an error where no record has the one that follows.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Extents Overflow File"))

    static let kinds: Set<HFSFault.Kind> = [.overflowStart]

    static func words(_ fault: HFSFault) -> String {
        "further extents of \(subject(fault)) are recorded from \(fault.recorded) of the file on, and those before end at \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("extents from block 99 on", .hfsPlusSplit, at: "hfs:extents:19", 0) {
                $0.set32BE("hfs:extents:19", 8, 99)
            },
            .passes("a file in ten extents", .hfsPlusSplit),
        ]
    }
}
