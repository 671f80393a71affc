import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every file and folder has a number of its own.
enum HFSNumbersAreUnique: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-id-twice",
        title: "Every file and folder has a number of its own",
        rationale: """
            Folders find what they hold by their number. Of two with one number, Linux and macOS show the \
            same content, or that of neither.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.idTwice]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has the number \(fault.recorded), which another has as well"
    }

    static var examples: [Example] {
        [
            .fires("a folder with the number of the root", .hfsPlus, at: "hfs:record:/docs", 0) {
                $0.set32BE("hfs:record:/docs", 8, 2)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
