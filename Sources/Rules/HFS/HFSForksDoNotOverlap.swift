import Bytes
import DiscModel
import FileSystems
import Specimens

/// No block belongs to two files.
enum HFSForksDoNotOverlap: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-extent-overlap",
        title: "No block belongs to two files",
        rationale: """
            One of the two has the content of the other there, on Linux and macOS alike, and whoever writes to one \
            destroys both.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Extents Overflow File"))

    static let kinds: Set<HFSFault.Kind> = [.overlap]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has \(fault.recorded), some of which \(fault.found) has as well"
    }

    static var examples: [Example] {
        [
            .fires("a file over another", .hfsPlus, at: "hfs:record:/tune", 88) {
                $0.set32BE("hfs:record:/tune", 104, 3)
            },
            .passes("a file of two names", .hfsPlusRich),
        ]
    }
}
