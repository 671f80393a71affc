import Bytes
import DiscModel
import FileSystems
import Specimens

/// The tree can be read to its end within the limits of time and memory.
enum WalkEndsByItself: Rule {
    static let card = RuleCard(
        id: "dir-count-explosion",
        title: "The directories are not longer together than the image",
        rationale: """
            A small image can claim more directories, records or levels than any reader can hold, by naming the same blocks \
            again and again. Such an image is made to exhaust the memory or time of who opens it.
            """,
        remedy: "Do not open the image with other programs: it is made to harm readers, or badly damaged.",
        severity: .error,
        clause: .practice("no reader follows without limit"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for gap in tree.gaps where gap.cause == .limit {
            guard gap.structure == .directory || gap.structure == .directoryRecord else { continue }
            findings.report("the tree was not read further: \(gap.detail)", at: gap.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a directory as long as the image", .plain, at: "system-area") {
                $0.lead("record:/DOCS", 2, to: 0)
                $0.set(DirectoryRecord.dataLength, of: "record:/DOCS", UInt32($0.bytes.count))
            },
            .passes("every directory once", .everything),
        ]
    }
}
