import Bytes
import DiscModel
import FileSystems
import Specimens

/// The integrity descriptor counts the files and directories of the volume.
enum UDFFilesAreCounted: Rule {
    static let card = RuleCard(
        id: "udf-lvid-counts",
        title: "The integrity descriptor counts the files and directories of the volume",
        rationale: """
            The counts are what programs show before they read the tree. Where there are fewer names than were \
            counted, files have gone.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .warning,
        clause: .udf("2.2.6.4"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let last = volume.integrity.last, last[UDFIntegrity.type] == 1, volume.gaps.isEmpty,
            volume.directories > 0
        else { return }
        let count = Int(last[UDFIntegrity.partitionCount])
        guard count <= 64 else { return }
        let use = UDFIntegrity.tables + 8 * count
        guard last[UDFIntegrity.useLength] >= 46 else { return }
        func compare(_ at: Int, _ found: UInt64, _ what: String) {
            let recorded = UInt64(last.record.u32le(use + at))
            guard recorded != found, recorded != UInt64(UInt32.max) else { return }
            findings.report(
                "the integrity descriptor counts \(recorded.of(what)), and the tree has \(found)",
                expected: "\(found)", actual: "\(recorded)",
                at: Place(offset: last.offset + UInt64(use + at), length: 4, field: "implementationUse"))
        }
        // pycdlib counts names, and a file may have several.
        if UInt64(last.record.u32le(use + UDFIntegrity.files)) != volume.names {
            compare(UDFIntegrity.files, volume.files, "file")
        }
        compare(UDFIntegrity.directories, volume.directories, "directory")
    }

    static var examples: [Example] {
        [
            .fires("a hundred files", .udf, at: "udf:lvid", 120) {
                $0.set32LE("udf:lvid", 120, 100)
                $0.sealUDF("udf:lvid")
            },
            .passes("counts that agree", .udf),
        ]
    }
}
