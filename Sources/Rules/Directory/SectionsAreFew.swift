import Bytes
import DiscModel
import FileSystems
import Specimens

/// Linux reads up to 100 sections.
enum SectionsAreFew: Rule {
    static let card = RuleCard(
        id: "dir-multi-extent-too-many",
        title: "A file has at most 100 sections",
        rationale: """
            Linux gives up on a directory entry after 100 sections and does not show the file. With sections of nearly 4 GiB that \
            is a file of 400 GB; with small ones it is not.
            """,
        remedy: "Make the image again with longer sections.",
        severity: .warning,
        clause: .practice("Linux isofs, 100 sections"))

    static func weigh(_ file: FileSections, in _: Disc, _ findings: inout Findings) {
        guard file.slots.count > 100 else { return }
        findings.report(
            "the file is recorded in \(file.slots.count.of("section"))", expected: "100 or less",
            actual: "\(file.slots.count)", at: file.tree.place(ofRecord: file.slots.lowerBound))
    }

    static var examples: [Example] {
        [
            .fires("101 sections", image(sections: 101), at: "record:/BIG.DAT"),
            .passes("100 sections", image(sections: 100)),
        ]
    }

    private static func image(sections count: Int) -> Specimen {
        let section = [UInt8](repeating: 0, count: .sector)
        return Specimen {
            $0.files = [Specimen.File("/BIG.DAT", .sections(Array(repeating: section, count: count)))]
        }
    }
}
