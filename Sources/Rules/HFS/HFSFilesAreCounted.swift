import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header counts the files and folders of the volume.
enum HFSFilesAreCounted: Rule {
    static let card = RuleCard(
        id: "hfs-counts",
        title: "The header counts the files and folders of the volume",
        rationale: """
            The counts are what programs show before they read the catalog. Where there are fewer names than \
            were counted, files have gone.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        guard volume.gaps.isEmpty else { return }
        let header = volume.header
        func compare<Coding>(
            _ field: Field<Coding>, _ found: UInt64, _ what: String, _ whole: UInt64, _ place: String = ""
        )
        where Coding.Value: FixedWidthInteger {
            let recorded = UInt64(clamping: header[field])
            // A number of two bytes counts no further.
            guard recorded != min(found, whole) else { return }
            findings.report(
                "the \(header.name) counts \(recorded.of(what))\(place), and the catalog has \(found)",
                expected: "\(found)", actual: "\(recorded)", at: header.place(field))
        }
        compare(header.filesField, volume.files, "file", .max)
        compare(header.foldersField, volume.folders, "folder", .max)
        guard !header.isPlus else { return }
        compare(HFSMaster.rootFiles, volume.rootFiles, "file", 0xFFFF, " in the root")
        compare(HFSMaster.rootFolders, volume.rootFolders, "folder", 0xFFFF, " in the root")
    }

    static var examples: [Example] {
        [
            .fires("fifty files", .hfsPlus, at: "hfs:header", 32) {
                $0.set32BE("hfs:header", 32, 50)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
