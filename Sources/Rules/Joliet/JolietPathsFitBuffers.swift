import DiscModel
import FileSystems
import Specimens

/// A Joliet path has at most 1024 bytes.
enum JolietPathsFitBuffers: Rule {
    static let card = RuleCard(
        id: "joliet-utf16-path-overflow",
        title: "Joliet paths have at most 1024 bytes",
        rationale: """
            Older libarchive, and with it bsdtar and file managers, kept a path in a buffer of 1024 bytes and wrote beyond it. \
            No mastering program makes such paths unless its input has them.
            """,
        remedy: "Unpack the image with a program of 2026 or later only.",
        severity: .note,
        clause: .practice("limits of readers"))

    static func weigh(_ paths: JolietPaths, in _: Disc, _ findings: inout Findings) {
        paths.each(longerThan: 1024) { slot, length in
            findings.report(
                "the path has \(length.of("byte"))", expected: "at most 1024", actual: "\(length)",
                at: paths.tree.place(ofRecord: slot))
        }
    }

    static var examples: [Example] {
        [
            .fires("thirty-two levels with long names", JolietPathsFit.deep(32), at: "system-area", 176_196),
            .passes("eight levels with long names", JolietPathsFit.deep(8)),
        ]
    }
}
