import Bytes
import Checksums
import DiscModel
import Specimens
import Surveys

/// The image has the MD5 that dvdisaster recorded of it.
enum DVDisasterImageHolds: Rule {
    static let card = RuleCard(
        id: "checksum-dvdisaster",
        title: "The image has the MD5 that dvdisaster recorded of it",
        rationale: """
            The header of dvdisaster's data holds an MD5 of the image as it was before anything was appended. Where every \
            sector has its CRC-32 and the MD5 is another one all the same, somebody changed the image with care, or the \
            header is of another one.
            """,
        remedy:
            "Compare the image with the one that was published; its error correction data does not fit it.",
        severity: .error,
        clause: .practice("dvdisaster codec specification, mediumSum"),
        needs: .content)

    static func weigh(_ subject: DVDisasterSubject, in disc: Disc, _ findings: inout Findings) {
        guard subject.isUsed, let statement = subject.set.imageStatement else { return }
        // That it lacks its end is told with the sectors.
        let end = statement.request.ranges.last?.upperBound ?? 0
        guard end <= disc.size else { return }
        findings.weigh(
            disc.checksum(statement), in: disc,
            "the image has another MD5 than dvdisaster recorded in \(subject.set.file.map { $0.name.escaped } ?? "it")",
            causedBy: (subject.result?.damagedData ?? 0) > 0 ? DVDisasterSectorsHold.self : nil)
    }

    static var examples: [Example] {
        [
            .fires(
                "a sum of another image", DVDisasterForge.protected, at: 0
            ) {
                $0.changeHeader { $0[40] ^= 1 }
            },
            .passes("the sum of the image", DVDisasterForge.protected),
            .passes("RS03 without a sum", DVDisasterForge.layered),
        ]
    }
}
