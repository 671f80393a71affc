import Bytes
import DiscModel
import FileSystems
import Specimens

/// Extents lie in the volume and in the image.
enum HFSExtentsLieInside: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-extent-outside",
        title: "Extents lie in the volume and in the image",
        rationale: """
            A block behind the end does not exist: Linux and macOS report an error when the file is read. \
            Either the image was cut, or a number is wrong.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Extents Overflow File"))

    static let kinds: Set<HFSFault.Kind> = [.outsideVolume, .outsideImage]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has \(fault.recorded) among its extents; there are \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file behind the end", .hfsPlus, at: "hfs:record:/readme.txt", 0) {
                $0.set32BE("hfs:record:/readme.txt", 104, 5_000)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
