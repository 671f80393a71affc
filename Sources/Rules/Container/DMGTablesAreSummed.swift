import Checksums
import Containers
import DiscModel
import Specimens

/// The checksums of the partitions of a DMG are those that were summed.
enum DMGTablesAreSummed: Rule {
    static let card = RuleCard(
        id: "container-dmg-master-sum",
        title: "The checksums of a DMG's partitions are as they were summed",
        rationale: """
            The trailer of a DMG has a CRC-32 over the checksums of all partitions. Where it is wrong while the partitions have theirs, a checksum was \
            exchanged together with the data that it is of, or a bit of the trailer was lost. hdiutil verify tells of an error, and macOS does not \
            open the image.
            """,
        remedy: "Download or copy the file again.",
        severity: .error,
        clause: .practice("UDIF"))

    static func weigh(_ file: UnpackedFile, in disc: Disc, _ findings: inout Findings) {
        guard file.tableSum == .bad else { return }
        // A partition that does not have its checksum says where.
        let isTold = disc.checksums.contains { checksum in
            guard checksum.statement.origin == .container, case .mismatch = checksum.state else {
                return false
            }
            return true
        }
        guard !isTold else { return }
        findings.report(
            "the CRC-32 in the trailer of \(file.displayName) is not that of the checksums of its partitions",
            at: file.place("trailer"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a bit of it differs",
                in: .dmg(Specimen.plain.bytes).with {
                    $0.bytes[$0.offset("trailer") + DMGTrailer.masterSum + DMGSum.bytes] ^= 1
                },
                at: "disc.dmg: trailer"),
            .passes("three partitions", in: .dmg(Specimen.plain.bytes)),
            .passes("no checksums", in: .dmg(Specimen.plain.bytes, hasSums: false)),
        ]
    }
}
