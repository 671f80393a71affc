import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume ends before the image or partition does that holds it.
enum HFSVolumesLieInside: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-volume-outside",
        title: "A volume ends before the image or partition does that holds it",
        rationale: """
            Linux and macOS report an error for every file that lies behind the end. Usually the image was cut.
            """,
        remedy: """
            Copy the image again, and compare its size with that of its source.
            """,
        severity: .error,
        clause: .tn1150("Volume Header"))

    static let kinds: Set<HFSFault.Kind> = [.volumeOutsideImage, .volumeOutsideWrapper]

    static func words(_ fault: HFSFault) -> String {
        "the volume has \(fault.recorded), and what holds it ends at \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a volume of 9,000 blocks", .hfsPlus, at: "hfs:header", 44) {
                $0.set32BE("hfs:header", 44, 9_000)
            },
            .passes("a volume in a wrapper", .hfsWrapped),
            .passes(
                "a volume in an Apple partition",
                Specimen.plain.withApplePartitions([Specimen.hfsPlus.bytes])),
        ]
    }
}
