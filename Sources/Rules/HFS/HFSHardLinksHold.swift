import Bytes
import DiscModel
import FileSystems
import Specimens

/// Names that share a file lead to it, and it counts them.
enum HFSHardLinksHold: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-hard-link",
        title: "Names that share a file lead to it, and it counts them",
        rationale: """
            A file of several names lies in a folder that nobody sees; each name has its number. Linux and macOS \
            list a name whose file is not there, and cannot open it. By the count, the last name that is deleted \
            takes the file with it.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Hard Links"))

    static let kinds: Set<HFSFault.Kind> = [.linkLost, .linkCount]

    static func words(_ fault: HFSFault) -> String {
        fault.kind == .linkLost
            ? "\(subject(fault)) leads to the shared file number \(fault.recorded), which is not there"
            : "\(subject(fault)) counts \(fault.recorded) names that lead to it, and there are \(fault.found)"
    }

    static func severity(_ fault: HFSFault) -> Severity? { fault.kind == .linkCount ? .warning : nil }

    static var examples: [Example] {
        [
            .fires("a name that leads nowhere", .hfsPlusRich, at: "hfs:record:/readme.txt", 44) {
                $0.set32BE("hfs:record:/readme.txt", 44, 999)
            },
            .fires("nine names", .hfsPlusRich, at: "hfs:record:private/readme.txt", 44, severity: .warning) {
                $0.set32BE("hfs:record:private/readme.txt", 44, 9)
            },
            .passes("a file of two names", .hfsPlusRich),
        ]
    }
}
