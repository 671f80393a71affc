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
                    let end = fault.length.map { ", ends at byte \(fault.start.adding($0))" } ?? ""
                    findings.report(
                        """
                        \(copy.file.path.escaped): the part with \(fault.part) begins at byte \(fault.start)\(end), and the file has \
                        \(copy.file.size.of("byte"))
                        """,
                        at: fault.place,
                        about: pair.difference == nil ? pair.copy?.path.text : nil)
                }
            }
        }
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
            .passes("parts of their lengths", .bluRay),
        ]
    }
}
