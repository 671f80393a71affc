import Bytes
import DiscModel
import FileSystems
import Specimens

/// The extents of a file hold as many bytes as it says to have.
enum HFSForksAreCovered: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-fork-size",
        title: "The extents of a file hold as many bytes as it says to have",
        rationale: """
            Linux and macOS report an error where the extents end before the file does: the rest of it is \
            nowhere.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Fork Data Structure"))

    static let kinds: Set<HFSFault.Kind> = [.forkSize]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has \(fault.recorded) and \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file longer than its extents", .hfsPlus, at: "hfs:record:/readme.txt", 0) {
                $0.set32BE("hfs:record:/readme.txt", 92, 9_000)
            },
            .passes("a volume as it should be", .hfsPlusSplit),
        ]
    }
}
