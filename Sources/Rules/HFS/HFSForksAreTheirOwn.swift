import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files share no extents.
enum HFSForksAreTheirOwn: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-extent-shared",
        title: "Files share no extents",
        rationale: """
            HFS and HFS+ have no files that share their content but by hard links. Programs that make hybrid discs \
            give the same blocks to several names all the same, which is well as long as nobody writes.
            """,
        remedy: """
            Write nothing to the volume.
            """,
        severity: .note,
        clause: .tn1150("Extents Overflow File"))

    static let kinds: Set<HFSFault.Kind> = [.shared]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has \(fault.recorded), which are those of \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a resource fork in the blocks of another file", .hfsPlus, at: "hfs:record:/tune", 168) {
                $0.set32BE("hfs:record:/tune", 184, 3)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
