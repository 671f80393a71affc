import Bytes
import DiscModel
import FileSystems
import Specimens

/// The parts of a file of BDMV lie in it.
enum BDPartsLieInside: Rule {
    static let card = RuleCard(
        id: "bd-table",
        title: "The parts of files of BDMV lie in them",
        rationale: """
            The header of each file leads to its parts, and each part says how long it is. Where one begins or ends behind the end of the \
            file, the file was cut or a number is wrong, and players refuse it.
            """,
        remedy: BDRemedy.copyAgain,
        severity: .error,
        clause: .bluRay("headers"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for pair in disc.pairs {
            for (index, copy) in pair.copies.enumerated() {
                // The same fault in the copy is the same fault.
                guard index == 0 || pair.difference != nil else { continue }
                for fault in copy.faults {
                    findings.report(
                        "\(copy.file.path.escaped): \(fault.part) begins at byte \(fault.start)\(words(fault))",
                        at: fault.place,
                        about: pair.difference == nil ? pair.copy?.path.text : nil)
                }
            }
        }
    }

    private static func words(_ fault: BDFault) -> String {
        guard let length = fault.length else { return ", and the file has \(fault.limit.of("byte"))" }
        let end = fault.start.adding(length)
        return end > fault.limit
            ? ", ends at byte \(end), and what holds it ends at byte \(fault.limit)"
            : " and has \(length.of("byte")), too few for one"
    }

    static var examples: [Example] {
        [
            .fires(
                "a part behind the end of the file", .bluRay, at: "udf:data:/BDMV/PLAYLIST/00001.mpls", 12
            ) { $0.setBD32("PLAYLIST/00001.mpls", 12, 70_000) },
            .fires(
                "a length that is too high, in the copy", .bluRay,
                at: "udf:data:/BDMV/BACKUP/index.bdmv", 8
            ) { $0.set32BE("udf:data:/BDMV/BACKUP/index.bdmv", 78, .max) },
            .fires("no items", .bluRay, at: "udf:data:/BDMV/PLAYLIST/00002.mpls", 8) {
                $0.setBD32("PLAYLIST/00002.mpls", 8, 0)
            },
            .fires("an item that is too long", .bluRay, at: "udf:data:/BDMV/PLAYLIST/00002.mpls", 68) {
                $0.setBD32("PLAYLIST/00002.mpls", 66, 0x0000_FFFF)
            },
            .passes("parts of their lengths", .bluRay),
        ]
    }
}
